import { join } from "node:path";
import { describeRepository, sourcesFolder, type WritePlan } from "@yardmaster/compiler";
import { FileError, type Finding } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import type { Changes, Watching } from "../../program/watching.ts";
import { printFileError } from "../../report/print-file-error.ts";
import { visibleText } from "../../report/visible-text.ts";
import { type Answers, compareAnswers } from "../../runs/answers.ts";
import { recordRun } from "../../runs/record-run.ts";
import type { Outcome } from "../../runs/remembered-run.ts";
import type { CommandContext } from "../command.ts";
import { countGenerated, generate, jsonGenerated, typesNote } from "../generate.ts";
import { askedAbout, foldersOf, isInstall } from "./asked-about.ts";
import { noteOwnWrites } from "./own-writes.ts";
import { gitWaiter } from "./wait-for-git.ts";

/** Editors save in several steps, some milliseconds apart. */
const quietMilliseconds = 10;
/** A file that is gone may be back at once, under its name or another: its workflow is deleted when it stays away. */
const goneMilliseconds = 250;

const started = `Watching ${sourcesFolder} and what it is made of; Ctrl-C ends.\n`;
const installed =
  "Packages were installed. Node keeps those that it has loaded: start again for sources that import them.\n";
const sourcesGone = `There is no folder "${sourcesFolder}" now; nothing was written. It is waited for.\n`;

export interface WatchOptions {
  readonly isForced: boolean;
  /** A line for each round, as `gen --format json` has it in several. */
  readonly isJson: boolean;
}

/** What a round came to, by which the next one does as little as it can. */
interface Round {
  /** Undefined where it did not follow from what it asked. */
  readonly answers?: Answers | undefined;
  readonly outcome?: Outcome;
  /** All files, as they are in step. */
  readonly inStep?: WritePlan;
  /** Something is to be deleted, once it stays so. */
  readonly isPutOff?: true;
}

/** Generates, and again after each change, until it is ended. What is wrong is told, and the next change is waited for. */
export async function watchSources(options: WatchOptions, context: CommandContext): Promise<ExitCode> {
  const { unrecorded: host, repository } = context;
  const { root } = repository;
  const say = (sentence: string): void => host.stderr.write(`${visibleText(sentence)}\n`);
  if (!host.watch) {
    say("Nothing here tells of changes, so --watch has nothing to wait for. Run `yardmaster gen` after each change.");
    return exitCodes.usage;
  }
  const watch = await host.watch();
  const own = noteOwnWrites(host.files);
  const watching = watch(root, join(root, sourcesFolder), say);
  const everAsked = new Set<string>();
  /** Whether anything changed that was not this program's doing, and is what a run has asked about or stands in the repository. */
  const isOthers = async ({ paths, isAll }: Changes): Promise<boolean> => {
    const isOwn = await Promise.all([...paths].filter(askedAbout(undefined, root, everAsked)).map(own.isOwn));
    return isAll || isOwn.includes(false);
  };
  const rounds = roundsOf({ ...host, files: own.files }, { ...context, ...options, watching, everAsked });
  const waitForGit = gitWaiter(root, host.files, watching.pause);
  try {
    host.stderr.write(`${typesNote}${started}`);
    let last: Round = {};
    for (let changes: Changes | undefined = { paths: new Set(), isAll: true }; changes; ) {
      if (await isOthers(changes)) {
        if ([...changes.paths].some(isInstall)) host.stderr.write(installed);
        await waitForGit();
        last = await rounds(last, false);
        if (last.isPutOff) {
          await watching.pause(goneMilliseconds);
          if (!(await isOthers(await watching.pending()))) last = await rounds({}, true);
        }
        // What changed while the round went on may be in what it made, or not.
        if (await isOthers(await watching.pending())) last = {};
      }
      changes = await watching.settled(quietMilliseconds, askedAbout(last.answers, root, everAsked));
    }
    return exitCodes.clean;
  } finally {
    watching.close();
  }
}

function roundsOf(
  host: Host,
  {
    repository,
    compileOptions,
    isForced,
    isJson,
    watching,
    everAsked,
  }: CommandContext &
    WatchOptions & {
      readonly watching: Watching;
      readonly everAsked: Set<string>;
    },
): (last: Round, mayDelete: boolean) => Promise<Round> {
  const { root } = repository;
  return async (last, mayDelete) => {
    const began = host.now();
    const print = async (plan: WritePlan, findings: readonly Finding[]): Promise<void> => {
      const took = ` (${host.now().getTime() - began.getTime()} ms)\n`;
      const value = isJson && (await jsonGenerated(plan, findings, { host, repository }));
      host.stdout.write(value ? `${JSON.stringify(value)}\n` : countGenerated(plan).trimEnd() + took);
    };
    const recording = recordRun(host, began);
    try {
      const { answers, outcome, inStep } = last;
      const changed = answers && (await compareAnswers(answers, host));
      if (changed?.length === 0 && inStep !== undefined) {
        await print(inStep, []);
        return last;
      }
      const outdated = answers && outcome && changed && { run: { program: "", answers, outcome }, changed };
      const { files } = recording.host;
      if (!(await files.isFolder(join(root, sourcesFolder)))) {
        host.stderr.write(sourcesGone);
        return {};
      }
      const described = await describeRepository(root, files);
      const { code, written, sources, findings, lost, isPutOff } = await generate(
        {
          // What git has of a file says whether it may be written, and nothing of what was written.
          host: { ...recording.host, ...(host.git ? { git: host.git } : {}) },
          unrecorded: host,
          repository: described,
          compileOptions: { ...compileOptions, genCommand: described.genCommand },
          outdated,
          settle: () => {},
          timed: (text) => text,
          buildOnLast: () => outdated && recording.buildOn(outdated.run.answers, outdated.changed),
        },
        {
          isForced,
          mayWrite: (plan) => mayDelete || !plan.some(({ kind }) => kind === "delete-orphan"),
          unbroken: watching.unbroken,
        },
      );
      for (const path of recording.asked()) everAsked.add(path);
      watching.follow(foldersOf(everAsked));
      if (isPutOff) return { isPutOff };
      if (written || isJson) await print(written ?? [], [...findings, ...lost]);
      if (!written) return {};
      return {
        answers: sources && (await recording.finish(0)),
        outcome: { code, stdout: "", stderr: "", sources },
        inStep: written.map(({ path, source }) => ({ kind: "unchanged", path, source })),
      };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      host.stderr.write(printFileError(error, host));
      return {};
    }
  };
}
