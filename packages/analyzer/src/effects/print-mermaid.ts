import { shortFile } from "@yardmaster/core";
import type { Effects, Link } from "./effects.ts";

/**
 * A flowchart in the plainest syntax that Mermaid has: events, workflows, and workflows elsewhere, with an arrow for each
 * way in which one starts another. Ends with a newline.
 */
export function printMermaid({ workflows, links }: Pick<Effects, "workflows" | "links">): string {
  const ids = new Map<string, string>();
  const lines: string[] = [];
  const node = (key: string, prefix: string, draw: (id: string) => string): string => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `${prefix}${ids.size}`;
    ids.set(key, id);
    lines.push(draw(id));
    return id;
  };
  const workflow = (file: string) => node(`workflow ${file}`, "w", (id) => `${id}["${label(shortFile(file))}"]`);
  const outer = (name: string) => node(`outer ${name}`, "o", (id) => `${id}[/"${label(name)}"/]`);
  const event = (name: string) => node(`event ${name}`, "e", (id) => `${id}(["${label(name)}"])`);
  const arrows = new Set<string>();
  for (const { file, events } of workflows) {
    const to = workflow(file);
    const own = events.filter((each) => each.event !== "workflow_call" && each.event !== "workflow_run");
    for (const each of own) arrows.add(`${event(each.event)} -->${text(plain(each.filter))} ${to}`);
  }
  for (const link of links) {
    const from = workflow(link.from);
    const to = link.isOuter ? outer(link.to) : workflow(link.to);
    arrows.add(`${from} ${arrowOf(link)} ${to}`);
  }
  return `${["flowchart LR", ...lines, ...arrows].map((line, index) => (index === 0 ? line : `  ${line}`)).join("\n")}\n`;
}

function arrowOf({ kind, task }: Link): string {
  if (kind === "calls") return `==>${text("calls")}`;
  if (kind === "waits-for") return `-.->${text("then")}`;
  return `-.->${text(task === undefined ? "dispatches" : `dispatches (${task})`)}`;
}

function text(words: string): string {
  return words === "" ? "" : `|"${label(words)}"|`;
}

function plain(filter: string): string {
  return filter.replaceAll("`", "");
}

/**
 * Mermaid reads entities in quoted labels: whatever could end the label, begin markup or Markdown is one.
 * Source: mermaid.js.org, "Flowcharts", "Special characters that break syntax".
 */
function label(words: string): string {
  return words
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[^\p{L}\p{N} ._/:,()@-]/gu, (character) => `#${character.codePointAt(0)};`);
}
