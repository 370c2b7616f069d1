import { parseArgs } from "node:util";
import { compareComment, startTally } from "./fuzz-comments/compare-comments.ts";
import { installCmark } from "./fuzz-comments/install-cmark.ts";
import { printTally } from "./fuzz-comments/print-tally.ts";
import { createRandom } from "./fuzz-comments/random.ts";
import { renderComments } from "./fuzz-comments/render-comments.ts";
import { writeComment } from "./fuzz-comments/write-comment.ts";
import { complain, say } from "./say.ts";

/** Files of one shell. */
const batch = 500;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "60000" },
    seed: { type: "string", default: "20261126" },
    // For a gate: no failure on a machine that cannot have the judge.
    "where-possible": { type: "boolean", default: false },
  },
});
process.exitCode = await main(Number(values.cases), Number(values.seed), values["where-possible"]);

async function main(cases: number, seed: number, isOptional: boolean): Promise<number> {
  if (!(cases > 0) || !Number.isInteger(seed)) return refuse("--cases and --seed take numbers.", 2);
  const judge = installCmark();
  if ("missing" in judge) {
    if (judge.isInstallable && process.env.CI === "true") return refuse(`${judge.missing}.`, 1);
    return refuse(`${isOptional ? "Left out" : "Not possible"}: ${judge.missing}.`, isOptional ? 0 : 2);
  }
  const random = createRandom(seed);
  const tally = startTally();
  while (tally.comments < cases) {
    const comments = Array.from({ length: Math.min(batch, cases - tally.comments) }, () => writeComment(random));
    const pages = await renderComments(comments.map(({ text }) => text));
    for (const [index, comment] of comments.entries()) compareComment(comment, pages[index] ?? "", tally);
  }
  say(`cmark-gfm ${judge.version}, seed ${seed}\n${printTally(tally)}`);
  return tally.escapes.length > 0 ? 1 : 0;
}

function refuse(sentence: string, code: number): number {
  complain(`${sentence}\n`);
  return code;
}
