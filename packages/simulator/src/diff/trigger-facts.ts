import {
  asList,
  asMap,
  type ModelPath,
  platformEvents,
  type Value,
  type ValueMap,
  type WorkflowModel,
} from "@yardmaster/core";
import type { Fact } from "./behaviour.ts";
import { canonicalData } from "./canonical.ts";
import { code, codes } from "./code.ts";

/** What of `on` decides when a workflow starts, but for the events themselves. */
export function triggerFacts({ on }: WorkflowModel, events: ReadonlyMap<string, ValueMap>): readonly Fact[] {
  return [...events].flatMap(([event, settings]) => [
    ...(event === "schedule" ? crons(on) : []),
    ...typesOf(event, settings),
    ...filtersOf(event, settings),
    ...listOf(event, settings, "workflows"),
    ...others(event, settings),
  ]);
}

function crons(on: Value): readonly Fact[] {
  return asList(asMap(on)?.schedule).flatMap((entry, index): readonly Fact[] => {
    const { cron, timezone } = asMap(entry) ?? {};
    if (typeof cron !== "string") return [];
    const zone = typeof timezone === "string" ? timezone : "UTC";
    const text = `${cron.trim().replaceAll(/\s+/g, " ")} ${zone}`;
    const path = ["on", "schedule", index, "cron"];
    return [
      { kind: "triggers", subject: `schedule ${code(text)}`, path, value: text, shown: "yes", weigh: "presence" },
    ];
  });
}

function typesOf(event: string, { types }: ValueMap): readonly Fact[] {
  const known: readonly string[] = knownTypes(event);
  const stated = textsOf(types);
  if (stated.length === 0 && known.length === 0) return [];
  const all = stated.length > 0 ? stated : (defaultTypes[event] ?? known);
  return [setFact("triggers", `activity types of ${code(event)}`, ["on", event, "types"], all)];
}

/** Source: docs.github.com, "Events that trigger workflows": of all others, every type starts a run. */
const pullRequestTypes = ["opened", "synchronize", "reopened"];
const defaultTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: pullRequestTypes,
  pull_request_target: pullRequestTypes,
};

function knownTypes(event: string): readonly string[] {
  return Object.hasOwn(platformEvents, event) ? platformEvents[event as keyof typeof platformEvents].types : [];
}

/**
 * Branches, tags and paths, each with its `-ignore`. A push for which only tags are named starts nothing for branches, and the
 * other way round. Source: docs.github.com, "Workflow syntax", `on.push`.
 */
function filtersOf(event: string, settings: ValueMap): readonly Fact[] {
  const has = (key: string) => settings[key] !== undefined || settings[`${key}-ignore`] !== undefined;
  const isNone = (key: string) =>
    event === "push" && !has(key) && ((key === "branches" && has("tags")) || (key === "tags" && has("branches")));
  return filterKeys(event).map((key): Fact => {
    const [only, ignored] = [textsOf(settings[key]), textsOf(settings[`${key}-ignore`])];
    const isIgnoring = settings[key] === undefined && settings[`${key}-ignore`] !== undefined;
    const path = ["on", event, isIgnoring ? `${key}-ignore` : key];
    const subject = `${key} of ${code(event)}`;
    const base = { kind: "triggers", subject, path, weigh: "filter" } as const;
    if (isNone(key)) return { ...base, value: "none", shown: "none" };
    if (!has(key)) return { ...base, value: "all", shown: "all" };
    const patterns = settled(isIgnoring ? ignored : only);
    return {
      ...base,
      value: JSON.stringify([isIgnoring ? "ignored" : "only", ...patterns]),
      shown: `${isIgnoring ? "all but " : ""}${codes(patterns)}`,
    };
  });
}

function filterKeys(event: string): readonly string[] {
  if (!Object.hasOwn(platformEvents, event)) return [];
  const { keys } = platformEvents[event as keyof typeof platformEvents];
  return ["branches", "tags", "paths"].filter((key) => (keys as readonly string[]).includes(key));
}

/** The order of patterns matters only behind one that denies. */
function settled(patterns: readonly string[]): readonly string[] {
  return patterns.some((pattern) => pattern.startsWith("!")) ? patterns : [...new Set(patterns)].sort();
}

function listOf(event: string, settings: ValueMap, key: string): readonly Fact[] {
  if (event !== "workflow_run") return [];
  return [setFact("triggers", `${key} of ${code(event)}`, ["on", event, key], textsOf(settings[key]))];
}

const told = new Set(["types", "inputs", "secrets", "outputs"]);
for (const key of ["branches", "tags", "paths"]) told.add(key).add(`${key}-ignore`);

/** Keys of an event that nothing above speaks of. */
function others(event: string, settings: ValueMap): readonly Fact[] {
  return Object.entries(settings).flatMap(([key, value]): readonly Fact[] => {
    const isTold =
      key === "types"
        ? true
        : told.has(key) &&
          (key.match(/^(inputs|secrets|outputs)$/) !== null || filterKeys(event).includes(key.replace("-ignore", "")));
    if (isTold || (event === "workflow_run" && key === "workflows")) return [];
    const data = canonicalData(value);
    return [
      {
        kind: "triggers",
        subject: `${code(key)} of ${code(event)}`,
        path: ["on", event, key],
        value: data,
        shown: code(data),
      },
    ];
  });
}

/** Texts of which neither order nor number matters. */
export function setFact(kind: Fact["kind"], subject: string, path: ModelPath, texts: readonly string[]): Fact {
  const sorted = [...new Set(texts)].sort();
  return { kind, subject, path, value: JSON.stringify(sorted), shown: sorted, weigh: "set" };
}

/** What a list, or one text in its place, names. */
export function textsOf(value: Value | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return list.flatMap((item) =>
    item === undefined || item === null || typeof item === "object" ? [] : [String(item)],
  );
}
