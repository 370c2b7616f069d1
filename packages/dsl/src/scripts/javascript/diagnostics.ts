import { defineDiagnostic } from "@yardmaster/core";

export const scriptSyntax = defineDiagnostic({
  code: "script-syntax",
  severity: "error",
  message: (p: { language: string; problem: string; line: number; text: string }) =>
    `The ${p.language} script has a mistake in its line ${p.line}, \`${p.text}\`: ${p.problem}.`,
  hint: () => "Correct the script. The body of an actions/github-script step is JavaScript inside an async function.",
});

export const scriptFunction = defineDiagnostic({
  code: "script-function",
  severity: "error",
  message: (p: { problem: string }) => `The function cannot become a script: ${p.problem}.`,
  hint: () => "Write `js(async ({ github, context, core }, { name }) => { … }, { name: expression })`.",
});

export const scriptCaptures = defineDiagnostic({
  code: "script-captures",
  severity: "error",
  message: (p: { names: readonly string[] }) =>
    `The function reads ${p.names.map((name) => `\`${name}\``).join(", ")} from outside itself; only its text reaches the runner.`,
  hint: () => "Declare it inside the function, take it from the first argument, or pass expressions as values.",
});
