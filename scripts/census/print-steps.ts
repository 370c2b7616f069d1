import type { ModelPath, Value, ValueMap } from "@yardmaster/core";
import { placeholderCommit } from "./placeholder-pin.ts";
import { printCondition } from "./print-condition.ts";
import { pathComment, printList, printMap, printSource } from "./print-source.ts";

/**
 * The value of a job's `steps`. Steps that others name, to wait for them or to cancel them, become variables of a
 * function around the list.
 */
export function printSteps(steps: readonly ValueMap[], path: ModelPath): string {
  const variables = new Map<string, string>();
  const declarations: string[] = [];
  const items = steps.map((step, index) => {
    const at = [...path, index];
    const source = printStep(step, at, variables);
    if (step.background !== true || typeof step.id !== "string") return [source, index] as const;
    const variable = `step${index}`;
    declarations.push(`const ${variable} = ${source}; ${pathComment(at)}`);
    variables.set(step.id, variable);
    return [variable, index] as const;
  });
  const list = printList(items, path);
  return declarations.length === 0 ? list : `(() => { ${pathComment(path)}${declarations.join("")}return ${list}; })()`;
}

function printStep(step: ValueMap, path: ModelPath, variables: ReadonlyMap<string, string>): string {
  const { background, ...foreground } = step;
  const source = printForeground(foreground, path, variables);
  return background === true ? `background(${source})` : source;
}

function printForeground(step: ValueMap, path: ModelPath, variables: ReadonlyMap<string, string>): string {
  const { run, uses, with: inputs, wait, "wait-all": waitAll, cancel, parallel, ...keys } = step;
  const options = printMap(
    Object.entries(keys).map(([key, value]) => [
      key,
      key === "if" ? printCondition(value as Value) : printSource(value as Value, [...path, key]),
    ]),
    path,
  );
  if (wait !== undefined) return `wait(${printTargets(wait as Value, variables)}, ${options})`;
  if (waitAll !== undefined) return `waitAll(${options})`;
  if (cancel !== undefined) return `cancel(${printTargets(cancel as Value, variables)}, ${options})`;
  if (parallel !== undefined)
    return `parallel(...${printSteps(parallel as readonly ValueMap[], [...path, "parallel"])})`;
  if (uses !== undefined) return printUse(String(uses), inputs as Value | undefined, options, path);
  return `run(${options}, ${printScript(keys.shell)})`;
}

function printTargets(targets: Value, variables: ReadonlyMap<string, string>): string {
  if (Array.isArray(targets)) return `[${targets.map((target) => printTargets(target, variables)).join(", ")}]`;
  return variables.get(String(targets)) ?? "undefined";
}

/** A script in the language of its shell; what it does is no subject of the census. */
function printScript(shell: Value | undefined): string {
  // Of no known language: nothing is stated for it.
  if (typeof shell !== "string") return "verbatim`true`";
  if (/^(pwsh|powershell)\b/.test(shell)) return "pwsh`exit 0`";
  if (/^python/.test(shell)) return "py`pass`";
  return /^([a-z]*sh)\b/.test(shell) ? "sh`true`" : "verbatim`true`";
}

function printUse(uses: string, inputs: Value | undefined, options: string, path: ModelPath): string {
  const given = inputs === undefined ? "{}" : printSource(inputs, [...path, "with"]);
  if (uses.startsWith("docker://")) {
    return `useDocker(${JSON.stringify(uses.slice("docker://".length))}, ${given}, ${options})`;
  }
  if (/^\.\.?\//.test(uses)) return `useFolder(${JSON.stringify(uses.slice(2))}, ${given}, ${options})`;
  if (uses.startsWith("$/")) {
    return `useFolder(${JSON.stringify(uses.slice(2))}, ${given}, { from: "self", ...${options} })`;
  }
  const pin = `{ sha: "${placeholderCommit}", version: "v1" }`;
  return `useAction(${JSON.stringify(uses.replace(/@[^@]*$/, ""))}, ${pin}, [], ${given}, ${options})`;
}
