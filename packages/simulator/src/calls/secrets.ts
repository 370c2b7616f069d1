import { secretsIn, type Value, type WorkflowView } from "@yardmaster/core";
import { type PartialMap, Unknown } from "@yardmaster/core/evaluation";
import type { Trust } from "../events/trust.ts";
import type { EnvironmentSettings, SimulatedRepository } from "../trace/facts.ts";

/** What of `secrets` a workflow, or a job with an environment, may read. */
export interface SecretScope {
  /** By name in upper case: GitHub ignores the case and stores names in this one. `GITHUB_TOKEN` is not among them. */
  readonly named: ReadonlyMap<string, SecretFact>;
  /** Whether secrets of the repository beside these may be there. */
  readonly isOpen: boolean;
  /** Whether the repository's own secrets come here under their own names: in no workflow that is handed some by name. */
  readonly isOwn: boolean;
}

export interface SecretFact {
  /** Secrets of the calling repository whose values are in it, as GitHub stores their names; `*`: any. */
  readonly from: readonly string[];
  /** Whether it holds a text; undefined where that is not known. */
  readonly isThere: boolean | undefined;
}

/** Nothing but the job's token. */
const noSecrets: SecretScope = { named: new Map(), isOpen: false, isOwn: false };

/**
 * What a workflow reads that an event starts. Source: docs.github.com, "Use secrets in GitHub Actions" (runs of forks get
 * none), "Dependabot on GitHub Actions" (its runs get those of Dependabot alone).
 */
export function secretsOfRun({ secretSource }: Trust, { settings }: SimulatedRepository): SecretScope {
  if (secretSource === "None") return noSecrets;
  const names = secretSource === "Dependabot" ? settings.dependabotSecrets : settings.secrets;
  return { named: ownSecrets(names ?? []), isOpen: names === undefined, isOwn: true };
}

/**
 * The same in a job with an environment of the calling repository. Those that it has by the name of another replace it.
 * Source: docs.github.com, "Reuse workflows": they come with the environment, not with the call. Whether they also come to a
 * workflow that is handed secrets by name is reported both ways (actions/runner#1490), so their values are unknown there.
 * @param environment undefined where it is not known what is in it.
 * @param trust of the run: no secrets of an environment go to forks and to Dependabot.
 */
export function withEnvironmentSecrets(
  scope: SecretScope,
  environment: EnvironmentSettings | undefined,
  { secretSource }: Trust,
): SecretScope {
  if (secretSource !== "Actions") return scope;
  const names = environment?.secrets;
  if (!names) return { ...scope, isOpen: true };
  const facts = [...ownSecrets(names)].map(([name, fact]): [string, SecretFact] => [
    name,
    scope.isOwn ? fact : { from: fact.from, isThere: scope.named.get(name)?.isThere || undefined },
  ]);
  return { ...scope, named: new Map([...scope.named, ...facts]) };
}

/** The names in a setting, each for itself. */
function ownSecrets(names: readonly string[]): ReadonlyMap<string, SecretFact> {
  return new Map(names.map((name) => [name.toUpperCase(), { from: [name.toUpperCase()], isThere: true }]));
}

/**
 * Secrets of the calling repository whose values come to what is written, sorted; `*` where any may. One that is certainly
 * not there is none of them.
 */
export function secretsThatReach(value: Value | undefined, scope: SecretScope): readonly string[] {
  return secretsBehind(secretsReadIn(value), scope);
}

/** @param names as `secretsIn` gives them. */
export function secretsBehind(names: readonly string[], { named, isOpen }: SecretScope): readonly string[] {
  const found = new Set<string>();
  for (const written of names) {
    const name = written.toUpperCase();
    const facts = name === "*" ? [...named.values()] : [named.get(name)];
    for (const fact of facts) {
      if (fact) for (const secret of fact.isThere === false ? [] : fact.from) found.add(secret);
      else if (isOpen) found.add(name);
    }
    if (name === "*" && isOpen) found.add("*");
  }
  return [...found].sort();
}

/**
 * `secrets` as expressions read it: one that is there is not known but counts as true, one that is not is an empty text.
 * @param view of the workflow whose expressions read it.
 */
export function secretsContext(scope: SecretScope, view: WorkflowView): PartialMap | Unknown {
  const known = contexts.get(scope) ?? new WeakMap<WorkflowView, PartialMap | Unknown>();
  contexts.set(scope, known);
  const context = known.get(view) ?? makeContext(scope, view);
  known.set(view, context);
  return context;
}

/** The same object for all legs: it is converted for expressions once. */
const contexts = new WeakMap<SecretScope, WeakMap<WorkflowView, PartialMap | Unknown>>();

function makeContext({ named, isOpen }: SecretScope, view: WorkflowView): PartialMap | Unknown {
  const entries = [...named].map(([name, { isThere }]) => [name, secretValue(name, isThere)]);
  const token = ["GITHUB_TOKEN", secretValue("GITHUB_TOKEN", true)];
  if (!isOpen) return Object.fromEntries([token, ...entries]);
  const read = secretsReadIn(view.model);
  if (read.includes("*")) return new Unknown(["secrets"]);
  const others = read.filter((name) => !named.has(name.toUpperCase()));
  return Object.fromEntries([token, ...others.map((name) => [name, secretValue(name, undefined)]), ...entries]);
}

function secretValue(name: string, isThere: boolean | undefined): string | Unknown {
  return isThere === false ? "" : new Unknown([`secrets.${name}`], isThere);
}

/** Of parts that many legs share. */
const readBefore = new WeakMap<object, readonly string[]>();

function secretsReadIn(value: Value | undefined): readonly string[] {
  if (typeof value !== "object" || value === null) return secretsIn(value);
  const known = readBefore.get(value) ?? secretsIn(value);
  readBefore.set(value, known);
  return known;
}
