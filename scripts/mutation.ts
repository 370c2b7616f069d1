import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  compareSurvivors,
  countMutants,
  type ExplainedSurvivor,
  type MutationReport,
  readSurvivors,
} from "./mutation/compare-survivors.ts";
import { copyRepository } from "./mutation/copy-repository.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const explainedFile = "tests/mutation/survivors.json";
/** Fewer mean that nothing was mutated, and a run without mutants would pass. */
const fewestMutants = 1_000;

process.exitCode = main();

/** 0: every survivor has its reason, and every reason its survivor; 1: not so; 2: Stryker did not come to a result. */
function main(): number {
  const report = runStryker();
  if (typeof report === "string") {
    complain(`${report}\n`);
    return 2;
  }
  const survivors = readSurvivors(report);
  const explained = JSON.parse(readFileSync(join(root, explainedFile), "utf8")) as readonly ExplainedSurvivor[];
  const problems = compareSurvivors(survivors, explained);
  const mutants = countMutants(report);
  if (mutants < fewestMutants) problems.push(`Only ${mutants} mutants were made.`);
  for (const problem of problems) complain(`${problem}\n`);
  say(
    `${mutants} mutants, ${mutants - survivors.length} noticed, ${survivors.length} survive, ${explained.length} reasons in ${explainedFile}\n`,
  );
  return problems.length > 0 ? 1 : 0;
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
