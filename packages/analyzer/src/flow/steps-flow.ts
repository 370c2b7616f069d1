import {
  asMap,
  type ExpressionAt,
  type ModelPath,
  type RepositoryFacts,
  type StepView,
  type Value,
} from "@yardmaster/core";
import { type Expressions, expressionsAt } from "./expression-index.ts";
import { type Surroundings, taintsOf } from "./expression-taint.ts";
import { fieldAt, fieldsBelow } from "./payload.ts";
import type { ScriptSink } from "./script-flow.ts";
import { handOn, type Taint, type Taints, untainted } from "./taint.ts";

/** Whose text is where in the steps of one job, or of one use of an action, under one event. */
export interface StepsFlow {
  readonly event: string;
  readonly steps: readonly StepFlow[];
}

export interface StepFlow {
  readonly step: StepView;
  /** The variables of the step's environment that hold somebody's text. */
  readonly env: ReadonlyMap<string, Taints>;
  expression(at: ExpressionAt): Taints;
  /** Those of the text at a path of the document. */
  textTaints(path: ModelPath): Taints;
  /** By name in lower case. */
  output(name: string): Taints;
  /** What its script does with text of others, beside being made of it. */
  readonly sinks: readonly ScriptSink[];
}

/** A step before it is known what it leaves. */
export type EnteredStep = Omit<StepFlow, "output" | "sinks">;

/** The document that holds the steps. */
export type FlowDocument = Expressions & { readonly file: string };

/** What a step leaves to those behind it. */
export interface Left {
  /** By name in lower case. */
  output(name: string): Taints;
  /** Variables of the job's environment. */
  readonly variables: ReadonlyMap<string, Taints>;
  readonly sinks: readonly ScriptSink[];
  /** What it puts into the workspace. */
  readonly files: Taints;
}

/** What surrounds a list of steps. */
export interface Around {
  readonly event: string;
  readonly facts: RepositoryFacts;
  /** The actions that it is inside of: one that uses itself is not followed. */
  readonly inside: readonly string[];
  readonly read: Surroundings["read"];
  /** Of the workflow and of the job. */
  readonly env: ReadonlyMap<string, Taints>;
  /** What a step leaves. */
  readonly leave: (flow: EnteredStep, document: FlowDocument, around: Around, files: Taints) => Left;
}

/** Follows text from step to step. `read` sees what the last step leaves. */
export function stepsFlow(
  steps: readonly StepView[],
  document: FlowDocument,
  around: Around,
): { readonly steps: readonly StepFlow[]; readonly read: Surroundings["read"] } {
  const made: StepFlow[] = [];
  const env = new Map(around.env);
  const files: Taint[] = [];
  const readWith =
    (own: ReadonlyMap<string, Taints>): Surroundings["read"] =>
    (names, isJson) => {
      const [context, first, second, third] = names;
      if (context === "env" && first !== undefined) return variable(own, first);
      if (context === "steps" && second === "outputs" && third !== undefined) {
        return made.find(({ step }) => isId(step.keys.id, first))?.output(third) ?? untainted;
      }
      return around.read(names, isJson);
    };
  for (const step of steps) {
    const before = readWith(env);
    const own = new Map(env);
    addEnv(own, step.keys.env, [...step.path, "env"], (path) => textTaints(document, path, { read: before }));
    const read = readWith(own);
    const flow: EnteredStep = {
      step,
      env: own,
      expression: ({ expression }) => taintsOf(expression, { read }),
      textTaints: (path) => textTaints(document, path, { read }),
    };
    const { output, variables, sinks, files: brought } = around.leave(flow, document, around, files);
    for (const [name, taints] of variables) env.set(name, taints);
    files.push(...brought);
    made.push({ ...flow, output, sinks });
  }
  return { steps: made, read: readWith(env) };
}

/** Those of every expression in the text at a path, handed on there. */
export function textTaints(document: FlowDocument, path: ModelPath, around: Surroundings): Taints {
  return expressionsAt(document, path).flatMap(({ expression, text }) => {
    const excerpt = text.includes("\n") ? undefined : text;
    return handOn(taintsOf(expression, around), { file: document.file, path, ...(excerpt ? { excerpt } : {}) });
  });
}

export function payloadTaints(names: readonly string[], event: string, isJson: boolean): Taints {
  const field = fieldAt(names, event);
  if (field) return [taintOf(field, names)];
  if (!isJson) return untainted;
  const [worst] = [...fieldsBelow(names, event)].sort((a, b) => setters.indexOf(a.setBy) - setters.indexOf(b.setBy));
  return worst ? [taintOf({ ...worst, holds: "line" }, names)] : untainted;
}

const setters = ["anyone", "merged", "writer"];

function taintOf({ holds, setBy, author }: Pick<Taint, "holds" | "setBy" | "author">, names: readonly string[]): Taint {
  return { text: names.join("."), holds, setBy, author, hops: [] };
}

export function addEnv(
  env: Map<string, Taints>,
  map: Value | undefined,
  path: ModelPath,
  text: (path: ModelPath) => Taints,
): void {
  for (const [name, value] of Object.entries(asMap(map) ?? {})) {
    // A value of its own covers that of further out.
    env.set(name, typeof value === "string" && value.includes("${{") ? text([...path, name]) : untainted);
  }
}

function variable(env: ReadonlyMap<string, Taints>, name: string): Taints {
  for (const [key, taints] of env) if (key.toLowerCase() === name) return taints;
  return untainted;
}

/** The key of a map, whose case GitHub ignores. */
export function spelledKey(map: unknown, name: string): string {
  const keys = typeof map === "object" && map !== null ? Object.keys(map) : [];
  return keys.find((key) => key.toLowerCase() === name) ?? name;
}

function isId(id: Value | undefined, name: string | undefined): boolean {
  return typeof id === "string" && id.toLowerCase() === name;
}
