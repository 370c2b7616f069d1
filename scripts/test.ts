import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { complain, say } from "./say.ts";
import { attributeCoverage } from "./test/attribute-coverage.ts";
import { bundleTests, findPrograms } from "./test/bundle-tests.ts";
import { findChangedFiles } from "./test/changed-files.ts";
import { readDurations, sortByDuration, writeDurations } from "./test/durations.ts";
import { findReachedTests } from "./test/find-reached-tests.ts";
import { findTestFiles, readCode } from "./test/find-test-files.ts";
import { judgeTestRun, type Verdict } from "./test/judge-test-run.ts";
import { endRunningTestFiles, type FinishedTestFile, runTestFile, type TestRunOptions } from "./test/run-test-file.ts";

const usage = `Usage: tsx scripts/test.ts [PART-OF-A-PATH… | --changed [REVISION]] [--dir FOLDER] [--timeout-seconds N] [--no-build] [--record-durations]
`;

const filesAtOnce = 2;
const root = fileURLToPath(new URL("..", import.meta.url));

process.exitCode = await main();

async function main(): Promise<number> {
  const options = parseOptions();
  if (typeof options === "string") return refuse(`${options}\n${usage}`);
  const found = findTestFiles(root, options.folder, options.changed ? [] : options.filters);
  if ("refusal" in found) return refuse(`${found.refusal}\n`);
  if (found.files.length === 0) return refuse(`There is no test file below ${options.folder}.\n`);
  if (!options.changed) return runTests(found.files, options);
  const changed = findChangedFiles(root, options.filters[0]);
  if ("refusal" in changed) return refuse(`${changed.refusal}\n`);
  const reached = findReachedTests(readCode(root), found.files, changed.files);
  say(
    `${reached.length} of ${found.files.length} test files can be reached by ${changed.files.length} changed files.\n`,
  );
  return reached.length === 0 ? 0 : runTests(reached, options);
}

async function runTests(files: readonly string[], options: Options): Promise<number> {
  // Tests of the programs run what is built: an old bundle would be tested in place of the sources.
  if (options.build && !build()) return refuse("The programs do not build, so nothing was tested.\n");
  const bundle = await bundleTests(root, [...files, ...(options.folder === "tests" ? findPrograms(root) : [])]);
  const coverage = process.env.NODE_V8_COVERAGE;
  const ownCoverage = coverage && mkdtempSync(join(coverage, "tests-"));
  const clearUp = () => {
    for (const folder of [bundle?.folder, ownCoverage]) if (folder) rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      endRunningTestFiles();
      clearUp();
      process.exit(1);
    });
  }
  const verdicts = await runAll(files, options, {
    timeoutSeconds: options.timeoutSeconds,
    bundle: bundle?.folder,
    environment: { ...process.env, NODE_V8_COVERAGE: ownCoverage, TEST_BUNDLE: bundle?.folder },
  });
  if (coverage && ownCoverage) attributeCoverage(root, bundle, ownCoverage, coverage);
  clearUp();
  const sum = (count: keyof Omit<Verdict, "reasons">) => verdicts.reduce((total, each) => total + each[count], 0);
  const skipped = sum("skipped");
  say(`${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  return sum("failed") > 0 || sum("passed") === 0 ? 1 : 0;
}

interface Options {
  readonly folder: string;
  readonly filters: readonly string[];
  readonly timeoutSeconds: number;
  readonly build: boolean;
  /** Only what a change can reach; the filter, if there is one, is then the revision. */
  readonly changed: boolean;
  readonly recordDurations: boolean;
}

function parseOptions(): Options | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        dir: { type: "string", default: "tests" },
        "timeout-seconds": { type: "string", default: "180" },
        changed: { type: "boolean", default: false },
        "no-build": { type: "boolean", default: false },
        "record-durations": { type: "boolean", default: false },
      },
    });
    const timeoutSeconds = Number(values["timeout-seconds"]);
    if (!(timeoutSeconds > 0)) return `"${values["timeout-seconds"]}" is no number of seconds above 0.`;
    if (values.changed && positionals.length > 1) return "--changed takes one revision at most.";
    return {
      changed: values.changed,
      folder: values.dir,
      filters: positionals,
      timeoutSeconds,
      build: !values["no-build"],
      recordDurations: values["record-durations"],
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function refuse(text: string): number {
  complain(text);
  return 2;
}

function build(): boolean {
  const result = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: "inherit" });
  return result.status === 0;
}

/** Reports in the order of the names, whichever ends first, so that two logs can be compared. */
async function runAll(files: readonly string[], { recordDurations }: Options, run: TestRunOptions): Promise<Verdict[]> {
  const waiting = sortByDuration(files, readDurations(root));
  const finished = new Map<string, FinishedTestFile>();
  const verdicts: Verdict[] = [];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      finished.set(file, await runTestFile(root, file, run));
      for (let next = files[verdicts.length]; next !== undefined; next = files[verdicts.length]) {
        const result = finished.get(next);
        if (!result) break;
        const verdict = judgeTestRun(result.run);
        verdicts.push(verdict);
        report(result, verdict);
      }
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  if (recordDurations) writeDurations(root, finished.values());
  return verdicts;
}

function report(result: FinishedTestFile, verdict: Verdict): void {
  const skipped = verdict.skipped > 0 ? `, ${verdict.skipped} skipped` : "";
  const counts = `${verdict.passed} ${verdict.passed === 1 ? "test" : "tests"}${skipped}`;
  const seconds = `${result.seconds.toFixed(1)} s`;
  if (verdict.reasons.length === 0) {
    say(`ok ${result.file} ${counts} ${seconds}\n`);
    // The figures of a proof are part of its result.
    for (const [line] of result.output.matchAll(/^\w+ proof: .*$/gm)) say(`   ${line}\n`);
    return;
  }
  say(`${result.output.trimEnd()}\n`);
  for (const reason of verdict.reasons) say(`not ok ${result.file} ${seconds}: ${reason}\n`);
}
