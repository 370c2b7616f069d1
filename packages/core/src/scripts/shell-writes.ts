import { plainPrograms, prefixPrograms, runningOptions } from "./plain-programs.ts";
import type { RunnerFile, ScriptWrites } from "./runner-files.ts";
import {
  type ShellCommand,
  type ShellRedirection,
  type ShellScript,
  type ShellWord,
  wordsOfCommand,
} from "./shell-command.ts";
import { WrittenEntries } from "./written-entries.ts";

const withdrawn: Readonly<Record<RunnerFile, RegExp>> = {
  GITHUB_OUTPUT: /::set-output\s+name=([^:]*)::/gi,
  GITHUB_ENV: /::set-env\s+name=([^:]*)::/gi,
  GITHUB_PATH: /::add-path()::/gi,
};

/** Programs that only look at a word: the file's name in it is no writing. */
const looking = new Set("[ [[ test cat echo printf ls stat wc head tail grep".split(" "));

export function shellWrites(script: ShellScript, file: RunnerFile): ScriptWrites {
  const entries = new WrittenEntries();
  for (const command of script.commands) readCommand(command, script, file, entries);
  if (entries.takesArgument) addArguments(script, entries);
  return { names: entries.names, isComplete: entries.isComplete, hasUnread: entries.hasUnread };
}

function readCommand(command: ShellCommand, script: ShellScript, file: RunnerFile, entries: WrittenEntries): void {
  const { functions } = script;
  const stated = wordsOfCommand(command);
  const words = withoutPrefixes(stated);
  const name = words[0]?.text.replace(/^.*\//, "") ?? "";
  for (const word of command.words) addWithdrawn(word, file, entries);
  if (stated.length > 0 && !isPlain(words, functions)) entries.isComplete = false;
  if (!looking.has(name) && name !== "tee" && command.words.some(({ raw }) => raw.includes(file))) {
    entries.addUnread();
  }
  if (name === "tee" && words.some((word) => isVariable(word, file))) addTee(command, script, entries);
  if (writesTo(command, file)) addPrinted(command, words, name, functions, entries);
}

/** Whether what the command prints goes into the file: by a redirection, or through `tee`. */
function writesTo(command: ShellCommand, file: RunnerFile): boolean {
  const output = command.redirections.find(isOutput);
  if (output) return isVariable(output.target, file);
  const { pipesTo } = command;
  if (!pipesTo || command.isSubstitution) return false;
  const [name, ...operands] = withoutPrefixes(wordsOfCommand(pipesTo));
  return name?.text === "tee" && operands.some((word) => isVariable(word, file));
}

/** What comes through a pipe is told by the commands that write into it. */
function addTee(command: ShellCommand, { commands }: ShellScript, entries: WrittenEntries): void {
  const document = command.redirections.find((one) => one.document)?.document;
  if (document) entries.add(document.text.replace(/\n$/, ""));
  else if (!commands.some(({ pipesTo }) => pipesTo === command)) entries.addUnread();
}

function isOutput({ operator, descriptor }: ShellRedirection): boolean {
  return operator.includes(">") && operator !== "<>" && (descriptor === undefined || descriptor === 1);
}

/** `$NAME`, `${NAME}` or `${NAME:-…}`, in quotes or without. */
function isVariable({ raw }: ShellWord, name: string): boolean {
  return new RegExp(`^"?\\$(?:${name}|\\{${name}(?::?[-=?][^}]*)?\\})"?$`).test(raw);
}

function addPrinted(
  command: ShellCommand,
  words: readonly ShellWord[],
  name: string,
  functions: ReadonlySet<string>,
  entries: WrittenEntries,
): void {
  const document = command.redirections.find((one) => one.document)?.document;
  if (name === "echo") entries.add(echoed(words.slice(1)));
  else if (name === "printf") entries.add(formatted(words.slice(1)));
  else if (name === "cat" && document) entries.add(document.text.replace(/\n$/, ""));
  else if (functions.has(name)) entries.addUnread();
  else if (!silent.has(name)) entries.addUnknown();
}

/** Commands that print nothing. */
const silent = new Set([
  ...": [ [[ test true false cd export local declare readonly set unset read for shift break continue".split(" "),
  ...["", "mkdir", "rm", "cp", "mv", "touch", "sleep", "return", "exit"],
]);

function echoed(words: readonly ShellWord[]): string {
  const first = words.findIndex(({ text }) => !/^-[neE]+$/.test(text));
  const shown = (first === -1 ? [] : words.slice(first)).map(unquoted).join(" ");
  return lineEnds(shown);
}

/** The format with its arguments in their places, as often as they fill it. */
function formatted(words: readonly ShellWord[]): string {
  const [format, ...rest] = (words[0]?.text === "--" ? words.slice(1) : words).map(unquoted);
  if (format === undefined) return "";
  const left = [...rest];
  let shown = "";
  do {
    const before = left.length;
    shown += format.replace(/%(?:%|[-+ #0]*[\d*]*(?:\.[\d*]+)?([sdqbixXcfeg]))/g, (whole, kind: string | undefined) =>
      kind === undefined ? whole.slice(1) : (left.shift() ?? ""),
    );
    if (left.length === before) break;
  } while (left.length > 0);
  return lineEnds(shown);
}

function lineEnds(text: string): string {
  return text.replaceAll("\\n", "\n").replaceAll("\\r", "");
}

/** Keeps what a shell would put in the place of variables as it is written. */
function unquoted({ raw }: ShellWord): string {
  return raw.replace(/["']/g, "");
}

function isPlain(words: readonly ShellWord[], functions: ReadonlySet<string>): boolean {
  const [command, ...operands] = words;
  if (!command) return true;
  if (command.values.length > 0) return false;
  const name = command.text.replace(/^\/(?:usr\/)?(?:local\/)?s?bin\//, "");
  if (functions.has(name)) return true;
  if (name === "exec") return operands.length === 0;
  return plainPrograms.has(name) && !operands.some(({ text }) => runningOptions.test(text));
}

function withoutPrefixes(words: readonly ShellWord[]): readonly ShellWord[] {
  let index = 0;
  while (prefixPrograms.has(words[index]?.text ?? "")) {
    index += 1;
    while (/^(?:-|\w+=)/.test(words[index]?.text ?? "")) index += 1;
  }
  return words.slice(index);
}

function addWithdrawn({ raw }: ShellWord, file: RunnerFile, entries: WrittenEntries): void {
  for (const [, name = ""] of raw.matchAll(withdrawn[file])) {
    if (/[$`]/.test(name)) entries.addUnread();
    else entries.names.add(name);
  }
}

/** Functions that write what their first argument names: each call of a function may be one of theirs. */
function addArguments({ commands, functions }: ShellScript, entries: WrittenEntries): void {
  for (const command of commands) {
    const [name, argument] = wordsOfCommand(command);
    if (!name || !functions.has(name.text) || !argument) continue;
    if (/[$`]/.test(argument.raw)) entries.addUnread();
    else entries.names.add(argument.text);
  }
}
