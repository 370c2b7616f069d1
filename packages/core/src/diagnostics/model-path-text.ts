import type { ModelPath } from "./diagnostic.ts";

/** A path as authors write it: `needs[0]`, `with.path`, `env["odd.name"]`; empty for the node itself. */
export function formatModelPath(path: ModelPath): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      if (!plainName.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}

/** @returns undefined for a text that is no path. */
export function parseModelPath(text: string): ModelPath | undefined {
  const path: (string | number)[] = [];
  for (let rest = text; rest !== ""; ) {
    const [token, index, quoted, name] = (path.length === 0 ? firstKey : laterKey).exec(rest) ?? [];
    if (token === undefined) return undefined;
    const key = quoted === undefined ? name : unquoted(quoted);
    if (index === undefined && key === undefined) return undefined;
    path.push(index === undefined ? (key ?? "") : Number(index));
    rest = rest.slice(token.length);
  }
  return path;
}

const plainName = /^[A-Za-z_][\w-]*$/;
const firstKey = /^(?:\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([A-Za-z_][\w-]*))/;
const laterKey = /^(?:\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.([A-Za-z_][\w-]*))/;

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
