import { asMap, type JobView, secretsIn, type Value } from "@yardmaster/core";
import { Unknown } from "@yardmaster/core/evaluation";
import { fill, type Scope } from "../evaluate/evaluate.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { ForeignPlace } from "./find-called.ts";
import { type SecretFact, type SecretScope, secretsBehind } from "./secrets.ts";

/** What `on.workflow_call.secrets` says of one. */
export interface DeclaredSecret {
  readonly name: string;
  readonly isRequired: boolean;
}

/** @param secrets of `on.workflow_call`. */
export function declaredSecrets(secrets: Value | undefined): readonly DeclaredSecret[] {
  return Object.entries(asMap(secrets) ?? {}).map(([name, value]) => ({
    name,
    isRequired: asMap(value)?.required === true,
  }));
}

/**
 * What a called workflow may read: what the calling job names, or with `inherit` all that its own workflow has. Without
 * either, nothing but the token of the run.
 * Source: docs.github.com, "Reuse workflows", "Passing secrets to nested workflows"; actions/runner,
 * `ConvertToWorkflowJobSecrets`: one whose value is empty is not there.
 * @param scope of the calling workflow.
 * @param around what stands around the calling job, `secrets` included.
 */
export function calledSecrets(
  { keys }: JobView,
  scope: SecretScope,
  around: Scope,
  reach: "same-owner" | "other-owner",
): SecretScope {
  if (keys.secrets === "inherit") return reach === "same-owner" ? scope : doubted(scope);
  const handed = Object.entries(asMap(keys.secrets) ?? {}).map(([name, value]): [string, SecretFact] => {
    const text = fill(value ?? null, around);
    const isThere = text instanceof Unknown ? text.truth : text !== null && text !== "";
    return [name.toUpperCase(), { from: secretsBehind(secretsIn(value), scope), isThere }];
  });
  return { named: new Map(handed), isOpen: false, isOwn: false };
}

/**
 * Whether `inherit` hands anything on is known within one owner. Source: docs.github.com, "Workflow syntax",
 * `jobs.<job_id>.secrets.inherit`: within one organisation or enterprise.
 */
export function reachOfCall(
  { name }: SimulatedRepository,
  place: ForeignPlace | undefined,
): "same-owner" | "other-owner" {
  const [owner = ""] = name.split("/");
  return !place || place.owner.toLowerCase() === owner.toLowerCase() ? "same-owner" : "other-owner";
}

/** The same secrets, which come only if both owners are of one enterprise. */
function doubted(scope: SecretScope): SecretScope {
  const named = [...scope.named].map(([name, fact]): [string, SecretFact] => [
    name,
    { from: fact.from, isThere: fact.isThere === false ? false : undefined },
  ]);
  return { ...scope, named: new Map(named) };
}
