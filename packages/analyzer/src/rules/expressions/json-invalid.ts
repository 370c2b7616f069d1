import { defineDiagnostic, printExpression, walkExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, isFirst } from "./problems-of.ts";

export const jsonInvalid = defineDiagnostic({
  code: "json-invalid",
  severity: "warning",
  message: (p: { text: string; reason: string }) => `\`fromJSON\` of '${p.text}', which is no JSON: ${p.reason}.`,
  hint: () => "Correct it; texts and names in JSON stand between double quotes.",
});

/** A warning, since the runner's reader takes more than JSON, such as single quotes; nothing says that it will go on to. */
export const jsonOfLiterals: Rule = {
  reports: [jsonInvalid],
  expression(at, _, report) {
    if (!/fromjson\s*\(/i.test(at.text)) return;
    walkExpression(at.expression, (part) => {
      if (part.kind !== "call" || part.name.toLowerCase() !== "fromjson") return;
      const [argument] = part.arguments;
      if (argument?.kind !== "literal" || typeof argument.value !== "string") return;
      const reason = reasonAgainst(argument.value);
      if (reason === undefined || !isFirst(report, `${printExpression(part)} ${JSON.stringify(at.path)}`)) return;
      report(jsonInvalid, { text: argument.value, reason }, at.path, { excerpt: excerptOf(at, argument) });
    });
  },
};

/** In words of ours: those of the engine differ from release to release. */
function reasonAgainst(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    if (text.trim() === "") return "it is empty";
    if (text.includes("'")) return "it has single quotes";
    return /,\s*[\]}]/.test(text)
      ? "a comma stands before a closing bracket"
      : "it ends too early, or something in it is misplaced";
  }
}
