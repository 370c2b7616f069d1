import { isMap, parseUses, type ValueMap } from "@yardmaster/core";
import type { ImportedFile, ImportPlan } from "../writing/import-plan.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";

/** The reusable workflow that a job calls. */
export interface Callee {
  readonly uses: string;
  /**
   * `planned`: it becomes a module too; `written`: a file of this repository that stays as it is, or is not there;
   * `remote`: of another repository.
   */
  readonly kind: "planned" | "written" | "remote";
  /** `$/…`: of the running commit. */
  readonly isOfCommit: boolean;
  /** Of a planned one. */
  readonly file?: ImportedFile;
  /** Its `on.workflow_call`, where that is known. */
  readonly declaration?: ValueMap;
  /** Names of what it gives, where that is known. */
  readonly outputs?: ReadonlySet<string>;
}

export function findCallee(uses: string, writer: ModuleWriter): Callee {
  const reference = parseUses(uses);
  if (reference.kind !== "local") return { uses, kind: "remote", isOfCommit: false };
  const { plan } = writer;
  const file = plan.files.find(({ path }) => path === reference.folder);
  const model = file?.model ?? plan.facts.workflows.get(reference.folder)?.model;
  const declaration = model && declarationOf(model);
  const known = declaration && { declaration, outputs: new Set(Object.keys(mapAt(declaration, "outputs"))) };
  const isPlanned = file !== undefined && declaration !== undefined && !reaches(file, writer.file, plan);
  const found: Callee = { uses, kind: isPlanned ? "planned" : "written", isOfCommit: reference.isOfCommit, ...known };
  return isPlanned ? { ...found, file } : found;
}

function declarationOf(model: ValueMap): ValueMap | undefined {
  const { on } = model;
  if (on === "workflow_call" || (Array.isArray(on) && on.includes("workflow_call"))) return {};
  if (!isMap(on) || !Object.hasOwn(on, "workflow_call")) return undefined;
  return mapAt(on, "workflow_call");
}

export function mapAt(map: ValueMap, key: string): ValueMap {
  const value = map[key];
  return isMap(value) ? value : {};
}

/** Whether a module would come back to another one: modules may not import each other in a ring. */
function reaches(from: ImportedFile, target: ImportedFile, plan: ImportPlan): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let file = open.pop(); file; file = open.pop()) {
    if (file.path === target.path) return true;
    if (seen.has(file.path)) continue;
    seen.add(file.path);
    const called = calledFiles(file);
    open.push(...plan.files.filter(({ path }) => called.includes(path)));
  }
  return false;
}

function calledFiles({ model }: ImportedFile): readonly string[] {
  return Object.values(mapAt(model, "jobs")).flatMap((job) => {
    const uses = isMap(job) ? job.uses : undefined;
    const reference = typeof uses === "string" ? parseUses(uses) : undefined;
    return reference?.kind === "local" ? [reference.folder] : [];
  });
}
