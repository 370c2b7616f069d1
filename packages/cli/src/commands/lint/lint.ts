import { isAbsolute, join, relative, resolve, sep } from "node:path";
import {
  findLinted,
  findLintRoot,
  findNews,
  type LintTarget,
  lintBefore,
  lintTarget,
  lintTargets,
  type NamedPath,
} from "@yardmaster/compiler/lint";
import { count, type Finding, fail, ok, type Result } from "@yardmaster/core";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { type FindingTexts, readFindingTexts } from "../../report/finding-texts.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { printGitHub } from "../../report/print-github.ts";
import { printHuman } from "../../report/print-human.ts";
import { jsonFinding } from "../../report/print-json.ts";
import { printSarif } from "../../report/print-sarif.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import type { FreeCommand } from "../command.ts";
import { type Choice, chooseFindings } from "./choose-findings.ts";
import { lintExitCode } from "./lint-exit-code.ts";
import { mapFindings } from "./map-findings.ts";
import { nameFiles } from "./name-files.ts";
import { summarize } from "./summarize.ts";

/** Findings of every target, with the names and the texts of their files as this run shows them. */
interface Linted {
  readonly findings: readonly Finding[];
  readonly texts: FindingTexts;
}

/** Judges YAML files wherever they are; reads, and writes nothing. */
export const lint: FreeCommand = async (given, outside) => {
  const host = given.flags.has("no-shellcheck") ? { ...outside, scripts: undefined } : outside;
  const started = host.now();
  const map = given.values.get("map");
  if (map !== undefined) return lintMapped(map, given, host);
  const named = await namedPaths(given.operands, host);
  if (!named) return refuse(`There is no repository around ${host.cwd}.`, nowhereHint, host);
  const { targets, refused } = await findLinted(named, host);
  const since = given.values.get("since");
  const isPlain = since === undefined && !given.flags.has("fix");
  const fileCount = countJudged(targets);
  const linted = await withProgress(`judging ${count(fileCount, "file")}`, host, async (host) => {
    const lintOne = isPlain
      ? await lintTogether(targets, host)
      : withFixes(targetLinter(since, host), given.flags, host);
    return lintAll(targets, refused, lintOne, host);
  });
  if (!linted.ok) return refuse(linted.error, "Name a commit, a branch or a tag that this clone has.", host);
  const { findings, texts } = linted.value;
  const choice = chooseFindings(findings, given);
  host.stdout.write(print(choice, texts, given.values.get("format"), host));
  host.stderr.write(summarize(choice, fileCount, host.now().getTime() - started.getTime()));
  return lintExitCode(choice.shown, given);
};

/** Judges nothing itself. */
async function lintMapped(name: string, given: Arguments, host: Host): Promise<ExitCode> {
  const alone = given.operands.length > 0 || given.values.has("since");
  if (alone) return refuse("`--map` takes neither paths nor `--since`.", "Give it alone.", host);
  const mapped = await mapFindings(name, host);
  if (!mapped.ok) return refuse(mapped.error, "Give the file that the other tool wrote.", host);
  const { findings, root } = mapped.value;
  const choice = chooseFindings(findings, given);
  host.stdout.write(
    print(choice, await readFindingTexts(findings, root, host.files), given.values.get("format"), host),
  );
  return lintExitCode(choice.shown, given);
}

const nowhereHint = "Name files or folders, or change into a repository.";

/** Without `--since` and `--fix`, all at once, which many threads can do. */
async function lintTogether(targets: readonly LintTarget[], host: Host): Promise<LintOne> {
  const found = await lintTargets(targets, host);
  const known = new Map(targets.map((target, index) => [target, found[index] ?? []]));
  return async (target) => ok(known.get(target) ?? []);
}

type LintOne = (target: LintTarget) => Promise<Result<readonly Finding[], string>>;

/** @param since leaves out what was found at that commit already. */
function targetLinter(since: string | undefined, host: Host): LintOne {
  if (since === undefined) return async (target) => ok(await lintTarget(target, host));
  return async (target) => {
    const revision = host.git?.revision(target.root, since);
    if (!revision) return fail(`git knows no commit ${JSON.stringify(since)} in ${target.root}.`);
    return ok(findNews(await lintTarget(target, host), await lintBefore(target, revision, host)));
  };
}

/** Fixes what is found first, and finds again what is left. */
function withFixes(lintOne: LintOne, flags: ReadonlySet<string>, host: Host): LintOne {
  if (!flags.has("fix")) return lintOne;
  const [isDryRun, isUnsafe] = [flags.has("dry-run"), flags.has("unsafe")];
  return async (target) => {
    const { applyFixes } = await import("../../fix/apply-fixes.ts");
    let found = await lintOne(target);
    // What two fixes would change at once is worked out again after the first.
    for (let round = 0; found.ok && round < maximumRounds; round++) {
      const shown = flags.has("pedantic") ? found.value : found.value.filter(({ isPedantic }) => !isPedantic);
      if (!(await applyFixes(shown, target.root, host, { isDryRun, isUnsafe }))) break;
      found = await lintOne(target);
    }
    return found;
  };
}

const maximumRounds = 10;

async function namedPaths(operands: readonly string[], host: Host): Promise<readonly NamedPath[] | undefined> {
  if (operands.length > 0) return operands.map((shown) => ({ path: resolve(host.cwd, shown), shown }));
  const root = await findLintRoot(host.cwd, host.files);
  return root === undefined ? undefined : [{ path: root, shown: relative(host.cwd, root) || "." }];
}

async function lintAll(
  targets: readonly LintTarget[],
  refused: readonly Finding[],
  lintOne: LintOne,
  host: Host,
): Promise<Result<Linted, string>> {
  const around = await findLintRoot(host.cwd, host.files);
  const all: Finding[] = [...refused];
  const texts = new Map<string, string>();
  for (const target of targets) {
    const linted = await lintOne(target);
    if (!linted.ok) return linted;
    if (linted.value.length === 0) continue;
    // As everywhere, from the root of the repository that the command runs in; those of others, from where it runs.
    const base = target.root === around ? around : host.cwd;
    const findings = linted.value.map((finding) => nameFiles(finding, (file) => nameFrom(base, target.root, file)));
    all.push(...findings);
    for (const [name, text] of await readFindingTexts(findings, base, host.files)) texts.set(name, text);
  }
  return ok({ findings: all, texts });
}

function countJudged(targets: readonly LintTarget[]): number {
  return targets.reduce((sum, { judged }) => sum + judged.length, 0);
}

function nameFrom(base: string, root: string, file: string): string {
  const path = isAbsolute(file) ? file : join(root, file);
  return relative(base, path).split(sep).join("/");
}

function print({ shown }: Choice, texts: FindingTexts, format: string | undefined, host: Host): string {
  if (format === "json") return jsonText({ findings: shown.map((finding) => jsonFinding(finding, texts)) });
  if (format === "sarif") return printSarif(shown, texts);
  if (format === "github") return printGitHub(shown, texts);
  return printHuman(shown, texts, paintFor(host.stdout, host.env));
}

function refuse(sentence: string, hint: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(sentence)} ${hint}\n`);
  return exitCodes.usage;
}
