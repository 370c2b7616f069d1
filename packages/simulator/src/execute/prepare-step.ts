import { asMap, fail, isMap, ok, type Result, type Value, type ValueMap } from "@yardmaster/core";
import {
  causesOf,
  type FunctionAnswers,
  type PartialMap,
  type PartialValue,
  Unknown,
} from "@yardmaster/core/evaluation";
import { judgeCondition } from "../evaluate/condition.ts";
import { asText, fill, fillMap } from "../evaluate/evaluate.ts";
import type { Scope } from "../evaluate/scope.ts";

/** Why something is not executed: a sentence without a final stop. */
export interface Refusal {
  readonly text: string;
  /** GitHub fails on it, too: what it says. */
  readonly isFailure?: true;
}

/** A step whose expressions are all filled in. */
export interface PreparedStep {
  readonly name: string;
  /** Of the step alone. */
  readonly env: Readonly<Record<string, string>>;
  readonly with: Readonly<Record<string, string>>;
  readonly script?: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
  readonly continuesOnError: boolean;
  readonly timeoutMinutes?: number;
}

/** What `defaults.run` says around a step, nearest first. */
export type RunDefaults = readonly (ValueMap | undefined)[];

/**
 * Fills in what a step is given. `env` of the step is evaluated first and is there for the rest of its keys.
 * @param contexts all that the step may read, without the step's own `env`.
 */
export function prepareStep(
  keys: ValueMap,
  contexts: PartialMap,
  answers: FunctionAnswers,
  defaults: RunDefaults,
): Result<PreparedStep, Refusal> {
  const failures: string[] = [];
  const onFailure = (expression: string, reason: string): void => void failures.push(`${expression}: ${reason}`);
  const env = textsOf(keys.env, { contexts, answers, onFailure }, "env");
  const given = env.ok ? { ...asPartialMap(contexts.env), ...env.value } : contexts.env;
  const prepared = env.ok
    ? fillStep(keys, env.value, { contexts: { ...contexts, env: given }, answers, onFailure }, defaults)
    : env;
  const [failure] = failures;
  return failure === undefined ? prepared : fail({ text: failure, isFailure: true });
}

function fillStep(
  keys: ValueMap,
  env: Readonly<Record<string, string>>,
  scope: Scope,
  defaults: RunDefaults,
): Result<PreparedStep, Refusal> {
  const inputs = textsOf(keys.with, scope, "with");
  if (!inputs.ok) return inputs;
  const shell = keys.shell ?? defaults.find((each) => each?.shell !== undefined)?.shell;
  const folder =
    keys["working-directory"] ?? defaults.find((each) => each?.["working-directory"])?.["working-directory"];
  const texts: Record<string, string> = {};
  for (const [key, value] of [
    ["run", keys.run],
    ["shell", shell],
    ["working-directory", folder],
  ] as const) {
    if (value === undefined || value === null) continue;
    const text = knownText(fill(value, scope), `\`${key}\``);
    if (!text.ok) return text;
    texts[key] = text.value;
  }
  const continues = fill(keys["continue-on-error"] ?? false, scope);
  const timeout = fill(keys["timeout-minutes"] ?? null, scope);
  for (const [key, value] of [
    ["continue-on-error", continues],
    ["timeout-minutes", timeout],
  ] as const) {
    const causes = causesOf(value);
    if (causes.length > 0) return fail(dependsOn(`\`${key}\``, causes));
  }
  const minutes = typeof timeout === "string" ? Number(timeout) : timeout;
  return ok({
    name: nameOf(keys, texts.run, scope),
    env,
    with: inputs.value,
    ...(texts.run === undefined ? {} : { script: texts.run }),
    ...(texts.shell === undefined ? {} : { shell: texts.shell }),
    ...(texts["working-directory"] === undefined ? {} : { workingDirectory: texts["working-directory"] }),
    continuesOnError: continues === true || continues === "true",
    ...(typeof minutes === "number" && minutes > 0 ? { timeoutMinutes: minutes } : {}),
  });
}

/**
 * Whether a step's `if` holds, undefined where that is not known. Its own `env` is there for it.
 * @param contexts as for `prepareStep`.
 */
export function stepCondition(
  keys: ValueMap,
  contexts: PartialMap,
  answers: FunctionAnswers,
): { readonly truth: boolean | undefined; readonly refusal: Refusal } {
  const env = textsOf(keys.env, { contexts, answers }, "env");
  const scope = {
    contexts: env.ok ? { ...contexts, env: { ...asPartialMap(contexts.env), ...env.value } } : contexts,
    answers,
  };
  const { truth, tree, error } = judgeCondition(keys.if, scope);
  if (error !== undefined) return { truth: undefined, refusal: { text: error, isFailure: true } };
  return { truth, refusal: dependsOn("its condition", causesOf(tree.value)) };
}

/** As the log shows it; what is not known of it stays as it is written. */
export function nameOf(keys: ValueMap, script: string | undefined, scope: Scope): string {
  if (typeof keys.name === "string" && keys.name !== "") {
    const name = asText(fill(keys.name, scope));
    return name instanceof Unknown ? keys.name : name;
  }
  const run = script ?? (typeof keys.run === "string" ? keys.run : undefined);
  if (run !== undefined) return `Run ${run.trimStart().split(/\r?\n/, 1)[0] ?? ""}`;
  return typeof keys.uses === "string" ? `Run ${keys.uses}` : "Step";
}

/** A map of texts, all of which are known. */
export function textsOf(
  value: Value | undefined,
  scope: Scope,
  what: string,
): Result<Readonly<Record<string, string>>, Refusal> {
  if (value === undefined || value === null) return ok({});
  const filled: PartialValue = isMap(value) ? fillMap(asMap(value) ?? {}, scope) : fill(value, scope);
  if (filled instanceof Unknown) return fail(dependsOn(`\`${what}\``, filled.causes));
  if (typeof filled !== "object" || filled === null || Array.isArray(filled)) return ok({});
  const texts: [string, string][] = [];
  for (const [key, each] of Object.entries(filled as PartialMap)) {
    const text = knownText(each, `\`${what}.${key}\``);
    if (!text.ok) return text;
    texts.push([key, text.value]);
  }
  return ok(Object.fromEntries(texts));
}

function knownText(value: PartialValue | undefined, what: string): Result<string, Refusal> {
  const causes = causesOf(value);
  if (causes.length > 0) return fail(dependsOn(what, causes));
  const text = asText(value);
  return text instanceof Unknown ? fail(dependsOn(what, text.causes)) : ok(text);
}

export function dependsOn(what: string, causes: readonly string[]): Refusal {
  return { text: `${what} depends on ${causes.join(", ")}, which is not known` };
}

function asPartialMap(value: PartialValue | undefined): PartialMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown)
    ? (value as PartialMap)
    : {};
}
