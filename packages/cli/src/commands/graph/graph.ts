import { resolve } from "node:path";
import { describeEffects } from "@yardmaster/analyzer";
import { exitCodes } from "../../program/exit-code.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { readWorkflows } from "../../repository/read-workflows.ts";
import { refuseSources } from "../../repository/refuse-sources.ts";
import type { FreeCommand } from "../command.ts";
import { jsonGraph } from "./json-graph.ts";
import { printEffects } from "./print-effects.ts";

/** What starts what in a repository, and what is reached by it: as its sources make it, else as it stands on the disk. */
export const graph: FreeCommand = async ({ operands, values }, host) => {
  const [path = "", ...more] = operands;
  if (more.length > 0) {
    host.stderr.write(`\`graph\` takes one folder, and got ${operands.length}.\n`);
    return exitCodes.usage;
  }
  const folder = resolve(host.cwd, path);
  const read = await readWorkflows(folder, host);
  if (!read) {
    host.stderr.write(`${visibleText(`There are no workflows in ${folder} or above it.`)}\n`);
    return exitCodes.usage;
  }
  const refused = await refuseSources(read, host);
  if (refused !== undefined) return refused;
  for (const file of read.unread) host.stderr.write(`${visibleText(`${file} is no workflow, and is left out.`)}\n`);
  const effects = describeEffects(read.input);
  const html = values.get("html");
  if (html !== undefined) return (await import("./map/write-map.ts")).writeMap(html, effects, read.root, host);
  const format = values.get("format");
  if (format === "json") host.stdout.write(jsonText(jsonGraph(effects)));
  else if (format === "mermaid") {
    const { printMermaid } = await import("@yardmaster/analyzer");
    host.stdout.write(printMermaid(effects));
  } else host.stdout.write(printEffects(effects, paintFor(host.stdout, host.env)));
  return exitCodes.clean;
};
