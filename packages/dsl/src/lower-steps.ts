import {
  type Expression,
  isAuthoringError,
  type ModelPath,
  mapExpression,
  type ValueMap,
  walkExpression,
} from "@yardmaster/core";
import { scriptTooLong, stepIdTwice, stepNotInJob, stepReadEarly, stepTwice } from "./diagnostics.ts";
import { expr } from "./expr.ts";
import { type Lowering, lowerMap, type Resolve } from "./lower.ts";
import { maximumScriptCharacters, printScript } from "./script.ts";
import { isStepToken, type Step, type StepNode, stepNode, stepOfToken } from "./step.ts";

export interface LoweredSteps {
  /** Resolves references from outside the steps, such as the job's outputs; call `finish` after the last one. */
  readonly resolve: Resolve;
  /** Puts the ids that turned out to be read into the steps. */
  finish(): readonly ValueMap[];
}

/**
 * Settles ids and variable names of a job's steps and turns them into plain data. Every expression of the job passes
 * through `observe` before it is printed.
 */
export function lowerSteps(
  steps: readonly Step<never>[],
  path: ModelPath,
  into: Lowering,
  observe: (expression: Expression) => void,
): LoweredSteps {
  const nodes = steps.map(stepNode);
  const ids = assignIds(nodes, path, into);
  const position = new Map(nodes.map((node, index) => [node.token, index] as const));
  const read = new Set<string>();
  const resolveFor =
    (reader: number, at: ModelPath): Resolve =>
    (expression) => {
      observe(expression);
      for (const reference of outputReferences(expression)) {
        const { token, ...output } = reference;
        const writer = position.get(token);
        if (writer === undefined) into.diagnostics.push(stepNotInJob(output, { path: at }));
        else if (writer >= reader) into.diagnostics.push(stepReadEarly(output, { path: at }));
        read.add(token);
      }
      return mapExpression(expression, (part) =>
        part.kind === "property" && isStepToken(part.name) ? { ...part, name: ids.get(part.name) ?? "unknown" } : part,
      );
    };
  const lowered = nodes.map((node, index) => {
    const at = [...path, index];
    if (node.origin) into.origins.push({ path: at, stack: node.origin });
    if (node.note) into.comments.push({ path: at, position: "above", text: node.note });
    return lowerStep(node, at, into, resolveFor(index, at));
  });
  return {
    resolve: resolveFor(nodes.length, path),
    finish: () =>
      lowered.map((step, index) => {
        const node = nodes[index] as StepNode;
        const id = node.id ?? (read.has(node.token) ? ids.get(node.token) : undefined);
        return id === undefined ? step : { id, ...step };
      }),
  };
}

function lowerStep(node: StepNode, path: ModelPath, into: Lowering, resolve: Resolve): ValueMap {
  if (!node.script) return lowerMap(node.keys, path, into, resolve);
  const stated = (node.keys.env ?? {}) as Readonly<Record<string, unknown>>;
  try {
    const { text, env: hoisted } = printScript(node.script.value, resolve, stated);
    if (text.length > maximumScriptCharacters) {
      into.diagnostics.push(scriptTooLong({ length: text.length, limit: maximumScriptCharacters }, { path }));
    }
    const variables = Object.entries(hoisted).map(([name, value]) => [name, expr(value)] as const);
    const env = { ...stated, ...Object.fromEntries(variables) };
    const keys = { ...node.keys, env: Object.keys(env).length > 0 ? env : undefined };
    const body =
      node.script.key === "run" ? { run: text } : { with: { ...(keys as { with?: object }).with, script: text } };
    return lowerMap({ ...keys, ...body }, path, into, resolve);
  } catch (error) {
    if (!isAuthoringError(error)) throw error;
    into.diagnostics.push({ ...error.diagnostic, place: { path } });
    return {};
  }
}

function assignIds(nodes: readonly StepNode[], path: ModelPath, into: Lowering): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const [index, node] of nodes.entries()) {
    if (ids.has(node.token) || nodes.indexOf(node) !== index) {
      into.diagnostics.push(stepTwice({}, { path: [...path, index] }));
    } else if (node.id !== undefined) {
      if (taken.has(node.id)) into.diagnostics.push(stepIdTwice({ id: node.id }, { path: [...path, index, "id"] }));
      taken.add(node.id);
      ids.set(node.token, node.id);
    }
  }
  for (const node of nodes) {
    if (ids.has(node.token)) continue;
    const base = slug(node.idHint);
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
    taken.add(id);
    ids.set(node.token, id);
  }
  return ids;
}

function slug(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return /^[a-z]/.test(name) ? name : `step-${name}`;
}

interface OutputReference {
  readonly token: string;
  readonly output: string;
  /** What the author calls the step. */
  readonly step: string;
}

function outputReferences(expression: Expression): readonly OutputReference[] {
  const found: OutputReference[] = [];
  walkExpression(expression, (part) => {
    if (part.kind !== "property" || part.object.kind !== "property" || part.object.object.kind !== "property") return;
    const token = part.object.object.name;
    if (isStepToken(token)) found.push({ token, output: part.name, step: stepOfToken(token) });
  });
  return found;
}
