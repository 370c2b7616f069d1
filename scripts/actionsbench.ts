import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { nodeFiles } from "@yardmaster/compiler";
import { findLinted, lintTarget } from "@yardmaster/compiler/lint";
import { weaknessClasses } from "./actionsbench/weakness-classes.ts";
import { complain, say } from "./say.ts";

const usage = `Usage: npx tsx scripts/actionsbench.ts CASES [--pedantic]
CASES is the folder \`cases\` of ActionsBench. Prints its findings file, for \`actionsbench score FILE\`.
`;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { pedantic: { type: "boolean", default: false } },
});
const [folder, ...others] = positionals;
if (folder === undefined || others.length > 0) {
  complain(usage);
  process.exitCode = 2;
} else say(`${JSON.stringify(await findingsFile(resolve(folder)), undefined, 2)}\n`);

/** In the form of its `findings.schema.json`. Each case is a repository of its own. */
async function findingsFile(cases: string): Promise<unknown> {
  const ids = readdirSync(cases).filter((name) => name.startsWith("AB-"));
  const host = { files: nodeFiles, stderr: { write: () => {}, isTerminal: false } };
  const findings: unknown[] = [];
  for (const id of ids.sort()) {
    const root = join(cases, id);
    const { targets } = await findLinted([{ path: root, shown: id }], host);
    for (const target of targets) {
      for (const { code, place, isPedantic } of await lintTarget(target, host)) {
        const weakness = weaknessClasses[code];
        if (weakness === undefined || !place || !("line" in place) || (isPedantic && !values.pedantic)) continue;
        findings.push({ case_id: id, weakness_class: weakness, file: place.file, line: place.line, rule_id: code });
      }
    }
  }
  return {
    tool: "yardmaster",
    version: "0.1.0",
    configuration: values.pedantic ? "pedantic" : "default",
    scope: [...new Set(Object.values(weaknessClasses))].sort(),
    cases_run: ids,
    findings,
  };
}
