import { actionName, parseUses, usesPaths } from "@yardmaster/core";
import { formatModule } from "../modules/format-module.ts";
import { planFiles } from "../modules/plan-files.ts";
import { objectToCrash } from "../proof/objections.ts";
import type { ImportPlan } from "../writing/import-plan.ts";
import { compileApart } from "./compile-apart.ts";
import { describeResult } from "./describe-result.ts";
import { explainRefusals } from "./explain-refusals.ts";
import type { ImportPorts, ImportRequest } from "./import-request.ts";
import type { ImportedResult, ImportResult, Refusal } from "./import-result.ts";
import { type ImportedModule, startModule } from "./imported-module.ts";
import { isImported } from "./is-imported.ts";
import { judgeModules } from "./judge-modules.ts";
import { readFiles } from "./read-files.ts";
import { runRounds } from "./run-rounds.ts";
import { type SharedModule, shareSteps } from "./share-steps.ts";

/**
 * Turns workflows and actions into modules of the language, each proved: what `gen` makes of it is equal to the original as
 * GitHub reads both. Nothing is written, and what is not proved is refused with the reason. Never throws for any text.
 */
export async function importFiles(request: ImportRequest, ports: ImportPorts): Promise<ImportResult> {
  const read = readFiles(request);
  ports.progress?.("read", request.files.length, request.files.length);
  const planned = planFiles(read.files, request.out, request.existing);
  const modules = planned.files.map(startModule);
  const around: Omit<ImportPlan, "files"> = {
    facts: request.facts,
    lock: request.lock,
    isHoisting: request.isHoisting,
  };
  await runRounds(modules, around, ports);
  const shared = await shareSteps(modules, around, request, ports);
  await formatAll(modules, ports);
  await prove(modules, shared, ports);
  await explainRefusals(modules);
  const refused = new Map<string, readonly Refusal[]>(read.refused);
  for (const { path, reason, hint } of planned.refused) refused.set(path, [{ path: [], line: 1, reason, hint }]);
  const results = new Map(modules.map((module) => [module.file.path, describeResult(module, request.isHoisting)]));
  return {
    files: request.files.map(({ path }) => results.get(path) ?? unread(path, refused.get(path) ?? [])),
    shared: shared ? [shared] : [],
    toBind: listUnbound(modules, request),
  };
}

async function formatAll(modules: readonly ImportedModule[], { progress }: ImportPorts): Promise<void> {
  for (const [index, module] of modules.entries()) {
    if (module.written) await format(module, module.written.marked);
    progress?.("format", index + 1, modules.length);
  }
}

async function format(module: ImportedModule, marked: string): Promise<void> {
  try {
    module.source = await formatModule(marked);
  } catch (error) {
    if (module.unanswered.length === 0) module.unanswered = [objectToCrash(error)];
  }
}

/**
 * The modules as they are written to the disk, all at once and once more. Where they make what they made before they were
 * formatted, everything has been said of it.
 */
async function prove(
  modules: readonly ImportedModule[],
  shared: SharedModule | undefined,
  { compile, progress }: ImportPorts,
): Promise<void> {
  const sound = modules.filter(({ unanswered }) => unanswered.length === 0);
  if (sound.length === 0) return;
  progress?.("prove", 0, sound.length);
  const texts = new Map(
    sound.flatMap(({ file, source }): [string, string][] => (source === undefined ? [] : [[file.module, source]])),
  );
  const names = [...texts.keys()];
  if (shared) texts.set(shared.path, shared.source);
  const made = await compileApart(compile, texts, names, { isJudged: false });
  const textOf = new Map(made.files.map(({ source, text }) => [source, text]));
  const changed = sound.filter(({ file, yaml }) => textOf.get(file.module) !== yaml);
  if (changed.length > 0) {
    const again = changed.map(({ file }) => file.module);
    judgeModules(changed, await compileApart(compile, texts, again), []);
    for (const module of changed) module.unanswered = module.objections;
    refuseCallers(sound);
  }
  progress?.("prove", sound.length, sound.length);
}

/** A module is of no use without those that it imports. */
function refuseCallers(modules: readonly ImportedModule[]): void {
  const refused = modules.filter(({ unanswered }) => unanswered.length > 0);
  const callers = modules.filter(
    (module) => module.unanswered.length === 0 && refused.some(({ file }) => isImported(file.module, module)),
  );
  if (callers.length === 0) return;
  const reason = "It calls a workflow or an action of this import that is refused.";
  for (const caller of callers) caller.unanswered = [{ judge: "module", path: [], reason }];
  refuseCallers(modules);
}

function unread(path: string, refused: readonly Refusal[]): ImportedResult {
  const nothing = {
    expressions: { typed: 0, text: 0 },
    comments: { kept: 0, lost: 0 },
    unsafe: [],
    hoisted: 0,
    wrong: [],
  };
  return { path, module: "", state: "refused", refused, ...nothing };
}

/** Actions of other repositories that are used here and have no binding. */
function listUnbound(modules: readonly ImportedModule[], { lock }: ImportRequest): readonly string[] {
  const bound = new Set(Object.keys(lock?.actions ?? {}).map((name) => name.toLowerCase()));
  const used = modules.flatMap(({ file }) =>
    usesPaths(file.model).flatMap(({ path, value }) => {
      const reference = path[0] === "jobs" && path.length === 3 ? undefined : parseUses(value);
      return reference?.kind === "repository" && !bound.has(actionName(reference)) ? [value] : [];
    }),
  );
  return [...new Set(used)].sort();
}
