import { asList, asMap, splitTemplate, type Value, viewWorkflow } from "@yardmaster/core";
import type { JobTrace } from "../trace/trace.ts";
import type { Candidate } from "./candidate.ts";
import type { FactChange, World } from "./fact-change.ts";
import { readOf, type Wish } from "./wishes.ts";

/** Where a condition stands: the job that it is about, and those that call it, the outermost first. */
export interface WishPlace {
  readonly callers: readonly JobTrace[];
  readonly job: JobTrace;
}

/** The facts by which a wish comes true; none where what it reads follows from no fact alone. */
export function fulfilWish(wish: Wish, place: WishPlace, world: World): readonly Candidate[] {
  const change = changeOf(wish.read, wish, place, world, 0);
  return change.map((each) => ({ change: each, text: `${readText(wish.read)} ${relationText(wish)}` }));
}

const deepest = 12;

function changeOf(
  [context, ...path]: readonly string[],
  wish: Wish,
  place: WishPlace,
  world: World,
  depth: number,
): readonly FactChange[] {
  if (depth > deepest) return [];
  switch (context?.toLowerCase()) {
    case "github":
      return githubChange(path, wish, world);
    case "vars":
      return named(path, wish, (name, value) => ({ fact: "variable", name, value }));
    case "secrets":
      return path[0] === undefined || wish.value === "" ? [] : [{ fact: "secret", name: path[0] }];
    case "needs":
      return needsChange(path, wish, place);
    case "steps":
      return stepsChange(path, wish, place);
    case "inputs":
      return inputsChange(path, wish, place, world, depth);
    case "env":
      return writtenElsewhere(envTexts(path, place, world), wish, place, world, depth);
    default:
      return [];
  }
}

function githubChange(
  [name, ...path]: readonly string[],
  { value }: Wish,
  { event, repository }: World,
): readonly FactChange[] {
  const text = typeof value === "string" && value !== "" ? value : undefined;
  switch (name?.toLowerCase()) {
    case "event":
      return path.length === 0 ? [] : payloadChange(path, value);
    case "ref":
      return text === undefined ? [] : [{ fact: "ref", value: text === "other" ? "refs/heads/other" : text }];
    case "ref_name":
      return text === undefined
        ? []
        : [{ fact: "ref", value: `${event.ref.replace(/^(refs\/(?:heads|tags)\/).*$/s, "$1")}${text}` }];
    case "head_ref":
      return payloadChange(["pull_request", "head", "ref"], value);
    case "base_ref":
      return payloadChange(["pull_request", "base", "ref"], value);
    case "actor":
      return text === undefined ? [] : [{ fact: "actor", value: text }];
    case "triggering_actor":
      return text === undefined ? [] : [{ fact: "triggering-actor", value: text }];
    case "repository":
      return text === undefined ? [] : [{ fact: "repository", value: text === "other" ? "other/other" : text }];
    case "repository_owner":
      return text === undefined
        ? []
        : [{ fact: "repository", value: `${text}/${repository.name.split("/")[1] ?? ""}` }];
    default:
      return [];
  }
}

/** Of a list that is read member by member, one more member. */
function payloadChange(path: readonly string[], value: Value): readonly FactChange[] {
  const star = path.indexOf("*");
  const places = star === -1 ? path : path.map((name, index) => (index === star ? "+" : name));
  return [{ fact: "payload", path: places, value: value === null ? undefined : value }];
}

function needsChange([id, kind, name]: readonly string[], { value }: Wish, { job }: WishPlace): readonly FactChange[] {
  if (id === undefined) return [];
  const place = `${job.place.slice(0, job.place.length - job.id.length)}${id}`;
  if (kind === "result") return isResult(value) ? [{ fact: "job-result", place, value }] : [];
  if (kind !== "outputs" || name === undefined) return [];
  return [{ fact: "job-output", place, name, value: asOutput(value) }];
}

function stepsChange([id, kind, name]: readonly string[], { value }: Wish, { job }: WishPlace): readonly FactChange[] {
  if (id === undefined) return [];
  const { place } = job;
  if (kind === "outcome" || kind === "conclusion") {
    return value === "success" || value === "failure" ? [{ fact: "step-outcome", place, step: id, value }] : [];
  }
  if (kind !== "outputs" || name === undefined) return [];
  return [{ fact: "step-output", place, step: id, name, value: asOutput(value) }];
}

/** Of a run that somebody starts by hand, in the payload; of a workflow that is called, what its caller hands to it. */
function inputsChange(
  [name]: readonly string[],
  wish: Wish,
  { callers }: WishPlace,
  world: World,
  depth: number,
): readonly FactChange[] {
  if (name === undefined) return [];
  const caller = callers.at(-1);
  if (!caller)
    return [{ fact: "payload", path: ["inputs", name], value: wish.value === null ? undefined : wish.value }];
  const written = asMap(keysOf(caller, world)?.with)?.[name];
  const place = { callers: callers.slice(0, -1), job: caller };
  return writtenElsewhere([written], wish, place, world, depth);
}

/** What stands behind a name, where that is one plain read. */
function writtenElsewhere(
  texts: readonly (Value | undefined)[],
  wish: Wish,
  place: WishPlace,
  world: World,
  depth: number,
): readonly FactChange[] {
  return texts.flatMap((text) => {
    if (typeof text !== "string") return [];
    const pieces = splitTemplate(text);
    const [only] = pieces ?? [];
    const read = pieces?.length === 1 && typeof only === "object" ? readOf(only) : undefined;
    return read ? changeOf(read, wish, place, world, depth + 1) : [];
  });
}

/** `env` of a step's job and workflow; the innermost that has the name. */
function envTexts([name]: readonly string[], { job }: WishPlace, world: World): readonly (Value | undefined)[] {
  if (name === undefined) return [];
  const model = world.repository.workflows.get(job.file)?.model;
  const envs = [asMap(keysOf(job, world)?.env), asMap(model?.env)];
  return [envs.map((env) => env?.[name]).find((text) => text !== undefined)];
}

function keysOf({ file, id }: JobTrace, { repository }: World) {
  const fact = repository.workflows.get(file);
  return fact && viewWorkflow(fact.model).jobs.find((job) => job.id === id)?.keys;
}

function named(
  [name]: readonly string[],
  { value }: Wish,
  make: (name: string, value: string) => FactChange,
): readonly FactChange[] {
  return name === undefined ? [] : [make(name, asOutput(value))];
}

function asOutput(value: Value): string {
  if (value === null) return "";
  return typeof value === "object" ? "true" : String(value);
}

function isResult(value: Value): value is "success" | "failure" | "cancelled" {
  return asList(["success", "failure", "cancelled"]).includes(value);
}

function readText(read: readonly string[]): string {
  const [context = "", ...path] = read;
  return `\`${[context, ...path.map((name) => (/^[A-Za-z_*][\w-]*$/.test(name) ? `.${name}` : `['${name}']`))].join("")}\``;
}

function relationText({ read, relation, named }: Wish): string {
  const shown = `\`${typeof named === "string" ? `'${named}'` : JSON.stringify(named)}\``;
  switch (relation) {
    case "is":
      return named === "" ? "were empty" : `were ${shown}`;
    case "is-not":
      return `were not ${shown}`;
    case "contains":
      return `contained ${shown}`;
    case "starts-with":
      return `started with ${shown}`;
    case "ends-with":
      return `ended with ${shown}`;
    case "is-there":
      return read[1] === "event" ? "were there" : "were not empty";
    default:
      return "were not there";
  }
}
