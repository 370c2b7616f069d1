import type { ModelPath } from "@yardmaster/core";

/** Whether GitHub reads `${{ }}` there; elsewhere it is a text like any other, or refused. */
export function takesExpressions(path: ModelPath, kind: "workflow" | "action"): boolean {
  const [first, , third] = path;
  if (kind === "action") {
    if (first === "runs") return !isPlainInStep(path.slice(2));
    return first === "outputs" && third === "value";
  }
  if (first === "on") return path.at(-1) === "default" || path.at(-1) === "value";
  if (first === "jobs") return !plainJobKeys.has(String(third)) && !(third === "steps" && isPlainInStep(path.slice(3)));
  return first === "run-name" || first === "concurrency" || first === "env";
}

const plainJobKeys = new Set(["permissions", "needs", "uses"]);
const plainStepKeys = new Set(["id", "uses", "shell"]);

/** @param path from a list of steps. Steps of a group are steps. */
function isPlainInStep([, key, ...below]: ModelPath): boolean {
  return key === "parallel" ? isPlainInStep(below) : plainStepKeys.has(String(key));
}
