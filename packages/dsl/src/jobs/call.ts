import { type DeclaredCall, isRepositoryName, pinProblem, reportMistake } from "@yardmaster/core";
import { checkHandles, checkOptions, checkText, checkTexts } from "../author/check-options.ts";
import { misplacedValue } from "../author/misplaced-value.ts";
import { readNote } from "../author/note.ts";
import { uncomment, withEndComment } from "../author/noted.ts";
import { openKeys } from "../author/open-keys.ts";
import { captureOrigin } from "../author/origin.ts";
import { rawOf } from "../author/raw.ts";
import { withPinComment } from "../author/with-pin-comment.ts";
import { checkOption, checkType } from "../expressions/check-operands.ts";
import { type ContextsAt, type Expr, expr, type ScalarValue, type ValueAt } from "../expressions/expr.ts";
import type { ValueType } from "../expressions/shape.ts";
import { pinInvalid, usesRefused } from "../steps/diagnostics.ts";
import { checkInputs } from "../triggers/check-inputs.ts";
import type { SecretDeclaration, Secrets } from "../triggers/events.ts";
import { type Input, type Inputs, type InputValue, inputShape, type RequiredNames } from "../triggers/inputs.ts";
import type { InputsOf, SecretsOf } from "../triggers/triggers.ts";
import { type Job, makeJob } from "./job-handle.ts";
import type { CommonJobOptions } from "./job-options.ts";
import type { Matrix, Strategy } from "./matrix.ts";

declare const callSignature: unique symbol;

/** A workflow that others can call: what it takes, and the names of what it gives. */
export interface Callable<out O, out R extends string> {
  readonly id: string;
  /** Name of the file under `.github/workflows/`; `<id>.yml` unless stated. */
  readonly file?: string;
  readonly [callSignature]?: { readonly on: O; readonly outputs: R };
  /** The value of `uses`. */
  readonly uses: string;
  /** Behind `uses`, such as the version of a pinned commit. */
  readonly usesComment?: string;
  readonly outputNames: readonly R[];
  /** What the source believes of a file of this repository that it does not make: it is compared with the file. */
  readonly declared?: Omit<DeclaredCall, "path">;
  /** What it takes; undefined where nobody has declared it. */
  readonly takes?: CallDeclarations;
}

export interface CallDeclarations {
  /** Undefined where nobody has declared them: then anything is given. */
  readonly inputs?: Inputs | undefined;
  readonly secrets?: Secrets | undefined;
}

type CallInputs<O> = O extends { readonly workflow_call: unknown }
  ? InputsOf<Pick<O, "workflow_call">> extends infer I extends Inputs
    ? I
    : Record<never, never>
  : never;
type CallSecrets<O> = SecretsOf<O> extends infer S extends Secrets ? S : Record<never, never>;
type RequiredSecrets<S extends Secrets> = {
  [K in keyof S]: S[K] extends SecretDeclaration<true> ? (S[K]["required"] extends true ? K : never) : never;
}[keyof S];

type Argument<I> = I extends Input ? ArgumentOf<InputValue<I>> : never;
type ArgumentOf<T> = [T] extends [ScalarValue] ? ValueAt<"jobs.*.with.*", T> : never;
/** One object type, not an intersection: its messages name the key that is missing. */
type Merged<T> = { readonly [K in keyof T]: T[K] };
type Arguments<I extends Inputs> = Merged<
  { readonly [K in RequiredNames<I>]: Argument<I[K]> } & {
    readonly [K in Exclude<keyof I, RequiredNames<I>>]?: Argument<I[K]>;
  }
>;
type SecretArgument = Expr<string, ContextsAt<"jobs.*.secrets.*">>;
type SecretArguments<S extends Secrets> = Merged<
  { readonly [K in RequiredSecrets<S>]: SecretArgument } & {
    readonly [K in Exclude<keyof S, RequiredSecrets<S>>]?: SecretArgument;
  }
>;

type WithPart<I extends Inputs> = [RequiredNames<I>] extends [never]
  ? { readonly with?: Arguments<I> }
  : { readonly with: Arguments<I> };
type SecretsPart<S extends Secrets> = [RequiredSecrets<S>] extends [never]
  ? { readonly secrets?: SecretArguments<S> | "inherit" }
  : { readonly secrets: SecretArguments<S> | "inherit" };

export type CallOptions<O, M extends Matrix = Record<never, never>> = Merged<
  CommonJobOptions & { readonly strategy?: Strategy<M> } & WithPart<CallInputs<O>> & SecretsPart<CallSecrets<O>>
>;

/** A job that calls a reusable workflow. */
export function call<O extends { readonly workflow_call: unknown }, R extends string>(
  id: string,
  called: Callable<O, R>,
  ...given: Record<never, never> extends CallOptions<O> ? [options?: CallOptions<O>] : [options: CallOptions<O>]
): Job<R> {
  const builder = `job ${JSON.stringify(id)}`;
  const target = checkCallable(called, `the workflow of ${builder}`);
  const [options = {}] = given as never as readonly [options?: CommonJobOptions];
  const checked = checkOptions(options, builder) as CommonJobOptions & Readonly<Record<string, unknown>>;
  const { needs: before = [], note, outputsOfLastLeg, ...keys } = checked;
  checkArguments(target, openKeys(keys), `the workflow ${JSON.stringify(target.id)}`);
  const needs = checkHandles(before, "job", `\`needs\` of ${builder}`);
  const uses = target.usesComment === undefined ? target.uses : withEndComment(target.uses, target.usesComment);
  const { declared } = target;
  const sharedOutputs = outputsOfLastLeg ? undefined : target.outputNames;
  const origin = captureOrigin();
  const node = {
    id,
    keys: { ...keys, uses },
    steps: undefined,
    needs,
    note: readNote(note, builder),
    declared,
    origin,
    sharedOutputs,
  };
  return makeJob(node, target.outputNames, {});
}

/** Reports what is no handle of a reusable workflow. */
function checkCallable<O, R extends string>(value: Callable<O, R>, at: string): Callable<O, R> {
  if (typeof value === "object" && value !== null && Array.isArray(value.outputNames)) return value;
  reportMistake(misplacedValue(value, at, "workflow"));
  return { id: "unknown", uses: "unknown", outputNames: [] };
}

/** GitHub looks at a called workflow of this repository alone, and only after the push. */
function checkArguments(
  { takes: declared }: Callable<unknown, string>,
  keys: Readonly<Record<string, unknown>>,
  name: string,
): void {
  if (!declared || [keys.with, keys.secrets].some((part) => rawOf(part))) return;
  const { inputs = {} } = declared;
  const given = checkInputs((keys.with ?? {}) as Readonly<Record<string, unknown>>, declared.inputs, name);
  for (const [input, value] of Object.entries(given)) {
    const shape = inputs[input] && inputShape(inputs[input]);
    // GitHub writes a number as a text.
    const types: readonly ValueType[] = shape?.type === "text" ? ["text", "number"] : shape?.type ? [shape.type] : [];
    if (types.length > 0) checkType(value, types, `the input "${input}" of ${name}`);
    if (shape?.options)
      checkOption(expr<unknown, never>({ kind: "context", name: input }, { ...shape, readAs: input }), value);
  }
  if (keys.secrets === "inherit") return;
  checkInputs((keys.secrets ?? {}) as Readonly<Record<string, unknown>>, declared.secrets, name, "secret");
}

/** Where a workflow of another repository is, and the commit that it is pinned to. */
export interface RemoteRepository {
  /** `owner/repo`. */
  readonly repository: string;
  /** Full SHA-1 of a commit. */
  readonly sha: string;
  /** The release of that commit, printed behind the pin. */
  readonly version: string;
}

/**
 * The same workflow as seen from another repository: called at a pinned commit.
 * A repository that is not `owner/repo`, or a pin that is no commit with its version, is reported.
 */
export function fromRepository<O, R extends string>(given: Callable<O, R>, remote: RemoteRepository): Callable<O, R> {
  const target = checkCallable(given, "the workflow of `fromRepository`");
  const { repository = "", sha = "", version = "" } = checkOptions(remote, "the place of a remote workflow");
  const problem = isRepositoryName(String(repository)) ? pinProblem(sha, version) : "it is not `owner/repo`";
  if (problem !== undefined) reportMistake(pinInvalid({ action: repository, problem, from: "either" }));
  return {
    id: target.id,
    outputNames: target.outputNames,
    ...(target.takes ? { takes: target.takes } : {}),
    uses: `${repository}/.github/workflows/${target.file ?? `${target.id}.yml`}@${sha}`,
    usesComment: version,
  };
}

/** What a reusable workflow that is no source of ours takes and gives, as its `workflow_call` declares it. */
export interface CallDeclaration<I extends Inputs, S extends Secrets, R extends string> {
  readonly inputs?: I;
  readonly secrets?: S;
  readonly outputs?: readonly R[];
}
type Declared<I, S> = { readonly workflow_call: { readonly inputs: I; readonly secrets: S } };

/** A handle for a reusable workflow of another repository, at a pinned commit. */
export function remoteWorkflow<
  const I extends Inputs = Record<never, never>,
  const S extends Secrets = Record<never, never>,
  const R extends string = never,
>(file: string, remote: RemoteRepository, declaration: CallDeclaration<I, S, R> = {}): Callable<Declared<I, S>, R> {
  return fromRepository<Declared<I, S>, R>(localWorkflow<I, S, R>(file, declaration), remote);
}

type AnyInputs = Readonly<Record<string, Input<string | number | boolean, false>>>;
type AnySecrets = Readonly<Record<string, SecretDeclaration<false>>>;

/**
 * A handle for a reusable workflow of another repository by its text as it stands, at any ref; only a full commit never
 * moves. Where inputs or secrets are not declared, any are taken. A binding and {@link remoteWorkflow} know the pin.
 * @param given `owner/repo/.github/workflows/file.yml@ref`, with the comment behind a pin: `…@<sha> # v2.1.0`.
 */
export function workflowAt<
  const I extends Inputs = AnyInputs,
  const S extends Secrets = AnySecrets,
  const R extends string = never,
>(given: string, declaration: CallDeclaration<I, S, R> = {}): Callable<Declared<I, S>, R> {
  const uses = withPinComment(given);
  const { value: text } = uncomment(uses);
  const isText = !rawOf(text) && checkText(text, "the workflow of `workflowAt`");
  const [, file] = /^[\w.-]+\/[\w.-]+\/\.github\/workflows\/([^/@\s]+\.ya?ml)@\S+$/.exec(isText ? text : "") ?? [];
  if (isText && file === undefined) {
    const instead = /^[.$]\//.test(text)
      ? "Use `localWorkflow(file)`, or the workflow itself that a source makes."
      : undefined;
    const form = "owner/repo/.github/workflows/file.yml@ref";
    reportMistake(usesRefused({ builder: "workflowAt", text, form, instead }));
  }
  const builder = `\`workflowAt\` of ${isText ? text : "a raw value"}`;
  const { inputs, secrets, outputs = [] } = checkOptions(declaration, builder);
  return {
    id: file?.replace(/\.ya?ml$/, "") ?? "workflow",
    uses,
    outputNames: checkTexts(outputs, `\`outputs\` of ${builder}`),
    takes: {
      inputs: inputs && checkOptions(inputs, `\`inputs\` of ${builder}`),
      secrets: secrets && checkOptions(secrets, `\`secrets\` of ${builder}`),
    },
  };
}

/** A handle for a reusable workflow of this repository that was written by hand: what is declared is compared with the file. */
export function localWorkflow<
  const I extends Inputs = Record<never, never>,
  const S extends Secrets = Record<never, never>,
  const R extends string = never,
>(file: string, declaration: CallDeclaration<I, S, R> = {}): Callable<Declared<I, S>, R> {
  const builder = `\`localWorkflow\` of ${file}`;
  const declared = checkOptions(declaration, builder);
  const inputs = checkOptions(declared.inputs ?? ({} as I), `\`inputs\` of ${builder}`);
  const secrets = checkOptions(declared.secrets ?? ({} as S), `\`secrets\` of ${builder}`);
  const outputs = checkTexts(declared.outputs ?? [], `\`outputs\` of ${builder}`);
  const id = file.replace(/\.ya?ml$/, "");
  const types = Object.entries<Input>(inputs).map(([name, { type }]) => [name, callType(type)] as const);
  return {
    id,
    file: `${id}${/\.ya?ml$/.exec(file)?.[0] ?? ".yml"}`,
    uses: `./.github/workflows/${file}`,
    outputNames: outputs,
    declared: {
      file: `.github/workflows/${file}`,
      inputs: Object.fromEntries(types),
      secrets: Object.keys(secrets),
      outputs,
    },
    takes: { inputs, secrets },
  };
}

/** `workflow_call` has fewer types than `workflow_dispatch`. */
function callType(type: Input["type"]): string {
  return type === "choice" || type === "environment" ? "string" : type;
}

/**
 * The same workflow as `$/…`: of the running repository at the running commit, also where the caller is called from
 * elsewhere. github.com only, since 2026-07; actionlint and act do not know it yet.
 */
export function fromSelf<O, R extends string>(target: Callable<O, R>): Callable<O, R> {
  return uncomment(target.uses).value === target.uses
    ? { ...target, uses: target.uses.replace(/^\.\//, "$/") }
    : target;
}
