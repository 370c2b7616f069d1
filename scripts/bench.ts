import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { findTools } from "./bench/find-tools.ts";
import { printMarkdownTable, printPlainTable } from "./bench/print-table.ts";
import { type BenchOptions, readOptions } from "./bench/read-options.ts";
import { runRounds } from "./bench/run-rounds.ts";
import { scenarios } from "./bench/scenarios.ts";
import { tabulate } from "./bench/tabulate.ts";
import { unpackPackage } from "./bench/unpack-package.ts";
import { withScratchFolder } from "./compile-modules/scratch-folder.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const options = readOptions(process.argv.slice(2));
process.exitCode = typeof options === "string" ? fail(options, 2) : main(options);

/** 0: measured; 1: a tool failed; 2: arguments. No figure is a failure. */
function main(options: BenchOptions): number {
  const found = findTools(root, () => unpackPackage(root), options);
  if (typeof found === "string") return fail(found, 2);
  for (const sentence of found.missing) complain(`${sentence}\n`);
  const chosen = scenarios(options.files).filter(
    ({ name }) => options.only.length === 0 || options.only.includes(name),
  );
  const loads = [load()];
  try {
    const figures = withScratchFolder(root, "bench", (folder) =>
      runRounds(found.tools, chosen, options.rounds, folder, (round) =>
        complain(`round ${round} of ${options.rounds}\n`),
      ),
    );
    loads.push(load());
    const rows = tabulate(
      chosen,
      found.tools.map(({ name }) => name),
      figures,
    );
    say(`${options.isMarkdown ? printMarkdownTable(rows) : printPlainTable(rows)}\n`);
    say(`Medians of ${options.rounds} rounds; seconds, and processor time (user and system) in brackets.\n`);
    say(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${loads.join(" to ")}.\n`);
    return 0;
  } catch (error) {
    return fail((error as Error).message, 1);
  }
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? "?";
}

function fail(sentence: string, code: number): number {
  complain(`${sentence}\n`);
  return code;
}
