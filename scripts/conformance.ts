import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareExpressions } from "./conformance/compare-expressions.ts";
import { compareReader } from "./conformance/compare-reader.ts";
import { printConformance } from "./conformance/print-conformance.ts";
import { complain, say } from "./say.ts";

const [folder, ...others] = parseArgs({ allowPositionals: true }).positionals;
if (folder === undefined || others.length > 0) {
  complain("Usage: npm run conformance -- FOLDER (with expressions, reader and reader-skipped.txt)\n");
  process.exitCode = 2;
} else {
  const expressions = compareExpressions(join(folder, "expressions"));
  const reader = await compareReader(folder);
  say(printConformance(expressions, reader));
  const verdicts = [...expressions, ...reader.verdicts];
  process.exitCode = verdicts.some(({ disagreement, excuse }) => disagreement !== undefined && !excuse) ? 1 : 0;
}
