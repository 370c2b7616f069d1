import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { judges } from "./cases/judges.ts";
import { runCase } from "./cases/run-case.ts";
import { complain, say } from "./say.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { positionals } = parseArgs({ allowPositionals: true });
const [folder, ...filters] = positionals;

if (folder === undefined || !existsSync(folder)) {
  complain("Usage: npm run cases -- FOLDER [PART-OF-A-NAME…]\n");
  process.exitCode = 2;
} else process.exitCode = await judgeAll(resolve(folder));

/** Each case of the folder once, a line each. A case that nobody can judge counts as a failure. */
async function judgeAll(cases: string): Promise<number> {
  const names = readdirSync(cases).filter((name) => existsSync(join(cases, name, "expect.txt")));
  const chosen = names.filter((name) => filters.length === 0 || filters.some((part) => name.includes(part))).sort();
  let failed = 0;
  for (const name of chosen) {
    const judge = judges[name];
    const wrong = judge ? await runCase(root, join(cases, name), judge) : ["there is no judge for it"];
    if (wrong.length > 0) failed += 1;
    say(`${wrong.length > 0 ? "not ok" : "ok"} ${name}\n${wrong.map((line) => `  ${line}\n`).join("")}`);
  }
  say(`${chosen.length - failed} passed, ${failed} failed\n`);
  return failed > 0 || chosen.length === 0 ? 1 : 0;
}
