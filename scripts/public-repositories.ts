import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { judgeRepository } from "./public-repositories/judge-repository.ts";
import { type ComparedRepository, printOutcomes } from "./public-repositories/print-outcomes.ts";
import { fetchRepository, listPath, readList, whyNot } from "./public-repositories/public-repository.ts";
import { complain, say } from "./say.ts";

const usage = `Usage: npm run public -- FOLDER [--fetch [--server URL]] [--release FOLDER] [--list FILE]
FOLDER holds OWNER/NAME for each repository of the list; --fetch brings those that are missing, by git.
--release names a folder where the last release is installed: npm install --prefix FOLDER yardmaster
Exit code 1: the program crashes on one of them; 2: a folder that cannot be used.
`;
const own = fileURLToPath(new URL("../packages/cli/bin/yardmaster.mjs", import.meta.url));

process.exitCode = main();

function main(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      fetch: { type: "boolean", default: false },
      server: { type: "string", default: "https://github.com" },
      release: { type: "string" },
      list: { type: "string", default: listPath },
    },
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) return refuse(usage);
  const last =
    values.release === undefined ? undefined : join(values.release, "node_modules/yardmaster/bin/yardmaster.mjs");
  if (last !== undefined && !existsSync(last))
    return refuse(`${last} is not there: no release is installed.\n${usage}`);
  const compared: ComparedRepository[] = [];
  for (const one of readList(values.list)) {
    const place = resolve(folder, one.repository);
    if (values.fetch && !existsSync(place)) {
      const problem = fetchRepository(place, values.server, one);
      if (problem !== undefined) return refuse(`${one.repository} cannot be fetched: ${problem}\n`);
    }
    const problem = whyNot(place, one);
    if (problem !== undefined) return refuse(`${one.repository} ${problem}.\n`);
    const before = last === undefined ? undefined : judgeRepository(resolve(last), place);
    compared.push({ repository: one.repository, now: judgeRepository(own, place), ...(before ? { before } : {}) });
  }
  say(printOutcomes(compared));
  return compared.some(({ now }) => now.crashes.length > 0) ? 1 : 0;
}

function refuse(text: string): number {
  complain(text);
  return 2;
}
