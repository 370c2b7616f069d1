import { parse } from "node:path";
import { fileURLToPath } from "node:url";
import { printBindings } from "@yardmaster/codegen";
import { tryModules } from "@yardmaster/compiler";
import { type ActionsLock, type Finding, printActionsLock, type RepositoryFacts } from "@yardmaster/core";
import { importFiles } from "./import-files.ts";
import type { ImportPorts } from "./import-request.ts";
import type { ImportedResult } from "./import-result.ts";
import { memoryFiles } from "./memory-files.ts";

export interface ImportWorkflowOptions {
  /** `.github/workflows/workflow.yml` unless stated. */
  readonly path?: string;
  readonly lock?: ActionsLock;
  /** Expressions in scripts become variables of the step's `env`. */
  readonly isHoisting?: boolean;
  /** Without it, types are not checked. */
  readonly checkTypes?: Required<ImportPorts>["checkTypes"];
}

export interface ImportedWorkflow {
  /** The module; undefined where the file is refused. */
  readonly source: string | undefined;
  readonly proof: ImportedResult;
  /** What is wrong in the file, and why it is refused. */
  readonly diagnostics: readonly Finding[];
}

/** Imports one file without a disk and without a network. Never throws for any text. */
export async function importWorkflow(
  text: string,
  facts: RepositoryFacts,
  options: ImportWorkflowOptions = {},
): Promise<ImportedWorkflow> {
  const { path = ".github/workflows/workflow.yml", lock, isHoisting = false, checkTypes } = options;
  // Where nothing of a repository is, and the bundler still finds a folder.
  const { root } = parse(fileURLToPath(import.meta.url));
  const host = { files: memoryFiles(root, facts), stderr: { write: () => {}, isTerminal: false } };
  const bindings: readonly [string, string][] = lock
    ? [
        ["generated/actions.ts", printBindings(lock).text],
        ["workflows-src/actions.lock.json", printActionsLock(lock)],
      ]
    : [];
  const { files } = await importFiles(
    { files: [{ path, text }], facts, lock, existing: new Map(), out: "workflows-src", isHoisting },
    {
      compile: (texts, modules, how) => tryModules(root, host, new Map([...bindings, ...texts]), modules, how),
      ...(checkTypes ? { checkTypes } : {}),
    },
  );
  const [proof] = files as [ImportedResult];
  const refusals = proof.refused.map(({ path: node, line, reason, hint }): Finding => {
    const place = { file: path, line, column: 1 };
    return { code: "import-refused", severity: "error", message: reason, hint, place, path: node };
  });
  return {
    source: proof.state === "proved" ? proof.source : undefined,
    proof,
    diagnostics: [...refusals, ...proof.wrong],
  };
}
