import { bindingNames, isNeeded } from "@yardmaster/codegen";
import {
  type ActionsLock,
  actionName,
  isCommit,
  isMap,
  type LockedAction,
  parseUses,
  type RepositoryReference,
  type ValueMap,
} from "@yardmaster/core";
import type { ImportedFile, ImportPlan } from "../writing/import-plan.ts";

/** What a step's `uses` becomes. */
export type ActionForm =
  /** A function of `generated/actions.ts`. */
  | { readonly kind: "binding"; readonly function: string; readonly outputs: readonly string[] }
  /** The handle of an action that is imported as well. */
  | { readonly kind: "local"; readonly file: ImportedFile; readonly outputs: readonly string[] }
  | { readonly kind: "folder"; readonly folder: string; readonly isOfCommit: boolean }
  | { readonly kind: "image"; readonly image: string }
  /** `use`, with the text as it stands. */
  | { readonly kind: "text" }
  /** Of none of GitHub's forms, a folder that is none of the repository's, or what a judge objects to. */
  | { readonly kind: "odd" };

export interface UsedAction {
  readonly uses: string;
  readonly inputs: ValueMap;
  /** The text of the comment behind the pin. */
  readonly version: string | undefined;
  /** Neither a binding nor a handle: a judge objected to it. */
  readonly isPlain: boolean;
}

export function actionForm(used: UsedAction, plan: ImportPlan, file: ImportedFile): ActionForm {
  const reference = parseUses(used.uses);
  switch (reference.kind) {
    case "docker":
      return { kind: "image", image: reference.image };
    case "local": {
      const local = used.isPlain || reference.isOfCommit ? undefined : importedAction(used, plan, file);
      if (local || !isFolder(used.uses.slice(2))) return local ?? { kind: "odd" };
      return { kind: "folder", folder: used.uses.slice(2), isOfCommit: reference.isOfCommit };
    }
    case "repository":
      return (used.isPlain ? undefined : binding(reference, used, plan.lock)) ?? { kind: "text" };
    case "unknown":
      return { kind: "odd" };
  }
}

/** Whether a path is in the one form in which the language writes it. */
function isFolder(path: string): boolean {
  const names = path.replace(/\/$/, "").split("/");
  return path === "" || (!/\\|\$\{\{|\p{Cc}/u.test(path) && !names.some((name) => ["", ".", ".."].includes(name)));
}

/** The one action whose input is a script that the language knows. */
export function isGithubScript(uses: string): boolean {
  const reference = parseUses(uses);
  return reference.kind === "repository" && actionName(reference) === "actions/github-script";
}

/** Of the lock, where it has the pin of the YAML, so that the step comes out as it is. */
function binding(
  { owner, repository, folder, ref }: RepositoryReference,
  { inputs, version }: UsedAction,
  lock: ActionsLock | undefined,
): ActionForm | undefined {
  const name = `${owner}/${repository}${folder === "" ? "" : `/${folder}`}`;
  const locked = lock && Object.hasOwn(lock.actions, name) ? lock.actions[name] : undefined;
  if (!lock || !locked || locked.kind === "workflow" || locked.server !== undefined) return undefined;
  if (!isCommit(ref) || locked.sha !== ref || locked.version !== version || !takes(locked, inputs)) return undefined;
  const found = namesOf(lock).get(name);
  return found === undefined ? undefined : { kind: "binding", function: found, outputs: locked.outputs };
}

const known = new WeakMap<ActionsLock, ReadonlyMap<string, string>>();

/** As `generated/actions.ts` has them. */
function namesOf(lock: ActionsLock): ReadonlyMap<string, string> {
  const names = known.get(lock) ?? bindingNames(Object.keys(lock.actions).sort());
  known.set(lock, names);
  return names;
}

function takes({ inputs: declared }: LockedAction, given: ValueMap): boolean {
  const isDeclared = Object.keys(given).every((name) => Object.hasOwn(declared, name));
  return (
    isDeclared && Object.entries(declared).every(([name, input]) => !isNeeded(input) || Object.hasOwn(given, name))
  );
}

function importedAction({ uses, inputs }: UsedAction, plan: ImportPlan, from: ImportedFile): ActionForm | undefined {
  const file = plan.files.find(({ kind, path }) => kind === "action" && `./${path.replace(/\/?[^/]*$/, "")}` === uses);
  if (!file || file === from) return undefined;
  const declared = isMap(file.model.inputs) ? file.model.inputs : {};
  const isDeclared = Object.keys(inputs).every((name) => Object.hasOwn(declared, name));
  const isComplete = Object.entries(declared).every(
    ([name, input]) =>
      !isMap(input) || input.required !== true || input.default !== undefined || Object.hasOwn(inputs, name),
  );
  if (!isDeclared || !isComplete) return undefined;
  return { kind: "local", file, outputs: isMap(file.model.outputs) ? Object.keys(file.model.outputs) : [] };
}
