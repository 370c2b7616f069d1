import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inScratchFolder } from "./compile-modules/scratch-folder.ts";
import { countCorpus } from "./corpus-import/count-corpus.ts";
import { importCorpus } from "./corpus-import/import-corpus.ts";
import { printCounts } from "./corpus-import/print-counts.ts";
import { readCorpus } from "./corpus-import/read-corpus.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    hoist: { type: "boolean", default: false },
    "no-types": { type: "boolean", default: false },
    report: { type: "string" },
  },
});
const [folder, ...others] = positionals;
if (folder === undefined || others.length > 0) {
  complain("Usage: npm run corpus:import -- FOLDER [--only PATTERN] [--hoist] [--no-types] [--report FILE]\n");
  process.exitCode = 2;
} else {
  const files = readCorpus(folder, new RegExp(values.only));
  const run = (isTyped: boolean) =>
    inScratchFolder(root, "corpus-import", (scratch) =>
      importCorpus(root, scratch, files, { isHoisting: values.hoist, isTyped }),
    );
  const typed = values["no-types"] ? undefined : await run(true);
  // Behind the other, which has loaded everything: what is measured is the import.
  const untyped = await run(false);
  const imported = typed ?? untyped;
  const counts = await countCorpus(files, imported);
  say(printCounts(counts, untyped.seconds, typed?.seconds));
  if (values.report !== undefined) {
    const { result, objections } = imported;
    writeFileSync(values.report, JSON.stringify({ counts, result, objections: Object.fromEntries(objections) }));
  }
  process.exitCode = counts.refused.some(({ shared }) => shared === undefined) ? 1 : 0;
}
