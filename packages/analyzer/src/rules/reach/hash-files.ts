import { defineDiagnostic, type Expression, type JobView, parseGlobPattern, walkExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { treeOf } from "./repository-tree.ts";

export const hashFilesNothing = defineDiagnostic({
  code: "hash-files-nothing",
  severity: "warning",
  confidence: "medium",
  message: (p: { patterns: readonly string[] }) =>
    `${p.patterns.map((pattern) => `\`${pattern}\``).join(", ")} ${p.patterns.length === 1 ? "matches" : "match"} no file of the repository: \`hashFiles\` gives an empty text, and a key that is made of it never changes.`,
  hint: () => "Name the files that the key is to follow.",
});

export const hashedFiles: Rule = {
  reports: [hashFilesNothing],
  expression({ path, expression, text }, document, report) {
    if (document.kind !== "workflow" || !/hashfiles/i.test(text) || path[0] !== "jobs") return;
    const job = document.jobs.find(({ id }) => id === path[1]);
    const calls = hashesIn(expression).filter((patterns) => patterns.length > 0);
    if (!job || calls.length === 0 || !isCheckedOut(job)) return;
    const tree = treeOf(document.facts);
    if (!tree) return;
    for (const patterns of calls) {
      const parsed = patterns.map(parseGlobPattern);
      if (parsed.some((pattern) => !pattern)) continue;
      const isMatched = tree.files.some((file) =>
        parsed.some((pattern) => pattern && !pattern.isNegated && pattern.matches(file)),
      );
      if (isMatched || patterns.some((pattern) => isMentioned(pattern, job))) continue;
      const [first = ""] = patterns;
      report(hashFilesNothing, { patterns }, path, { excerpt: text.includes(first) ? first : undefined });
    }
  },
};

/** Patterns of each call whose patterns are written out. */
function hashesIn(expression: Expression): readonly (readonly string[])[] {
  const calls: (readonly string[])[] = [];
  walkExpression(expression, (part) => {
    if (part.kind !== "call" || part.name.toLowerCase() !== "hashfiles") return;
    const patterns = part.arguments.map((one) => (one.kind === "literal" ? one.value : undefined));
    if (patterns.every((pattern) => typeof pattern === "string")) calls.push(patterns as readonly string[]);
  });
  return calls;
}

/** Of this repository, whole, and nothing else fetched beside it. */
function isCheckedOut({ steps }: JobView): boolean {
  const fetching = steps.filter(
    ({ uses }) => uses?.kind === "repository" && /checkout|download|artifact|clone/i.test(uses.text),
  );
  return (
    fetching.length > 0 &&
    fetching.every(({ uses, keys }) => {
      if (uses?.kind === "repository" && /upload-artifact$/i.test(uses.repository)) return true;
      const isCheckout = uses?.kind === "repository" && /^actions\/checkout$/i.test(`${uses.owner}/${uses.repository}`);
      const inputs = keys.with as Readonly<Record<string, unknown>> | undefined;
      return isCheckout && !["repository", "path", "ref", "submodules"].some((name) => inputs?.[name] !== undefined);
    })
  );
}

/** Whether a script of the job may have to do with such a file: its name, or its ending, stands in it. */
function isMentioned(pattern: string, { steps }: JobView): boolean {
  const name = pattern
    .slice(pattern.lastIndexOf("/") + 1)
    .replace(/^[*?]+/, "")
    .replace(/[*?[\]].*$/, "");
  if (name === "") return true;
  return steps.some(({ script }) => script?.text.includes(name));
}
