import type { ValueMap } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Problem } from "../trace/trace.ts";
import { checkAction, checkFacts, checkName, checkShape, findWorkflow } from "./check-given.ts";
import { chooseExample, examplesOf, withoutFiles } from "./choose-example.ts";
import { dispatchableFiles } from "./dispatchable.ts";
import { statedFields } from "./event-facts.ts";
import { eventOfPayload, unwrapPayload } from "./event-of-payload.ts";
import { placeOfEvent } from "./event-place.ts";
import { ruleOfEvent } from "./event-table.ts";
import { fitExample } from "./fit-example.ts";
import type { GivenEvent } from "./given-event.ts";
import type { WebhookExample } from "./load-examples.ts";
import { leavesOf, textOf, withField } from "./payload-field.ts";
import { repositoryOfPayload } from "./payload-repository.ts";
import { lackingPaths } from "./payload-shape.ts";

export type CompletedEvent = { readonly event: SimulatedEvent } | { readonly problems: readonly Problem[] };

/**
 * An event as simulations take it, from what a person says of it. Without a payload, the rest comes from GitHub's examples,
 * with the names of the repository in them; a payload that is given stays as it is, and what it lacks is not known.
 */
export function completeEvent(
  said: GivenEvent,
  around: SimulatedRepository,
  examples: readonly WebhookExample[],
): CompletedEvent {
  const wrapped = said.payload === undefined ? undefined : unwrapPayload(said.payload);
  const name = said.name ?? wrapped?.name ?? (wrapped && eventOfPayload(wrapped.payload));
  if (name === undefined) return fail(notSaid(wrapped !== undefined));
  const { payload: whole, name: _, ref: runRef, sha: runSha, ...context } = wrapped ?? { payload: undefined };
  const stated = definedOf(said);
  const given: GivenEvent = { ...context, ...stated };
  const named = whole && repositoryOfPayload(whole);
  const repository = { ...around, ...named };
  const action = given.action ?? (whole && textOf(whole, "action"));
  const unknown = checkName(name, examples);
  if (unknown) return fail(unknown);
  const wrong = [
    whole && wrapped?.name === undefined ? checkShape(name, whole) : undefined,
    checkAction(name, action, given.action !== undefined),
    ...checkFacts(given, name),
  ].filter((problem) => problem !== undefined);
  if (wrong.length > 0) return fail(...wrong);
  const workflow = workflowOf(name, given, whole, repository);
  if (typeof workflow === "object") return fail(workflow);
  if (
    (name === "push" || name === "create") &&
    given.ref === undefined &&
    (!whole || textOf(whole, "ref") === undefined)
  ) {
    const message = `a \`${name}\` is of a branch or a tag: say which with \`--ref\`, as \`main\` or \`refs/tags/v1\``;
    return fail({ code: "ref-missing", message });
  }
  const made = whole
    ? givenPayload(name, whole, stated, repository, workflow, examples)
    : examplePayload(name, given, repository, workflow, examples);
  const { payload } = made;
  const place = placeOfEvent(name, given, payload, repository, whole === undefined);
  const actor = given.actor ?? (given.by === "github-token" ? tokenActor : textOf(payload, "sender", "login")) ?? "";
  return {
    event: {
      name,
      payload,
      ref: runRef ?? place.ref,
      sha: runSha ?? place.sha,
      actor,
      triggeringActor: given.triggeringActor ?? actor,
      instant: given.instant,
      changedFiles: given.files,
      commitMessage:
        given.message ?? (name === "push" && whole ? textOf(payload, "head_commit", "message") : undefined),
      by: given.by ?? authorOf(name, actor),
      attempt: given.attempt ?? 1,
      assumed: made.assumed,
      lacking: made.lacking,
      ...(named ? { repository: named } : {}),
      ...(given.chainLength === undefined ? {} : { chainLength: given.chainLength }),
    },
  };
}

const tokenActor = "github-actions[bot]";

/** What the job token does is done by this bot, but for events that GitHub itself brings about. */
function authorOf(name: string, actor: string): SimulatedEvent["by"] {
  if (actor === tokenActor && name !== "workflow_run" && name !== "schedule") return "github-token";
  return actor.endsWith("[bot]") ? "app" : "person";
}

function fail(...problems: readonly Problem[]): CompletedEvent {
  return { problems };
}

function notSaid(hasPayload: boolean): Problem {
  const message = hasPayload
    ? "the payload does not show which event it is of: say it with `--event`"
    : "there is no event: give a payload, or say which with `--event`";
  return { code: "event-missing", message };
}

/** Options that were left out are not there, also where somebody passes undefined. */
function definedOf(said: GivenEvent): GivenEvent {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as unknown as GivenEvent;
}

/** The workflow that a manual run, or a finished one, is of. */
function workflowOf(
  name: string,
  { workflow }: GivenEvent,
  whole: ValueMap | undefined,
  repository: SimulatedRepository,
): string | Problem | undefined {
  if (name !== "workflow_dispatch" && name !== "workflow_run") return undefined;
  if (workflow !== undefined) return findWorkflow(workflow, repository);
  if (name === "workflow_run" || (whole && textOf(whole, "workflow") !== undefined)) return undefined;
  const files = dispatchableFiles(repository);
  if (files.length < 2) return files[0];
  const names = files.slice(0, 4).map((file) => `\`${file.replace(/^.*\//, "")}\``);
  const more = files.length > names.length ? ` and ${files.length - names.length} more` : "";
  const message = `\`workflow_dispatch\` starts one workflow: say which with \`--workflow\`: ${names.join(", ")}${more}`;
  return { code: "workflow-missing", message };
}

interface MadePayload {
  readonly payload: ValueMap;
  readonly assumed: ReadonlySet<string>;
  readonly lacking: ReadonlySet<string>;
}

function givenPayload(
  name: string,
  whole: ValueMap,
  given: GivenEvent,
  repository: SimulatedRepository,
  workflow: string | undefined,
  examples: readonly WebhookExample[],
): MadePayload {
  const own = name === "push" ? withoutFiles(whole) : whole;
  let payload = own;
  for (const { path, value, isLikely } of statedFields({ name, given, repository, payload: own, workflow })) {
    if (!isLikely) payload = withField(payload, path.split("."), value);
  }
  return { payload, assumed: new Set(), lacking: lackingPaths(payload, examplesOf(name, examples)) };
}

function examplePayload(
  name: string,
  given: GivenEvent,
  repository: SimulatedRepository,
  workflow: string | undefined,
  examples: readonly WebhookExample[],
): MadePayload {
  const action = given.action ?? ruleOfEvent(name)?.usualType;
  const actor = given.actor ?? (given.by === "github-token" ? tokenActor : undefined);
  const example =
    name === "schedule" ? scheduled(examples) : chooseExample(name, action, given.ref, examplesOf(name, examples));
  const fitted = fitExample(example, repository, actor);
  let payload = fitted.payload;
  // That it comes from the repository itself, and not from a fork, is nobody's word.
  const known = new Set([...fitted.known].filter((path) => !path.startsWith("pull_request.head.repo.")));
  const lacking = new Set<string>();
  if (action !== undefined && given.action === undefined) payload = { ...payload, action };
  for (const { path, value, isLikely } of statedFields({ name, given, repository, payload, workflow })) {
    if (!isLikely) known.add(path);
    payload = withField(payload, path.split("."), value);
  }
  // No example tells the test merge, nor what a person is to the repository whose fork was said.
  const unknowable = [
    "pull_request.merge_commit_sha",
    ...(given.fork && !given.association ? ["pull_request.author_association"] : []),
  ];
  for (const path of payload.pull_request === undefined ? [] : unknowable) {
    payload = withoutField(payload, path.split("."));
    lacking.add(path);
  }
  const isKnown = (leaf: string): boolean => known.has(leaf) || [...known].some((path) => leaf.startsWith(`${path}.`));
  return { payload, assumed: new Set(leavesOf(payload).filter((leaf) => !isKnown(leaf))), lacking };
}

/** There is no webhook of it; its payload has the repository. */
function scheduled(examples: readonly WebhookExample[]): ValueMap {
  const { repository } = examplesOf("workflow_dispatch", examples)[0] ?? {};
  return repository === undefined ? {} : { repository };
}

function withoutField(payload: ValueMap, [name, ...rest]: readonly string[]): ValueMap {
  if (name === undefined || !Object.hasOwn(payload, name)) return payload;
  const { [name]: value, ...others } = payload;
  if (rest.length === 0) return others;
  return { ...payload, [name]: withoutField(value as ValueMap, rest) };
}
