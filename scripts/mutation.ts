import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  compareSurvivors,
  countMutants,
  type ExplainedSurvivor,
  type MutationReport,
  readSurvivors,
  readTimedOut,
} from "./mutation/compare-survivors.ts";
import { copyRepository } from "./mutation/copy-repository.ts";
import { digestInputs } from "./mutation/digest-inputs.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const explainedFile = "tests/mutation/survivors.json";
const recordFile = "tests/mutation/record.json";
/** Fewer mean that nothing was mutated, and a run without mutants would pass. */
const fewestMutants = 1_000;

/** Of the last run that passed. */
interface MutationRecord {
  /** Of {@link digestInputs}. */
  readonly inputs: string;
  readonly summary: string;
}

process.exitCode = await main(process.argv.slice(2));

/**
 * 0: every survivor has its reason, and every reason its survivor, now or, where nothing has changed since, on record; 1: not
 * so; 2: Stryker did not come to a result. `--always` leaves the record aside.
 */
async function main(argv: readonly string[]): Promise<number> {
  const inputs = await digestInputs(root);
  const record = readRecord();
  if (record?.inputs === inputs && !argv.includes("--always")) {
    say(`Nothing that decides, and no test that judges it, has changed since: ${record.summary}\n`);
    return 0;
  }
  const report = runStryker();
  if (typeof report === "string") {
    complain(`${report}\n`);
    return 2;
  }
  const survivors = readSurvivors(report);
  const explained = JSON.parse(readFileSync(join(root, explainedFile), "utf8")) as readonly ExplainedSurvivor[];
  const problems = compareSurvivors(survivors, explained, readTimedOut(report));
  const mutants = countMutants(report);
  if (mutants < fewestMutants) problems.push(`Only ${mutants} mutants were made.`);
  for (const problem of problems) complain(`${problem}\n`);
  const summary = `${mutants} mutants, ${mutants - survivors.length} noticed, ${survivors.length} survive, ${explained.length} reasons in ${explainedFile}`;
  say(`${summary}\n`);
  if (problems.length > 0) return 1;
  // CI writes no file of the repository.
  if (!process.env.CI) writeFileSync(join(root, recordFile), `${JSON.stringify({ inputs, summary }, null, 2)}\n`);
  return 0;
}

function readRecord(): MutationRecord | undefined {
  const path = join(root, recordFile);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as MutationRecord) : undefined;
}

function runStryker(): MutationReport | string {
  const stryker = join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
  if (!existsSync(stryker)) return "Stryker is not installed: run `npm ci`.";
  const copy = mkdtempSync(join(tmpdir(), "yardmaster-mutation-"));
  try {
    copyRepository(root, copy);
    const { status } = spawnSync(process.execPath, [stryker, "run"], {
      cwd: copy,
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) return `Stryker ended with ${status}.`;
    return JSON.parse(readFileSync(join(copy, "mutation.json"), "utf8")) as MutationReport;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
