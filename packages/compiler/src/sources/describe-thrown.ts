import { inspect } from "node:util";

/**
 * In one line, whatever was thrown.
 * @param root where it appears as a path, it is left out.
 */
export function describeThrown(thrown: unknown, root: string): string {
  const text =
    thrown instanceof Error ? [thrown.name, thrown.message].filter(Boolean).join(": ") : inspect(thrown, { depth: 1 });
  const line = text.replaceAll(`${root}/`, "").replaceAll(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
