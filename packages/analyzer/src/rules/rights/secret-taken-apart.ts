import { defineDiagnostic, walkExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { secretName } from "./secret-expressions.ts";

export const secretTakenApart = defineDiagnostic({
  code: "secret-taken-apart",
  severity: "warning",
  message: (p: { text: string; secret: string }) =>
    `\`${p.text}\` takes the secret ${p.secret} apart: GitHub masks the secret as a whole in logs, and none of its parts.`,
  hint: () => "Keep each part as a secret of its own, or mask the part first: `::add-mask::` in an earlier step.",
});

/** Source: docs.github.com, "Secrets", "Avoid using structured data as a secret". */
export const secretsTakenApart: Rule = {
  reports: [secretTakenApart],
  expression({ expression, path, text }, _document, report) {
    if (!/\bfromjson\b/i.test(text)) return;
    const found = new Set<string>();
    walkExpression(expression, (part) => {
      if (part.kind !== "call" || part.name.toLowerCase() !== "fromjson") return;
      const [argument] = part.arguments;
      const name = argument && secretName(argument);
      if (name !== undefined) found.add(name);
    });
    for (const secret of found) report(secretTakenApart, { text, secret }, path, { excerpt: text });
  },
};
