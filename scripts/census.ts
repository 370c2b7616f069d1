import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { printCensus } from "./census/print-census.ts";
import { runCensus } from "./census/run-census.ts";
import { complain, say } from "./say.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, ...others] = positionals;
if (folder === undefined || others.length > 0) {
  complain("Usage: npm run census -- FOLDER\n");
  process.exitCode = 2;
} else {
  const census = await runCensus(fileURLToPath(new URL("..", import.meta.url)), folder);
  say(printCensus(census));
  process.exitCode = census.findings.length > 0 ? 1 : 0;
}
