import type { ValueType } from "@yardmaster/analyzer";
import { contextProperties, type Expression, eventsOf, isMap, type ModelPath, type ValueMap } from "@yardmaster/core";
import type { ModuleWriter, TriggerContext } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { writeProperty, writeString } from "./write-text.ts";

/** A context and the names that are read of it, one after the other. */
export type Chain = readonly [context: string, ...names: string[]];

/** What a chain is read from, and whether the language knows its type. */
export interface ChainSource {
  readonly source: string;
  readonly isLoose: boolean;
}

/** @returns undefined for what is no such chain. */
export function chainOf(expression: Expression): Chain | undefined {
  if (expression.kind === "context") return [expression.name];
  if (expression.kind !== "property") return undefined;
  const object = chainOf(expression.object);
  return object && [...object, expression.name];
}

/** @param isForced whether a judge has said that the type does not fit. */
export function readChain(chain: Chain, references: References, isForced: boolean, writer: ModuleWriter): ChainSource {
  const [context, first, ...others] = chain;
  const loose = (source: string): string => `${writer.language("loose")}(${source})`;
  const found = references.resolve(chain);
  if (found) return read(found.source, chain.slice(found.names), isForced, writer);
  if (context === "github" && first !== undefined) return readGitHub(first, others, isForced, writer);
  const known = first === undefined ? undefined : knownName(context, first, writer);
  // A service may be missing, as far as the types know.
  const isService = context === "job" && first === "services" && others.length > 0;
  if (known) return read(known, others, isForced || isService, writer);
  if (first === undefined && isRoot(context, writer)) {
    const root = writer.context(context);
    return isForced ? { source: loose(root), isLoose: true } : { source: root, isLoose: false };
  }
  return readLoose(`${writer.language("context")}(${writeString(context)})`, chain.slice(1), writer);
}

/** What triggers do not give as a whole has no handle of its own: `inputs`, `secrets`. */
function isRoot(context: string, { file }: ModuleWriter): context is TriggerContext {
  return (
    context === "github" ||
    context === "runner" ||
    context === "job" ||
    (context === "strategy" && file.kind === "workflow")
  );
}

function read(root: string, names: readonly string[], isForced: boolean, writer: ModuleWriter): ChainSource {
  if (!isForced) return { source: readNames(root, names, writer), isLoose: false };
  return readLoose(`${writer.language("loose")}(${root})`, names, writer);
}

function readLoose(root: string, names: readonly string[], writer: ModuleWriter): ChainSource {
  return { source: readNames(root, names, writer), isLoose: true };
}

/** A handle of the language has names of its own, and reads a number as an index. */
export function readNames(root: string, names: readonly string[], writer: ModuleWriter): string {
  return names.reduce((object, name) => {
    return isTaken(name) ? `${writer.language("at")}(${object}, ${writeString(name)})` : object + writeProperty(name);
  }, root);
}

function isTaken(name: string): boolean {
  return /^\d+$/.test(name) || takenNames.has(name);
}

const takenNames = new Set(["then", "constructor", "toString", "toJSON", "valueOf"]);

function readGitHub(first: string, others: readonly string[], isForced: boolean, writer: ModuleWriter): ChainSource {
  const isAction = writer.file.kind === "action";
  if (first === "event" && !isAction) {
    const event = `${writer.context("github")}.event`;
    return isForced || isHidden(others, writer.file.model)
      ? readLoose(`${writer.language("loose")}(${event})`, others, writer)
      : { source: readNames(event, others, writer), isLoose: false };
  }
  const isKnown = githubNames.has(first) && !(first === "event_name" && isAction);
  return isKnown
    ? read(`${writer.context("github")}.${first}`, others, isForced, writer)
    : readLoose(`${writer.language("context")}("github")`, [first, ...others], writer);
}

/** What the payload types do not have: inputs that nobody declares, what other programs send, and what is in no event. */
function isHidden([first, name]: readonly string[], model: ValueMap): boolean {
  const { on } = model;
  if (first === undefined) return false;
  if (first === "inputs") return name === undefined || !hasKey(model, ["on", "workflow_dispatch", "inputs", name]);
  if (first === "client_payload") return true;
  const events = on === undefined ? [] : [...eventsOf(on).keys()];
  const holders = eventsWith.get(first);
  if (holders) return !events.some((event) => holders.includes(event));
  return events.every((event) => withoutPayload.has(event));
}

const withoutPayload = new Set(["workflow_call", "schedule"]);
const ofPullRequest = ["pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"];

/** The events whose payload has something, of what belongs to few. */
const eventsWith: ReadonlyMap<string, readonly string[]> = new Map([
  ["check_run", ["check_run"]],
  ["check_suite", ["check_suite"]],
  ["comment", ["commit_comment", "discussion_comment", "issue_comment", "pull_request_review_comment"]],
  ["commits", ["push"]],
  ["deployment", ["deployment", "deployment_status"]],
  ["deployment_status", ["deployment_status"]],
  ["discussion", ["discussion", "discussion_comment"]],
  ["head_commit", ["push"]],
  ["issue", ["issue_comment", "issues"]],
  ["merge_group", ["merge_group"]],
  ["pull_request", ofPullRequest],
  ["pusher", ["push"]],
  ["release", ["release"]],
  ["review", ["pull_request_review"]],
  ["schedule", ["schedule"]],
  ["workflow_run", ["workflow_run"]],
]);

/** What a value is taken for by where it is read: outputs are texts, properties of a payload go by their name; else `any`. */
export function knownType([context, event, ...names]: Chain): ValueType {
  const name = names.at(-1);
  // Of a handle; whatever a program sets is a text.
  if ((context === "steps" || context === "needs") && names[0] === "outputs" && names.length === 2) {
    return { kind: "scalar", kinds: ["text"] };
  }
  if (context !== "github" || event !== "event" || name === undefined) return { kind: "any" };
  if (payloadBooleans.has(name)) return { kind: "scalar", kinds: ["boolean"] };
  if (payloadTexts.has(name)) return { kind: "scalar", kinds: ["text", "null"] };
  if (payloadNumbers.has(name)) return { kind: "scalar", kinds: ["number"] };
  const isObject = payloadObjects.has(name);
  return isObject
    ? { kind: "object", properties: new Map(), source: { of: "value" }, rest: { kind: "any" } }
    : { kind: "any" };
}

const payloadBooleans = new Set("created deleted draft forced fork locked merged prerelease private".split(" "));
const payloadNumbers = new Set(["id", "number"]);
const payloadTexts = new Set(
  "after before body clone_url conclusion email full_name head_branch html_url login message name node_id sha tag_name target_url title url".split(
    " ",
  ),
);
const payloadObjects = new Set(
  "comment deployment discussion head_commit issue milestone organization pull_request release repository review sender workflow_run".split(
    " ",
  ),
);

const untyped = new Set(["artifact_cache_size_limit", "output", "state", "step_summary"]);
const githubNames = new Set(
  [...Object.keys(contextProperties.github), "ref_protected"].filter((name) => !untyped.has(name)),
);
const runnerNames = new Set(Object.keys(contextProperties.runner).filter((name) => name !== "workspace"));
const jobNames = new Set([...Object.keys(contextProperties.job), "container", "services"]);
const strategyNames = new Set(["fail-fast", "job-index", "job-total", "max-parallel"]);

/** What the first name of a context is written as; undefined where nothing declares it. */
function knownName(context: string, name: string, writer: ModuleWriter): string | undefined {
  const { file } = writer;
  switch (context) {
    case "runner":
      return runnerNames.has(name) ? writer.context("runner") + writeProperty(name) : undefined;
    case "job":
      return jobNames.has(name) ? writer.context("job") + writeProperty(name) : undefined;
    case "strategy":
      if (file.kind === "action" || !strategyNames.has(name)) return undefined;
      return writer.context("strategy") + writeProperty(name);
    case "inputs":
      return isInput(name, writer) ? writer.context("inputs") + writeProperty(name) : undefined;
    case "secrets":
    case "vars":
    case "env":
      if (file.kind === "action" || isTaken(name)) return undefined;
      if (context !== "secrets" || !isCallSecret(name, file.model)) writer.setting(context, name);
      return writer.context(context) + writeProperty(name);
    default:
      return undefined;
  }
}

function isInput(name: string, { file: { kind, model } }: ModuleWriter): boolean {
  if (isTaken(name)) return false;
  if (kind === "action") return hasKey(model, ["inputs", name]);
  return ["workflow_dispatch", "workflow_call"].some((event) => hasKey(model, ["on", event, "inputs", name]));
}

function isCallSecret(name: string, model: ValueMap): boolean {
  return hasKey(model, ["on", "workflow_call", "secrets", name]);
}

function hasKey(model: ValueMap, path: ModelPath): boolean {
  let value: unknown = model;
  for (const key of path) {
    if (!isMap(value) || !Object.hasOwn(value, key)) return false;
    value = value[key];
  }
  return true;
}
