import type { Kind } from "../../expression-types/problem.ts";

const kinds: Readonly<Record<Kind, string>> = {
  object: "an object",
  list: "a list",
  text: "a text",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  scalar: "a text, number or boolean",
};

export function withArticle(kind: Kind): string {
  return kinds[kind];
}

/** `'a', 'b' or 3`, as one writes them in an expression; of many, the first and how many more there are. */
export function listOfValues(values: readonly (string | number | boolean | null)[]): string {
  const shown = values.filter((value) => value !== null && value !== "").map(literalText);
  const [first = "empty", ...others] = shown;
  if (others.length === 0) return first;
  if (shown.length > 6) return `${shown.slice(0, 5).join(", ")} or ${shown.length - 5} more`;
  return `${[first, ...others.slice(0, -1)].join(", ")} or ${others.at(-1)}`;
}

export function literalText(value: string | number | boolean | null): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
