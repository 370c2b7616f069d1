import { readFileSync } from "node:fs";
import { nothingKnown, parseActionsLock } from "@yardmaster/core";
import { importWorkflow } from "@yardmaster/importer";

const lockFile = "workflows-src/actions.lock.json";
const lock = parseActionsLock(readFileSync(lockFile, "utf8"), lockFile);
const actions: Readonly<Record<string, string>> = {
  "tools/lint/action.yml": "name: Lint\ndescription: x\nruns: { using: composite, steps: [] }\n",
};
const facts = { ...nothingKnown, workflows: new Map(), text: (path: string) => actions[path] };

/** The module of a workflow that is proved, with the bindings of this repository. */
export async function provedModule(text: string, options: { readonly isHoisting?: boolean } = {}): Promise<string> {
  if (!lock.ok) throw new Error("The lock of this repository is broken.");
  const { source, diagnostics } = await importWorkflow(text, facts, {
    path: ".github/workflows/ci.yml",
    lock: lock.value,
    ...options,
  });
  if (source === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return source;
}
