import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Measurement, measureCompiler } from "./bench-types/measure-compiler.ts";
import { payloadEvents } from "./bench-types/payload-events.ts";
import { withModulePairs, withPayloadModule } from "./bench-types/write-modules.ts";
import { say } from "./say.ts";

const maximumRatio = 2;
const { values } = parseArgs({
  options: { modules: { type: "string", default: "1000" }, rounds: { type: "string", default: "3" } },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const modules = Number(values.modules);
const rounds = Number(values.rounds);

const { ours, theirs } = withModulePairs(root, modules, (folders) => {
  const pairs = Array.from({ length: rounds }, () => ({
    ours: measureCompiler(root, folders.ours),
    theirs: measureCompiler(root, folders.theirs),
  }));
  return { ours: median(pairs.map((pair) => pair.ours)), theirs: median(pairs.map((pair) => pair.theirs)) };
});
const ratio = ours.totalSeconds / theirs.totalSeconds;
say(
  [
    `${modules} modules, median of ${rounds} rounds (seconds to check, in all; instantiations)`,
    `  yardmaster                  ${row(ours)}`,
    `  @github-actions-workflow-ts/lib  ${row(theirs)}`,
    `ratio ${ratio.toFixed(2)} (at most ${maximumRatio})`,
    "",
    "instantiations of a module that reads one field of github.event",
    ...payloadEvents.map((event) => `  ${event.padEnd(20)} ${payloadCost(event)}`),
    "",
  ].join("\n"),
);
process.exitCode = ratio > maximumRatio ? 1 : 0;

function payloadCost(event: string): number {
  return withPayloadModule(root, event, (folder) => measureCompiler(root, folder, { singleThreaded: true }))
    .instantiations;
}

function row({ checkSeconds, totalSeconds, instantiations }: Measurement): string {
  return `${checkSeconds.toFixed(2)}  ${totalSeconds.toFixed(2)}  ${instantiations}`;
}

/** By total time. */
function median(measurements: readonly Measurement[]): Measurement {
  const sorted = [...measurements].sort((a, b) => a.totalSeconds - b.totalSeconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("There has to be a round.");
  return middle;
}
