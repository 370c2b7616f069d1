import type { ActionMetadata, LockedInput } from "@yardmaster/core";
import { docText } from "./doc-text.ts";

/** The documentation of an input: what the metadata says, its default, and whether it is on its way out. */
export function documentInput({ description, default: fallback, deprecated }: LockedInput): readonly string[] {
  const parts = [
    ...(description === undefined ? [] : [docText(description)]),
    ...(fallback === undefined ? [] : [`Default: \`${docText(shown(String(fallback)))}\`.`]),
    ...(deprecated === undefined ? [] : [`@deprecated ${docText(deprecated).replaceAll(/\s+/g, " ")}`]),
  ].filter((part) => part !== "");
  return parts.length > 0 ? [parts.join("\n\n")] : [];
}

/** The documentation of the function or handle itself, with the outputs. */
export function documentAction(
  summary: string,
  { description, outputs, outputDescriptions = {} }: ActionMetadata,
): string {
  const lines = outputs.flatMap((name) => {
    const text = Object.hasOwn(outputDescriptions, name) ? outputDescriptions[name] : undefined;
    return text === undefined ? [] : [`- \`${docText(name)}\`: ${docText(text).replaceAll(/\s+/g, " ")}`];
  });
  return [
    summary,
    ...(description === undefined ? [] : [docText(description)]),
    ...(lines.length > 0 ? [`Outputs:\n${lines.join("\n")}`] : []),
  ].join("\n\n");
}

/** GitHub never enforces `required`; an input with a default works without one. */
export function isNeeded(input: LockedInput): boolean {
  return input.required && input.default === undefined;
}

function shown(text: string): string {
  return text.includes("\n") || text.includes("`") ? JSON.stringify(text).replaceAll("`", "'") : text;
}
