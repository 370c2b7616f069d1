import type { ModelPath } from "@yardmaster/core";
import { formatModule } from "../modules/format-module.ts";
import { writeModule } from "../modules/write-module.ts";
import { writeSharedModule } from "../modules/write-shared-module.ts";
import { findSharedSteps } from "../steps/shared-steps.ts";
import { type Decisions, pathKey } from "../writing/decisions.ts";
import type { ImportedFile, ImportPlan } from "../writing/import-plan.ts";
import { compileApart } from "./compile-apart.ts";
import type { ImportPorts, ImportRequest } from "./import-request.ts";
import type { ImportedModule } from "./imported-module.ts";
import { judgeModules } from "./judge-modules.ts";

export interface SharedModule {
  readonly path: string;
  readonly source: string;
}

/**
 * Gives the steps that repeat across files a module of their own. Those that call it are judged once more: where anybody
 * objects, all stay as they were.
 * @returns undefined where nothing is shared.
 */
export async function shareSteps(
  modules: readonly ImportedModule[],
  around: Omit<ImportPlan, "files">,
  { out, existing }: Pick<ImportRequest, "out" | "existing">,
  ports: ImportPorts,
): Promise<SharedModule | undefined> {
  const path = `${out}/shared/steps.ts`;
  const sound = modules.filter(({ unanswered, written }) => written && unanswered.length === 0);
  if (existing.has(path) || sound.length < 2) return undefined;
  const found = findSharedSteps(
    sound.map(({ file }) => file),
    path,
    takenSteps(sound),
  );
  if (found.functions.length === 0) return undefined;
  const callers = new Set(found.functions.flatMap(({ copies }) => copies.map(({ file }) => file)));
  const plan: ImportPlan = { ...around, files: sound.map(({ file }) => file), sharedSteps: found };
  const changed = sound
    .filter(({ file }) => callers.has(file))
    .map((before) => ({ before, after: { ...before, written: writeModule(before.file, plan, before.decisions) } }));
  const shared = writeSharedModule(found, plan, (name) =>
    changed.some(({ after }) => after.written.marked.includes(`...${name}()`)),
  );
  if (shared === undefined) return undefined;
  const texts = new Map([
    ...sound.map(({ file, written }): [string, string] => [file.module, written?.marked ?? ""]),
    ...changed.map(({ after }): [string, string] => [after.file.module, after.written.marked]),
    [path, shared],
  ]);
  const isSound = await judge(
    changed.map(({ after }) => after),
    texts,
    path,
    ports,
  );
  if (!isSound) return undefined;
  for (const { before, after } of changed) Object.assign(before, after);
  return { path, source: await formatModule(shared) };
}

async function judge(
  modules: readonly ImportedModule[],
  texts: ReadonlyMap<string, string>,
  shared: string,
  { compile, checkTypes }: ImportPorts,
): Promise<boolean> {
  const names = modules.map(({ file }) => file.module);
  const [tried, types] = await Promise.all([
    compileApart(compile, texts, names),
    checkTypes?.(texts, [...names, shared]) ?? [],
  ]);
  judgeModules(modules, tried, types);
  return types.every(({ file }) => file !== shared) && modules.every(({ objections }) => objections.length === 0);
}

/** Steps of which a judge taught anything are not those of other files. */
function takenSteps(modules: readonly ImportedModule[]): (file: ImportedFile, path: ModelPath) => boolean {
  const taught = new Map(modules.map(({ file, decisions }) => [file, taughtSteps(decisions)] as const));
  return (file, path) => taught.get(file)?.has(pathKey(path)) ?? false;
}

function taughtSteps({ raw, loose, plain }: Decisions): ReadonlySet<string> {
  const paths = [...raw.keys(), ...loose.keys(), ...plain].map((key): ModelPath => JSON.parse(key));
  return new Set(paths.filter(({ length }) => length >= stepDepth).map((path) => pathKey(path.slice(0, stepDepth))));
}

/** `jobs`, the job, `steps` and the position. */
const stepDepth = 4;
