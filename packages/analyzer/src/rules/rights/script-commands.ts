import { readShellScript, type ScriptView, type ShellCommand, type ShellWord, wordsOfCommand } from "@yardmaster/core";

/**
 * The commands of a step's script. Where the runner's system is not known, it is read as what runs on most of them: the
 * commands that rules look for are written alike in all shells.
 */
export function commandsOf(script: ScriptView): readonly ShellCommand[] {
  if (script.shellScript) return script.shellScript.commands;
  if (script.shell !== undefined) return [];
  let commands = read.get(script);
  if (!commands) {
    commands = readShellScript(script.text).commands;
    read.set(script, commands);
  }
  return commands;
}

const read = new WeakMap<ScriptView, readonly ShellCommand[]>();

/** The words of a command from its program on, whoever starts it: `sudo -E npm ci` is `npm ci`. */
export function programOf(command: ShellCommand): readonly ShellWord[] {
  let words = wordsOfCommand(command);
  while (starters.has(words[0]?.text ?? "")) {
    const next = words.findIndex(({ text }, index) => index > 0 && !/^-|^\w+=/.test(text));
    if (next === -1) return [];
    words = words.slice(next);
  }
  return words;
}

const starters = new Set(["sudo", "env", "command", "exec", "nohup", "time"]);

/** The texts of a command from its program on. */
export function wordTexts(command: ShellCommand): readonly string[] {
  return programOf(command).map(({ text }) => text);
}

/** Files that a command writes its output to, as they are named. */
export function filesWritten({ redirections }: ShellCommand): readonly string[] {
  return redirections
    .filter(({ operator, descriptor }) => writing.has(operator) && (descriptor === undefined || descriptor === 1))
    .map(({ target }) => target.text)
    .filter((file) => file !== "/dev/stdout" && file !== "/dev/stderr" && file !== "/dev/tty");
}

const writing = new Set([">", ">>", ">|", "&>", "&>>"]);

/** What it says goes into a file or a word, and not to the log. */
export function isCaptured(command: ShellCommand): boolean {
  return command.isSubstitution || filesWritten(command).length > 0;
}

/** The line of a script on which a command begins, from its program on. */
export function commandExcerpt(script: ScriptView, command: ShellCommand): string {
  const start = programOf(command)[0]?.start ?? command.start;
  const [line = ""] = script.text.slice(start, command.end).split(/\s*\\?\r?\n/);
  return line.trimEnd();
}
