import type { ModelPath, ValueMap } from "@yardmaster/core";

/** As in GitHub's own documents and most hand-written files. */
const workflowKeys = [
  "name",
  "description",
  "run-name",
  "on",
  "permissions",
  "cache-mode",
  "env",
  "defaults",
  "concurrency",
  "jobs",
] as const;

const jobKeys = [
  "name",
  "needs",
  "if",
  "uses",
  "with",
  "secrets",
  "runs-on",
  "environment",
  "permissions",
  "cache-mode",
  "concurrency",
  "outputs",
  "env",
  "defaults",
  "timeout-minutes",
  "continue-on-error",
  "strategy",
  "container",
  "services",
  "steps",
] as const;

const stepKeys = [
  "name",
  "id",
  "if",
  "uses",
  "run",
  "with",
  "env",
  "shell",
  "working-directory",
  "continue-on-error",
  "timeout-minutes",
] as const;

/**
 * GitHub's keys of a workflow, a job or a step in the customary order, then keys unknown here in the author's order.
 * Everywhere else the author's order stands: those keys are the user's. Entries without a value are left out.
 * @param own the keys in the author's order: an object puts those that are whole numbers first.
 */
export function orderedEntries(
  map: ValueMap,
  path: ModelPath,
  own: readonly string[] = [],
): [string, NonNullable<ValueMap[string]> | null][] {
  const known = customaryKeys(path);
  const all = Object.keys(map);
  const names = own.length === all.length && own.every((name) => Object.hasOwn(map, name)) ? own : all;
  const sorted = known
    ? [...known.filter((key) => names.includes(key)), ...names.filter((key) => !known.includes(key))]
    : names;
  return sorted.flatMap((key) => {
    const value = map[key];
    return value === undefined ? [] : [[key, value]];
  });
}

/** Steps of a job, and those inside a step's `parallel`. */
export function isStepList(path: ModelPath): boolean {
  if (path[0] === "runs") return path.length === 2 && path[1] === "steps"; // of a composite action
  return (
    path[0] === "jobs" &&
    path.slice(2).every((key, index) => (index % 2 === 1 ? typeof key === "number" : key === stepListKeyAt(index))) &&
    path.length % 2 === 1 &&
    path.length > 1
  );
}

function stepListKeyAt(index: number): string {
  return index === 0 ? "steps" : "parallel";
}

function customaryKeys(path: ModelPath): readonly string[] | undefined {
  if (path.length === 0) return workflowKeys;
  if (path.length === 2 && path[0] === "jobs") return jobKeys;
  if (typeof path.at(-1) === "number" && isStepList(path.slice(0, -1))) return stepKeys;
  return undefined;
}
