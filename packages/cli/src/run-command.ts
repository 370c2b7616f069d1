import { type CheckText, describeRepository, findRepository, type Repository } from "@yardmaster/compiler";
import { FileError } from "@yardmaster/core";
import { commandTable } from "./command-table.ts";
import { printCommandHelp, printHelp } from "./print-help.ts";
import { parseArguments, suggest } from "./program/arguments.ts";
import { type ExitCode, exitCodes } from "./program/exit-code.ts";
import type { Host } from "./program/host.ts";
import { version } from "./program/program.ts";
import { paintFor } from "./report/paint.ts";
import { printFileError } from "./report/print-file-error.ts";
import { visibleText } from "./report/visible-text.ts";
import { rememberRun } from "./runs/remember-run.ts";
import type { OutdatedRun } from "./runs/remembered-run.ts";

/** What people try; https://clig.dev asks for the two with dashes. */
const versionWords: readonly string[] = ["--version", "-V", "version"];
const helpWords: readonly string[] = ["help", "--help", "-h"];

export interface RunFacts {
  /** UTC instant. */
  readonly started: Date;
  /** The last run of the same command, where it is known. */
  readonly outdated: OutdatedRun | undefined;
  /** In place of GitHub's own parser. */
  readonly checkText: CheckText | undefined;
}

/** Finds the command and runs it. @param argv what follows the program's name. */
export async function runCommand(argv: readonly string[], host: Host, facts: RunFacts): Promise<ExitCode> {
  try {
    return await dispatch(argv, host, facts);
  } catch (error) {
    if (error instanceof FileError) {
      host.stderr.write(printFileError(error, host));
      return exitCodes.usage;
    }
    host.stderr.write(bugReport(error));
    return exitCodes.bug;
  }
}

async function dispatch(argv: readonly string[], host: Host, facts: RunFacts): Promise<ExitCode> {
  const [name = "", ...rest] = argv[0] === "--" ? argv.slice(1) : argv;
  if (versionWords.includes(name)) return answer(`${version}\n`, host);
  const isHelp = helpWords.includes(name);
  if (isHelp && rest.length === 0) return answer(printHelp(paintFor(host.stdout, host.env)), host);
  if (name === "") {
    host.stderr.write(`${printHelp(paintFor(host.stderr, host.env))}\nyardmaster needs a command.\n`);
    return exitCodes.usage;
  }
  const wanted = isHelp ? (rest[0] ?? "") : name;
  const command = commandTable.find((candidate) => candidate.name === wanted);
  if (!command) return refuse(unknownCommand(wanted), "yardmaster --help", host);
  if (isHelp || optionWords(rest).some((word) => word === "--help" || word === "-h")) {
    return answer(printCommandHelp(command, paintFor(host.stdout, host.env)), host);
  }

  const given = parseArguments(command, rest);
  if (!given.ok) return refuse(given.error, `yardmaster help ${command.name}`, host);
  if ("loadFree" in command) {
    const { checkText } = facts;
    const runAgain = (words: readonly string[], other: Host) =>
      runCommand(words, other, { started: other.now(), outdated: undefined, checkText });
    return (await command.loadFree())(given.value, host, runAgain);
  }
  const repository =
    (await findRepository(host.cwd, host.files)) ?? (command.startsSources ? await findUnstarted(host) : undefined);
  if (!repository) {
    const sentence = `There is no folder "workflows-src" in ${host.cwd} or above it.`;
    host.stderr.write(
      `${visibleText(sentence)} Change into your repository, or create workflows-src/ci.workflow.ts there.\n`,
    );
    return exitCodes.usage;
  }
  return rememberRun(argv, repository.root, host, facts, async ({ host, ...remembering }) => {
    const run = await command.load();
    // Asked for again, so that it is written down what the files say of the repository.
    const recorded = (await findRepository(host.cwd, host.files)) ?? repository;
    const { checkText } = facts;
    const compileOptions = { genCommand: recorded.genCommand, ...(checkText ? { checkText } : {}) };
    return run(given.value, { host, repository: recorded, compileOptions, ...remembering });
  });
}

/** The nearest repository, from here upwards, that has no sources. */
async function findUnstarted({ cwd, files }: Host): Promise<Repository | undefined> {
  const { findLintRoot } = await import("@yardmaster/compiler/lint");
  const root = await findLintRoot(cwd, files);
  return root === undefined ? undefined : describeRepository(root, files);
}

function answer(text: string, host: Host): ExitCode {
  host.stdout.write(text);
  return exitCodes.clean;
}

function refuse(sentence: string, help: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(sentence)} Run \`${help}\` for what there is.\n`);
  return exitCodes.usage;
}

function unknownCommand(given: string): string {
  if (given.startsWith("-")) return unknownGlobal(given);
  const names = ["help", ...commandTable.map((command) => command.name)];
  return `yardmaster has no command "${given}".${suggest(given, names)}`;
}

/** An option where a command is expected. */
function unknownGlobal(given: string): string {
  const [name = ""] = given.replace(/^-+/, "").split("=");
  const takers = commandTable.filter(({ options }) => options.some((option) => option.name === name));
  const [taker] = takers;
  if (taker) return `"${given}" stands before the command: options stand behind it, as in \`${taker.name} --${name}\`.`;
  return `yardmaster has no option "${given}".${suggest(name, ["help", "version"], "--")}`;
}

/** Those that may be options: behind `--` none is. */
function optionWords(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  return end < 0 ? words : words.slice(0, end);
}

function bugReport(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  const lines = stack.split(/\r\n|[\r\n]/).map((line) => `${visibleText(line)}\n`);
  return `yardmaster ${version} has a bug: please report it with these lines and what you ran.\n${lines.join("")}`;
}
