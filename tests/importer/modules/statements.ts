import { noDecisions } from "@yardmaster/importer/writers";
import { type Around, moduleOf } from "./module-of.ts";

/** What a module says between its imports and its export, statement by statement. */
export async function statementsOf(text: string, around: Around = {}): Promise<readonly string[]> {
  const source = await moduleOf(text, ".github/workflows/ci.yml", around);
  return source
    .split(/;\n+(?=const|import|export)/)
    .map((statement) => statement.replace(/;?\n*$/, ""))
    .filter((statement) => !statement.startsWith("import "));
}

/** The triggers of a workflow that has these. */
export async function triggersOf(on: string, around: Around = {}): Promise<string | undefined> {
  const [first] = await statementsOf(`${on}\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n`, around);
  return first;
}

/** The statements of jobs, and what stands before them. */
export async function jobsOf(jobs: string, around: Around = {}): Promise<readonly string[]> {
  const statements = await statementsOf(`on: push\njobs:\n${jobs.replace(/^(?=.)/gm, "  ")}`, around);
  return statements.slice(1, -1);
}

export function rawAt(path: readonly (string | number)[], why: string): Around {
  return { decisions: { ...noDecisions, raw: new Map([[JSON.stringify(path), why]]) } };
}

export function plainAt(path: readonly (string | number)[]): Around {
  return { decisions: { ...noDecisions, plain: new Set([JSON.stringify(path)]) } };
}
