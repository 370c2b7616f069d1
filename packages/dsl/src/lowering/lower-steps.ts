import {
  type Expression,
  isAuthoringError,
  type ModelPath,
  mapExpression,
  maximumScriptCharacters,
  removedCommands,
  type ValueMap,
  walkExpression,
} from "@yardmaster/core";
import { openKeys } from "../author/open-keys.ts";
import { unknownShape } from "../expressions/shape.ts";
import { isStepToken, stepOfToken, stepReferenceOf } from "../expressions/step-token.ts";
import { commandRemoved, scriptTooLong } from "../scripts/diagnostics.ts";
import { hasOtherMeaning } from "../scripts/environment-name.ts";
import { mentionsName, setsVariables } from "../scripts/mentions-name.ts";
import { printScript, type Script } from "../scripts/script.ts";
import { type StepNode, stepNode } from "../steps/step.ts";
import { checkSite } from "../values/check-site.ts";
import { lower, lowerMap, type Resolve } from "../values/lower.ts";
import type { Lowering } from "../values/lowering.ts";
import { placeNote } from "../values/place-comments.ts";
import { assignStepIds, type PlacedStep } from "./assign-step-ids.ts";
import { outputNeverSet, scriptEncoding, stepNotInJob, stepReadEarly } from "./step-diagnostics.ts";
import { environmentNames, withVariables } from "./step-environment.ts";
import { findUnsetOutputs } from "./unset-outputs.ts";

/** What the steps' scripts meet where they run. */
export interface StepSurroundings {
  /** Whether a shell script runs as it is meant in a step that states no `shell`. */
  readonly fitsShellScripts: boolean;
  /** Names of the variables that they inherit, as far as they are known. */
  readonly environment: readonly string[];
}

export interface LoweredSteps {
  /** Resolves references from outside the steps, such as the job's outputs; call `finish` after the last one. */
  readonly resolve: Resolve;
  /** Puts the ids that turned out to be read into the steps. */
  finish(): readonly ValueMap[];
}

/**
 * Settles ids and variable names of a job's steps, which stand in the order in which they run, and turns them into plain data. Every expression of the job
 * passes through `observe` before it is printed.
 */
export function lowerSteps(
  nodes: readonly StepNode[],
  path: ModelPath,
  into: Lowering,
  observe: (expression: Expression) => void,
  surroundings: StepSurroundings,
): LoweredSteps {
  const placed = nodes.flatMap((node, order) => place(node, [...path, order], order));
  const ids = assignStepIds(placed, into);
  const begins = new Map(placed.map(({ node, order }) => [node.token, order] as const));
  const ends = new Map(placed.map(({ node, order }) => [node.token, endOf(node, order, nodes)] as const));
  const read = new Set<string>();
  const resolveFor =
    (reader: number, at: ModelPath): Resolve =>
    (expression) => {
      observe(expression);
      for (const { token, what } of stepReferences(expression)) {
        const known = (what === "id" ? begins : ends).get(token);
        const problem = { what, step: stepOfToken(token) };
        if (known === undefined) into.diagnostics.push(stepNotInJob(problem, { path: at }));
        else if (known >= reader) into.diagnostics.push(stepReadEarly(problem, { path: at }));
        read.add(token);
      }
      return mapExpression(expression, (part) =>
        part.kind === "property" && isStepToken(part.name) ? { ...part, name: ids.get(part.name) ?? "unknown" } : part,
      );
    };
  const inherited = new Set(surroundings.environment.map((name) => name.toUpperCase()));
  const setters = placed.flatMap(({ node }) =>
    node.script && setsVariables(node.script.value) ? node.script.value : [],
  );
  // On Windows names ignore case, and a job may run there. What a step sets for later ones its whole text may name.
  const isTaken = (name: string, script: Script): boolean =>
    hasOtherMeaning(name) ||
    inherited.has(name.toUpperCase()) ||
    [script, ...setters].some((other) => mentionsName(other, name));
  const lowered = nodes.map((node, order) => lowerPlaced(node, [...path, order], order));
  return { resolve: resolveFor(Number.POSITIVE_INFINITY, path), finish: () => lowered.map((step) => step()) };

  /** The step's data once all ids are known to be read or not. */
  function lowerPlaced(node: StepNode, at: ModelPath, order: number): () => ValueMap {
    if (node.origin) into.origins.push({ path: at, stack: node.origin });
    placeNote(node.note, at, into);
    into.diagnostics.push(...(node.findings ?? []).map((finding) => ({ ...finding, place: { path: at } })));
    const own = lowerStep(node, at, into, resolveFor(order, at), surroundings, isTaken);
    const children = node.parallel?.map((child, index) =>
      lowerPlaced(stepNode(child), [...at, "parallel", index], order),
    );
    return () => {
      if (node.whole !== undefined) return own;
      const id = node.id ?? (read.has(node.token) ? ids.get(node.token) : undefined);
      return {
        ...(id === undefined ? {} : { id }),
        ...own,
        ...(children ? { parallel: children.map((child) => child()) } : {}),
      };
    };
  }
}

function place(node: StepNode, path: ModelPath, order: number): readonly PlacedStep[] {
  const children = (node.parallel ?? []).flatMap((step, index) =>
    place(stepNode(step), [...path, "parallel", index], order),
  );
  return [{ node, path, order }, ...children];
}

/** The position after which a step's results are there: its own, or the first `wait` for a background step. */
function endOf(node: StepNode, order: number, nodes: readonly StepNode[]): number {
  if (node.keys.background !== true) return order;
  const end = nodes.findIndex(
    (other, index) => index > order && (other.keys["wait-all"] === true || waitsFor(other, node)),
  );
  return end < 0 ? Number.POSITIVE_INFINITY : end;
}

function waitsFor(other: StepNode, node: StepNode): boolean {
  const targets = Array.isArray(other.keys.wait) ? (other.keys.wait as readonly unknown[]) : [other.keys.wait];
  return targets.some((target) => stepReferenceOf(target) === node.token);
}

function lowerStep(
  node: StepNode,
  path: ModelPath,
  into: Lowering,
  resolve: Resolve,
  surroundings: StepSurroundings,
  isTaken: (name: string, script: Script) => boolean,
): ValueMap {
  if (node.whole !== undefined) return lower(node.whole, path, into, resolve) as ValueMap;
  if (!node.script) return lowerMap(node.keys, path, into, resolve);
  const { value: script, input, declared } = node.script;
  const own = environmentNames(openKeys(node.keys).env);
  try {
    const { text, env, pasted } = printScript(script, resolve, { own, isTaken: (name) => isTaken(name, script) });
    const at = [...path, ...(input === undefined ? ["run"] : ["with", input])];
    for (const expression of pasted) checkSite({ expression, shape: unknownShape, shown: () => "" }, at, into);
    if (text.length > maximumScriptCharacters) {
      into.diagnostics.push(scriptTooLong({ length: text.length, limit: maximumScriptCharacters }, { path }));
    }
    const [removed] = removedCommands(text);
    const isAllowed = [...own, ...surroundings.environment].includes("ACTIONS_ALLOW_UNSECURE_COMMANDS");
    if (removed && !(isAllowed && /^(set-env|add-path)$/.test(removed.command)))
      into.diagnostics.push(commandRemoved(removed, { path }));
    const unset = findUnsetOutputs(script, declared);
    if (unset.length > 0) into.diagnostics.push(outputNeverSet({ names: unset }, { path }));
    const problem = encodingProblem(text, openKeys(node.keys).shell);
    if (problem) into.diagnostics.push(scriptEncoding(problem, { path }));
    const statesBash =
      script.language === "shell" && openKeys(node.keys).shell === undefined && !surroundings.fitsShellScripts;
    const keys = withVariables(node.keys, env);
    const body =
      input === undefined
        ? { run: text, ...(statesBash ? { shell: "bash" } : {}) }
        : { with: { ...(keys as { with?: object }).with, [input]: text } };
    return lowerMap({ ...keys, ...body }, path, into, resolve);
  } catch (error) {
    if (!isAuthoringError(error)) throw error;
    into.diagnostics.push({ ...error.diagnostic, place: { path } });
    return {};
  }
}

function encodingProblem(text: string, shell: unknown): { shell: string; character: string } | undefined {
  if (typeof shell !== "string" || !/^powershell\b/i.test(shell)) return undefined;
  const character = /\P{ASCII}/u.exec(text)?.[0];
  return character === undefined ? undefined : { shell, character };
}

interface StepReference {
  readonly token: string;
  /** For the message: `output "version"`, `outcome`, or `id`. */
  readonly what: string;
}

function stepReferences(expression: Expression): readonly StepReference[] {
  const found = new Map<string, StepReference>();
  walkExpression(expression, (part) => {
    if (part.kind !== "property") return;
    const { object, name } = part;
    if (object.kind === "property" && isStepToken(object.name)) add(object.name, name === "outputs" ? "outputs" : name);
    else if (object.kind === "property" && object.object.kind === "property" && isStepToken(object.object.name)) {
      add(object.object.name, `output "${name}"`);
    } else if (isStepToken(name)) add(name, "id");
  });
  return [...found.values()];

  /** Outermost comes first and says most. */
  function add(token: string, what: string): void {
    if (!found.has(token)) found.set(token, { token, what });
  }
}
