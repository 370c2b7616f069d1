import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkChangelog } from "./check-docs/check-changelog.ts";
import { checkExamples } from "./check-docs/check-examples.ts";
import { checkLinks } from "./check-docs/check-links.ts";
import { checkMission } from "./check-docs/check-mission.ts";
import { checkOrphans } from "./check-docs/check-orphans.ts";
import { checkProofs } from "./check-docs/check-proofs.ts";
import { checkReferences } from "./check-docs/check-references.ts";
import { printProblem } from "./check-docs/problem.ts";
import { viewRepository } from "./check-docs/repository-view.ts";
import { say } from "./say.ts";

const { values } = parseArgs({
  options: { root: { type: "string", default: fileURLToPath(new URL("..", import.meta.url)) } },
});
const view = viewRepository(values.root);
const problems = [
  checkLinks,
  checkOrphans,
  checkReferences,
  checkProofs,
  checkMission,
  checkChangelog,
  checkExamples,
].flatMap((check) => check(view));
for (const problem of problems) say(`${printProblem(problem)}\n`);
say(`${view.pages.length} pages, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
