import { defineDiagnostic, type ShellCommand } from "@yardmaster/core";
import { commandExcerpt, commandsOf, programOf, wordTexts } from "../rights/script-commands.ts";
import type { Rule } from "../rule.ts";

export const scriptPiped = defineDiagnostic({
  code: "script-piped",
  severity: "warning",
  confidence: "medium",
  message: (p: { url: string; runner: string }) =>
    `What ${p.url} sends at that moment is run by \`${p.runner}\`: nobody has seen it, and nothing notices when it changes or breaks off.`,
  hint: () =>
    "Download a version of it to a file, compare its checksum (`sha256sum --check`) and run the file, or use an action that is pinned.",
});

/** Source: poutine's rule `unverified_script_exec`. An address with a commit in it always sends the same. */
export const pipedScripts: Rule = {
  reports: [scriptPiped],
  step({ script }, _holder, report) {
    if (!script || !/\b(?:curl|wget)\b/.test(script.text)) return;
    const commands = commandsOf(script);
    for (const command of commands) {
      const url = downloadedText(command);
      if (url === undefined) continue;
      const runner = runnerBehind(command) ?? runnerAround(command, commands);
      if (!runner) continue;
      const excerpt = commandExcerpt(script, command);
      report(scriptPiped, { url, runner: wordTexts(runner)[0] ?? "sh" }, script.path, { excerpt });
    }
  },
};

/** The address that a command prints; undefined where it saves to a file, or where the address holds a commit. */
function downloadedText(command: ShellCommand): string | undefined {
  const [program, ...rest] = programOf(command);
  if (program?.text !== "curl" && program?.text !== "wget") return undefined;
  const url = rest.find(({ text }) => /^https?:\/\//.test(text));
  if (!url || /[/=@][0-9a-f]{40}(?:[/?]|$)/.test(url.text)) return undefined;
  const options = rest.map(({ text }) => text);
  if (program.text === "curl" && options.some((text) => /^(?:-[A-Za-z]*[oO]|--output|--remote-name)$/.test(text)))
    return undefined;
  if (program.text === "wget" && !options.some((text) => /^-\w*O-?$|^--output-document=?-?$/.test(text)))
    return undefined;
  return url.raw.replace(/^["']|["']$/g, "");
}

/** What the output is piped into, where that runs it: at the end of the pipe. */
function runnerBehind(command: ShellCommand): ShellCommand | undefined {
  for (let next = command.pipesTo; next; next = next.pipesTo) if (runsItsInput(next)) return next;
  return undefined;
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"` */
function runnerAround(command: ShellCommand, commands: readonly ShellCommand[]): ShellCommand | undefined {
  if (command.pipesTo) return undefined;
  return commands.find((around) => {
    if (around === command || around.start >= command.start || around.end < command.end) return false;
    const [program, first, second] = programOf(around);
    const name = program?.text ?? "";
    if (name === "eval" || name === "source" || name === ".") return first !== undefined && holds(first, command);
    if (!interpreters.has(name) || !first) return false;
    if (/^-\w*c$/.test(first.text)) return second !== undefined && holds(second, command);
    return holds(first, command) && /^<\(/.test(first.raw);
  });
}

function holds(word: { readonly start: number; readonly end: number }, command: ShellCommand): boolean {
  return word.start <= command.start && command.end <= word.end;
}

const interpreters = new Set(["sh", "bash", "zsh", "dash", "python", "python3", "node", "perl", "ruby", "pwsh"]);

function runsItsInput(command: ShellCommand): boolean {
  const [program = "", ...rest] = wordTexts(command);
  if (!interpreters.has(program)) return false;
  if (program === "sh" || program === "bash" || program === "zsh" || program === "dash")
    return !rest.some((text) => /^-\w*c$/.test(text));
  // `python -c …` and `python parse.py` read it as data.
  return rest.every((text) => text === "-");
}
