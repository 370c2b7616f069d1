import { asMap, defineDiagnostic, type ShellCommand, type StepView, type ValueMap } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { commandExcerpt, commandsOf, isCaptured, programOf, wordTexts } from "./script-commands.ts";
import { secretsIn } from "./secret-expressions.ts";

interface Parameters {
  readonly secret: string;
  readonly command: string;
}

export const secretPrinted = defineDiagnostic({
  code: "secret-printed",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) =>
    `\`${p.command}\` prints the secret ${p.secret} to the log, where nothing but GitHub's mask hides it: an unmasked line, a part or another spelling of it stays readable.`,
  hint: () => "Drop the line. To see whether a secret is there, print its length or test it for being empty.",
});

export const secretEncoded = defineDiagnostic({
  code: "secret-encoded",
  severity: "warning",
  message: (p: Parameters & { by: string }) =>
    `\`${p.command}\` prints the secret ${p.secret} to the log in another spelling, by \`${p.by}\`: GitHub masks the secret alone, so that everybody who sees the log can read it.`,
  hint: () => "Drop the line, or write to a file what it makes.",
});

/** What a script says to the log. What is captured, read by another program or sent to a file is left alone. */
export const printedSecrets: Rule = {
  reports: [secretPrinted, secretEncoded],
  step(step, { job, document }, report) {
    const { script } = step;
    if (!script || !/\b(?:echo|printf|cat)\b/.test(script.text)) return;
    const variables = secretVariables(step, job ? [document.model, job.keys] : []);
    if (variables.size === 0 && !/\bsecrets\b/i.test(script.text)) return;
    for (const command of commandsOf(script)) {
      const secret = isCaptured(command) ? undefined : printedSecret(command, variables);
      if (secret === undefined) continue;
      const excerpt = commandExcerpt(script, command);
      const last = lastOf(command);
      if (last === command) report(secretPrinted, { secret, command: excerpt }, script.path, { excerpt });
      else if (!isCaptured(last) && isEncoder(last)) {
        const whole = `${excerpt} | ${commandExcerpt(script, last)}`;
        const by = commandExcerpt(script, last);
        report(secretEncoded, { secret, command: whole, by }, script.path, { excerpt });
      }
    }
  },
};

/** Variables of a step that hold a secret, by name. */
function secretVariables({ keys }: StepView, around: readonly ValueMap[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { env } of [...around, keys]) {
    for (const [name, value] of Object.entries(asMap(env) ?? {})) {
      const [secret] = secretsIn(value);
      if (secret === undefined) found.delete(name);
      else found.set(name, secret);
    }
  }
  return found;
}

function printedSecret(command: ShellCommand, variables: ReadonlyMap<string, string>): string | undefined {
  const [program, ...rest] = programOf(command);
  if (program?.text !== "echo" && program?.text !== "printf") return undefined;
  const text = rest.map(({ raw }) => raw).join(" ");
  // A command to the runner, which reads the line and does not show it.
  if (/::add-mask::/.test(text)) return undefined;
  const [inScript] = secretsIn(text);
  if (inScript !== undefined) return inScript;
  for (const { raw } of rest) {
    if (raw.startsWith("'")) continue;
    for (const [, name = ""] of raw.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)(?=\}|(?![\w[:%#/^,+-]))/g)) {
      const secret = variables.get(name);
      if (secret !== undefined) return secret;
    }
  }
  return undefined;
}

function lastOf(command: ShellCommand): ShellCommand {
  return command.pipesTo ? lastOf(command.pipesTo) : command;
}

/** Programs that print again what they read, so that no mask fits. */
function isEncoder(command: ShellCommand): boolean {
  const [program = "", ...options] = wordTexts(command);
  const isDecoding = options.some((option) => /^(?:-d|-D|--decode|-\w*d)$/.test(option));
  if (program === "base64" || program === "base32") return !isDecoding;
  if (program === "openssl") return options.some((option) => /^-?(?:base64|enc)$/.test(option)) && !isDecoding;
  if (program === "sed") return options.some((option) => /^s(.)\.\1/.test(option) || /^s(.)\\\(\.\\\)\1/.test(option));
  return program === "rev" || program === "xxd" || program === "od" || program === "hexdump";
}
