import { parseArgs } from "node:util";
import { printSimulated } from "./corpus-simulate/print-simulated.ts";
import { readRepositories } from "./corpus-simulate/read-repositories.ts";
import { simulateCorpus } from "./corpus-simulate/simulate-corpus.ts";
import { complain, say } from "./say.ts";

const [folder, ...others] = parseArgs({ allowPositionals: true }).positionals;
if (folder === undefined || others.length > 0) {
  complain("Usage: npm run corpus:simulate -- FOLDER\n");
  process.exitCode = 2;
} else {
  const corpus = readRepositories(folder);
  const simulated = await simulateCorpus(corpus.repositories);
  say(printSimulated(corpus, simulated));
  process.exitCode = simulated.failures.length > 0 ? 1 : 0;
}
