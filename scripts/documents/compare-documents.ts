import { isDeepStrictEqual } from "node:util";
import type { ModelPath, YamlNode } from "@yardmaster/core";
import { printYaml, readYaml, type YamlDocument } from "@yardmaster/yaml-io";

export type Comparison =
  | { readonly skipped: string }
  | { readonly comments: number; readonly keys: number; readonly lost: readonly string[] };

/** Reads a text, prints it and reads it again: data, the author's order of keys, and comments with what they are about. */
export function compareDocuments(text: string, file: string, print = printYaml): Comparison {
  const before = readYaml(text, file);
  const [problem] = before.diagnostics;
  if (problem) return { skipped: `${problem.code}: ${problem.message}` };
  const printed = print(before);
  if (printed === undefined) return { skipped: "a tag makes a value that is neither text, number, map nor list" };
  const after = readYaml(printed, file);
  if (after.model === undefined) return { comments: 0, keys: 0, lost: [`what is printed is no YAML: ${printed}`] };
  const orders = { before: keyOrders(before.tree.root), after: keyOrders(after.tree.root) };
  return {
    comments: before.comments().length,
    keys: [...orders.before.values()].reduce((sum, names) => sum + names.length, 0),
    lost: [
      ...(isDeepStrictEqual(before.model, after.model) ? [] : ["data"]),
      ...[...orders.before].flatMap(([path, names]) =>
        isDeepStrictEqual(names, orders.after.get(path)) ? [] : [`order of keys at ${path}`],
      ),
      ...missing(commentsOf(before), commentsOf(after)).map((comment) => `comment ${comment}`),
      ...missing(commentsOf(after), commentsOf(before)).map((comment) => `not there before: comment ${comment}`),
    ],
  };
}

/** Those of GitHub's own keys change places: they are sorted. */
function keyOrders(root: YamlNode | undefined): ReadonlyMap<string, readonly string[]> {
  const orders = new Map<string, readonly string[]>();
  const walk = (given: YamlNode | undefined, path: ModelPath): void => {
    const node = given?.kind === "alias" ? given.target : given;
    if (node?.kind === "map") {
      const names = node.entries.map(({ name }) => name);
      orders.set(JSON.stringify(path), isGitHubs(path) ? names.toSorted() : names);
      for (const { name, value } of node.entries) walk(value, [...path, name]);
    }
    if (node?.kind !== "list") return;
    for (const [index, item] of node.items.entries()) if (item.kind !== "entry") walk(item, [...path, index]);
  };
  walk(root, []);
  return orders;
}

function isGitHubs(path: ModelPath): boolean {
  const isJob = path.length === 2 && path[0] === "jobs";
  const isStep = typeof path.at(-1) === "number" && (path.at(-2) === "steps" || path.at(-2) === "parallel");
  return path.length === 0 || isJob || isStep;
}

function commentsOf(document: YamlDocument): readonly string[] {
  return document.comments().map(({ path, text }) => `${text} at ${JSON.stringify(path)}`);
}

/** With repetitions. */
function missing(all: readonly string[], from: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const one of from) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}
