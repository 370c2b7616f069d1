import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { secretsHeld } from "./secret-expressions.ts";

export const secretInScript = defineDiagnostic({
  code: "secret-in-script",
  severity: "warning",
  isPedantic: true,
  message: (p: { text: string }) =>
    `\`\${{ ${p.text} }}\` puts a secret into the text of the script: into a file on the runner, among the arguments that every process of the machine can read, and through the shell's quoting.`,
  hint: () => 'Give it to the step as a variable, `env: { NAME: ${{ … }} }`, and read `"$NAME"`.',
});

export const secretsInScripts: Rule = {
  reports: [secretInScript],
  expression({ expression, path, text }, _document, report) {
    if (path.at(-1) !== "run" || typeof path.at(-2) !== "number" || !/\bsecrets\b/i.test(text)) return;
    if (secretsHeld(expression).length > 0) report(secretInScript, { text }, path, { excerpt: text });
  },
};
