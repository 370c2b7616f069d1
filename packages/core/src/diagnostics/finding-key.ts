import type { Finding } from "./finding.ts";

/**
 * What stays of a finding while the lines around it move: its code, its file, its sentence and its node, without positions in
 * lists.
 */
export function findingKey({ code, message, place, path = [] }: Finding): string {
  const said = message.replaceAll(/\b(lines?|columns?) \d+/g, "$1 *");
  const node = path.map((key) => (typeof key === "number" ? "*" : key));
  return JSON.stringify([code, place?.file ?? "", said, ...node]);
}
