import { parseArgs } from "node:util";
import { printCounts, runDocuments } from "./documents/run-documents.ts";
import { complain, say } from "./say.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, ...others] = positionals;
if (folder === undefined || others.length > 0) {
  complain("Usage: npm run documents -- FOLDER\n");
  process.exitCode = 2;
} else {
  const counts = runDocuments(folder);
  say(printCounts(counts));
  process.exitCode = counts.lost.length > 0 ? 1 : 0;
}
