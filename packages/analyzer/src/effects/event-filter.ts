import { asList, asMap, textsIn, type Value, type ValueMap } from "@yardmaster/core";

/** What an event is narrowed to, in words; empty for nothing. @param on as the workflow states it. */
export function describeFilter(event: string, settings: ValueMap, on: Value): string {
  if (event === "schedule") {
    const crons = asList(asMap(on)?.schedule).map((entry) => asMap(entry)?.cron);
    return quoted(crons.filter((cron) => typeof cron === "string"));
  }
  const types = textsIn(settings.types);
  const parts = [
    ...(types.length > 0 ? [`(${types.join(", ")})`] : []),
    ...part(event === "push" ? "to" : event === "workflow_run" ? "on" : "into", settings.branches),
    ...part("to all but", settings["branches-ignore"]),
    ...part("of tags", settings.tags),
    ...part("of tags but", settings["tags-ignore"]),
    ...part("in", settings.paths),
    ...part("not only in", settings["paths-ignore"]),
  ];
  return parts.join(" ");
}

const shown = 3;

function part(word: string, patterns: Value | undefined): readonly string[] {
  const texts = textsIn(patterns);
  return texts.length > 0 ? [`${word} ${quoted(texts)}`] : [];
}

function quoted(texts: readonly string[]): string {
  const more = texts.length > shown ? ` and ${texts.length - shown} more` : "";
  return texts.slice(0, shown).map(codeText).join(", ") + more;
}

/** As code in Markdown and for people, on one line. */
export function codeText(text: string): string {
  return `\`${text.replaceAll(/\s+/g, " ").replaceAll("`", "'").trim()}\``;
}
