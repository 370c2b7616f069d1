import { defineDiagnostic, type Expression, walkExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const secretsWhole = defineDiagnostic({
  code: "secrets-whole",
  severity: "warning",
  message: (p: { text: string }) =>
    `\`${p.text}\` hands on the whole of \`secrets\`: every secret of the repository and of its organisation, those that are added later included.`,
  hint: () => "Name the secrets that are needed, each by `secrets.NAME`.",
});

export const secretDynamic = defineDiagnostic({
  code: "secret-dynamic",
  severity: "warning",
  confidence: "medium",
  message: (p: { text: string }) =>
    `\`${p.text}\` picks a secret by a name that is known only at run time, so GitHub sends the job every secret that there is.`,
  hint: () =>
    "Name each secret that can be meant, `secrets.NAME`, one per step or per job, or keep one secret of the same name in several environments.",
});

/**
 * The runner is sent the secrets whose names GitHub can read in the job, or all of them. Source: CodeQL's query
 * `actions/excessive-secrets-exposure` and its help.
 */
export const wholeSecrets: Rule = {
  reports: [secretsWhole, secretDynamic],
  expression({ expression, path, text }, _document, report) {
    if (!/\bsecrets\b/i.test(text)) return;
    const reads = readingsOf(expression);
    if (reads.has("whole")) report(secretsWhole, { text }, path, { excerpt: text });
    else if (reads.has("dynamic")) report(secretDynamic, { text }, path, { excerpt: text });
  },
};

/** How an expression reads `secrets`: all of it, or one whose name it does not say. */
function readingsOf(expression: Expression): ReadonlySet<"whole" | "dynamic"> {
  const found = new Set<"whole" | "dynamic">();
  const named = new Set<Expression>();
  walkExpression(expression, (part) => {
    if (part.kind === "property") named.add(part.object);
    if (part.kind === "index" && isSecrets(part.object)) {
      named.add(part.object);
      found.add("dynamic");
    }
    if (isSecrets(part) && !named.has(part)) found.add("whole");
  });
  return found;
}

function isSecrets(expression: Expression): boolean {
  return expression.kind === "context" && expression.name === "secrets";
}
