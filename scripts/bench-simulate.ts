import { parseArgs } from "node:util";
import { measureSimulation } from "./bench-simulate/measure-simulation.ts";
import { complain, say } from "./say.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { files: { type: "string", default: "1000" }, rounds: { type: "string", default: "5" } },
});
const [folder, ...others] = positionals;
const [files, rounds] = [Number(values.files), Number(values.rounds)];
if (folder === undefined || others.length > 0 || !(files > 0) || !(rounds > 0)) {
  complain("Usage: npm run bench:simulate -- FOLDER [--files N] [--rounds N]\n");
  process.exitCode = 2;
} else {
  const { loading, passes } = measureSimulation(folder, files, rounds);
  say(`Processor time; ${files} workflows, each of its own, read in ${loading.toFixed(2)} s.\n`);
  for (const { title, starting, jobs, steps, seconds } of passes) {
    const [first = 0, ...again] = seconds;
    const best = Math.min(first, ...again);
    say(
      `${title}: ${starting} start, ${jobs} jobs, ${steps} steps; ` +
        `${first.toFixed(2)} s the first time, ${(first / loading).toFixed(2)} × reading; then ${best.toFixed(2)} s at best\n`,
    );
  }
}
