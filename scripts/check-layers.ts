import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkLayers } from "./check-layers/check-layers.ts";
import { printFinding } from "./check-layers/finding.ts";
import { layerTable } from "./check-layers/layer-table.ts";
import { say } from "./say.ts";

const { values } = parseArgs({
  options: { root: { type: "string", default: fileURLToPath(new URL("..", import.meta.url)) } },
});
const { fileCount, findings } = checkLayers(values.root, layerTable);
for (const finding of findings) say(`${printFinding(finding)}\n`);
say(`${count(fileCount, "file")}, ${count(findings.length, "finding")}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
