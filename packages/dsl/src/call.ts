import { AuthoringError, isRepositoryName, pinProblem } from "@yardmaster/core";
import { pinInvalid } from "./diagnostics.ts";
import type { SecretDeclaration, Secrets } from "./events.ts";
import type { ContextsAt, Expr, ScalarValue } from "./expr.ts";
import type { Input, Inputs, InputValue, RequiredNames } from "./inputs.ts";
import { type CommonJobOptions, type Job, type Matrix, makeJob, type Strategy } from "./job.ts";
import { withEndComment } from "./noted.ts";
import { captureOrigin } from "./origin.ts";
import type { InputsOf, SecretsOf } from "./triggers.ts";

declare const callSignature: unique symbol;

/** A workflow that others can call: what it takes, and the names of what it gives. */
export interface Callable<out O, out R extends string> {
  readonly id: string;
  readonly [callSignature]?: { readonly on: O; readonly outputs: R };
  /** The value of `uses`. */
  readonly uses: string;
  /** Behind `uses`, such as the version of a pinned commit. */
  readonly usesComment?: string;
  readonly outputNames: readonly R[];
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
type ArgumentOf<T> = T extends ScalarValue ? T | Expr<T | null, ContextsAt<"jobs.*.with.*">> : never;
type Arguments<I extends Inputs> = { readonly [K in RequiredNames<I>]: Argument<I[K]> } & {
  readonly [K in Exclude<keyof I, RequiredNames<I>>]?: Argument<I[K]>;
};
type SecretArgument = Expr<string, ContextsAt<"jobs.*.secrets.*">>;
type SecretArguments<S extends Secrets> = { readonly [K in RequiredSecrets<S>]: SecretArgument } & {
  readonly [K in Exclude<keyof S, RequiredSecrets<S>>]?: SecretArgument;
};

type WithPart<I extends Inputs> = [RequiredNames<I>] extends [never]
  ? { readonly with?: Arguments<I> }
  : { readonly with: Arguments<I> };
type SecretsPart<S extends Secrets> = [RequiredSecrets<S>] extends [never]
  ? { readonly secrets?: SecretArguments<S> }
  : { readonly secrets: SecretArguments<S> };

export type CallOptions<O, M extends Matrix = Record<never, never>> = CommonJobOptions & {
  readonly strategy?: Strategy<M>;
} & WithPart<CallInputs<O>> &
  SecretsPart<CallSecrets<O>>;

/** A job that calls a reusable workflow. */
export function call<O extends { readonly workflow_call: unknown }, R extends string>(
  id: string,
  target: Callable<O, R>,
  ...[options]: Record<never, never> extends CallOptions<O> ? [options?: CallOptions<O>] : [options: CallOptions<O>]
): Job<R> {
  const { needs = [], note, ...keys } = (options ?? {}) as CommonJobOptions & Readonly<Record<string, unknown>>;
  const uses = target.usesComment === undefined ? target.uses : withEndComment(target.uses, target.usesComment);
  const node = { id, keys: { ...keys, uses }, steps: undefined, needs, note, origin: captureOrigin() };
  return makeJob(node, target.outputNames);
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
 * @throws AuthoringError for a repository that is not `owner/repo`, or a pin that is no commit with its version.
 */
export function fromRepository<O, R extends string>(target: Callable<O, R>, remote: RemoteRepository): Callable<O, R> {
  const { repository, sha, version } = remote;
  const problem = isRepositoryName(repository) ? pinProblem(sha, version) : "it is not `owner/repo`";
  if (problem !== undefined) throw new AuthoringError(pinInvalid({ action: repository, problem }));
  return {
    id: target.id,
    outputNames: target.outputNames,
    uses: `${repository}/.github/workflows/${target.id}.yml@${sha}`,
    usesComment: version,
  };
}
