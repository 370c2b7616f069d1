import { type Diagnostic, type Expression, reportMistake } from "@yardmaster/core";
import { checkHandle, checkHandles, checkOptions, checkText, checkTexts } from "../author/check-options.ts";
import { type NotedPlace, type NoteOption, readNote } from "../author/note.ts";
import { uncomment } from "../author/noted.ts";
import { captureOrigin } from "../author/origin.ts";
import type { PermissionMap } from "../author/permissions.ts";
import { type RawKeys, rawOf } from "../author/raw.ts";
import type { EnvironmentAt } from "../expressions/environment-at.ts";
import { type ComputedAt, type ContextsAt, type Expr, expr, type ValueAt } from "../expressions/expr.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import type { StepResult } from "../expressions/outcome.ts";
import { resultShape, type Shape, textShape } from "../expressions/shape.ts";
import { newStepToken, stepExpression } from "../expressions/step-token.ts";
import { refuseUnknownEnding } from "../scripts/as-written/script-file.ts";
import type { Script } from "../scripts/script.ts";
import { shellOf } from "../scripts/script-shell.ts";
import { outputUndeclared } from "./diagnostics.ts";

const stepKey: unique symbol = Symbol.for("yardmaster.step");

/** A step of a job, and handles for what it sets. */
export interface Step<in O extends string = never> {
  readonly outputs: { readonly [K in O]: Expr<string, "steps"> };
  /** Before `continue-on-error` is applied. */
  readonly outcome: Expr<StepResult, "steps">;
  /** After `continue-on-error` is applied. */
  readonly conclusion: Expr<StepResult, "steps">;
  readonly [stepKey]: StepNode;
}

/** A step before it has a job: ids and variable names are settled when the job is assembled. */
export interface StepNode {
  /** Stands for the id in expressions until the job gives one. */
  readonly token: string;
  readonly id: string | undefined;
  /** What an id is derived from when an output is read and none is stated. */
  readonly idHint: string;
  /** GitHub's keys, before expressions and scripts are printed. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** Of `run` or, with `input`, of an action. */
  readonly script:
    | {
        readonly value: Script;
        readonly input?: string;
        /** Outputs that the author says the script sets, and that it does not set by `setOutput`. */
        readonly declared: readonly string[];
      }
    | undefined;
  /** Steps that run at the same time as one step of the job. */
  readonly parallel: readonly Step[] | undefined;
  /** In place of all keys, a value that its author lets through by `raw`. */
  readonly whole?: unknown;
  /** Steps that have to stand before this one; a job that lacks them gets them. */
  readonly needs: readonly Step[];
  /** What the step does with the job's token, where the author says it. */
  readonly permissions: PermissionMap | undefined;
  readonly note: readonly NotedPlace[];
  readonly origin: string | undefined;
  /** What was seen when the step was made; reported where it stands. */
  readonly findings?: readonly Diagnostic[];
}

export type StepEnv = EnvironmentAt<"jobs.*.steps.*.env.*"> | ComputedAt<"jobs.*.steps.*.env">;

export interface StepOptions {
  readonly id?: string;
  readonly name?: ValueAt<"jobs.*.steps.*.name", string>;
  readonly if?: boolean | Expr<boolean | null, ContextsAt<"jobs.*.steps.*.if">>;
  readonly env?: StepEnv;
  readonly "continue-on-error"?: ValueAt<"jobs.*.steps.*.continue-on-error", boolean>;
  /** 1 to the job's own limit. */
  readonly "timeout-minutes"?: ValueAt<"jobs.*.steps.*.timeout-minutes", number>;
  /** Steps that have to run before: a job that does not list them gets them, in order and once. */
  readonly needs?: readonly Step[];
  /** What the step needs of the job's token; read by `permissions: fromSteps` and checked against the job's. */
  readonly permissions?: PermissionMap;
  /** Keys that the language does not know. */
  readonly raw?: RawKeys;
  /** A comment above the step, or comments at it and at what it holds. */
  readonly note?: NoteOption;
}

export interface RunOptions<O extends string> extends StepOptions {
  /** Names that the script writes to `$GITHUB_OUTPUT`. */
  readonly outputs?: readonly O[];
  readonly shell?: string;
  readonly "working-directory"?: ValueAt<"jobs.*.steps.*.working-directory", string>;
}

/**
 * A step that runs a script. Its outputs are those that it declares, or else those that the script sets by `setOutput`.
 * A text under `raw` is taken as it is, and runs in whatever shell the step, its job or its runner has.
 * @throws AuthoringError when the script sets one that is not declared, or `shell` does not speak its language.
 */
export function run<const O extends string = never>(script: Script<O>): Step<O>;
export function run<const O extends string = never, const S extends [O] extends [never] ? string : O = never>(
  options: RunOptions<O>,
  script: Script<S>,
): Step<O | S>;
export function run<O extends string>(...given: readonly [RunOptions<O> | Script<O>, Script<O>?]): Step<O> {
  const script = given.at(-1) as Script<O>;
  const first = given.length > 1 ? (given[0] as RunOptions<O>) : {};
  const { outputs: names, ...options } = checkOptions<RunOptions<O>>(first, "a step");
  const outputs = names && checkTexts(names, "`outputs` of a step");
  const hint = typeof options.name === "string" ? options.name : "run";
  if (rawOf(script)) return makeStep({ ...options, run: script }, outputs ?? [], hint);
  if (!checkHandle(script, "script", "the script of `run`")) return makeStep(options, outputs ?? [], "run");
  const undeclared = outputs && script.outputs.find((name) => !outputs.includes(name));
  if (undeclared) reportMistake(outputUndeclared({ name: undeclared, declared: outputs }));
  const shell = statedShell(script, options.shell);
  refuseUnknownEnding(script, typeof shell === "string" ? shell : undefined);
  const keys = { ...options, ...(shell === undefined ? {} : { shell }) };
  const declared = (outputs ?? []).filter((name) => !script.outputs.includes(name));
  return makeStep(keys, outputs ?? script.outputs, hint, { value: script, declared });
}

/** A shell under `raw` is its author's affair. */
function statedShell(script: Script, given: unknown): unknown {
  const { value: stated } = uncomment(given);
  if (rawOf(stated)) return given;
  if (stated === undefined) return shellOf(script, undefined);
  return checkText(stated, "`shell` of a step") && shellOf(script, stated) !== undefined ? given : undefined;
}

/** Makes the handle of a step from its keys; `id` and `note` are taken out of them. */
export function makeStep<O extends string>(
  options: Readonly<Record<string, unknown>> & StepOptions,
  outputs: readonly O[],
  idHint: string,
  script?: StepNode["script"],
): Step<O> {
  const { id, note, needs = [], permissions, ...keys } = checkOptions(options, "a step");
  const before = checkHandles(needs, "step", "`needs` of a step");
  const needed = permissions && checkOptions(permissions, "`permissions` of a step");
  return stepOf<O>(
    {
      id,
      idHint,
      keys,
      script,
      parallel: undefined,
      needs: before,
      permissions: needed,
      note: readNote(note, "a step"),
    },
    outputs,
  );
}

/** Makes the handle of a step from its node. */
export function stepOf<O extends string>(given: Omit<StepNode, "token" | "origin">, outputs: readonly O[]): Step<O> {
  const { value: id, comments } = uncomment(given.id);
  const isNamed = id !== undefined && checkText(id, "`id` of a step");
  const note = comments.length > 0 ? [...given.note, { below: ["id"], comments }] : given.note;
  const node = { ...given, id: isNamed ? (id as string) : undefined, note };
  const name = node.id ?? node.idHint;
  const token = newStepToken(name);
  const self = stepExpression(token);
  const read = <T>(object: Expression, of: string, shape: Shape) =>
    expr<T, "steps">({ kind: "property", object, name: of }, { ...shape, readAs: `${name}.${of}` }) as never as Expr<
      T,
      "steps"
    >;
  const outputsOf: Expression = { kind: "property", object: self, name: "outputs" };
  const entries = outputs.map((output) => [output, read<string>(outputsOf, output, textShape)] as const);
  const lacks = `The step "${name}"`;
  const handle: Step<O> = {
    outputs: namedHandles<Step<O>["outputs"]>(Object.fromEntries(entries) as never, {
      readAs: `${name}.outputs`,
      lacks: `${lacks} has no output`,
      expression: outputsOf,
    }),
    outcome: read<StepResult>(self, "outcome", resultShape),
    conclusion: read<StepResult>(self, "conclusion", resultShape),
    [stepKey]: { ...node, token, origin: captureOrigin() },
  };
  return namedHandles(handle, { readAs: name, lacks: `${lacks} has no property`, expression: self });
}

/** The same handle for a changed node. */
export function withNode<O extends string>(step: Step<O>, node: StepNode): Step<O> {
  return { ...step, [stepKey]: node };
}

export function stepNode(step: Step<never>): StepNode {
  return step[stepKey];
}
