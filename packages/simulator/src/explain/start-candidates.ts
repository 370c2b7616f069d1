import { asList, asMap, platformEvents, textsIn, type Value, type ValueMap, viewWorkflow } from "@yardmaster/core";
import type { Candidate } from "./candidate.ts";
import type { World } from "./fact-change.ts";
import { exampleOfPattern } from "./pattern-example.ts";

/** Changes by which an event would start a workflow, or would no more: other values for each of its filters. */
export function startCandidates(
  file: string,
  world: World,
  eventOf: ((name: string) => World["event"] | undefined) | undefined,
): readonly Candidate[] {
  const fact = world.repository.workflows.get(file);
  if (!fact) return [];
  const { events } = viewWorkflow(fact.model);
  const { name } = world.event;
  const settings = events.get(name);
  const schedules = name === "schedule" ? scheduleCandidates(asMap(fact.model.on)?.schedule) : [];
  return [
    ...schedules,
    ...(settings ? filterCandidates(name, settings, world) : []),
    ...eventCandidates([...events.keys()], world, eventOf),
  ];
}

function filterCandidates(name: string, settings: ValueMap, { event }: World): readonly Candidate[] {
  const isPull = name.startsWith("pull_request");
  const branches = refCandidates(
    textsOf(settings.branches),
    isPull ? "base" : name === "workflow_run" ? "run" : "heads",
  );
  const tags = refCandidates(textsOf(settings.tags), "tags");
  const ignored = settings["branches-ignore"] ?? settings["tags-ignore"];
  const other =
    ignored === undefined ? [] : refCandidates(["other"], isPull ? "base" : name === "workflow_run" ? "run" : "heads");
  return [
    ...typeCandidates(name, settings),
    ...(name === "workflow_run" ? runCandidates(settings) : []),
    ...branches,
    ...tags,
    ...other,
    ...fileCandidates(settings),
    ...messageCandidates(event),
    ...(event.by === "person"
      ? []
      : [{ change: { fact: "by", value: "person" } as const, text: "a person had done it" }]),
  ];
}

function runCandidates(settings: ValueMap): readonly Candidate[] {
  return textsOf(settings.workflows).map((workflow) => ({
    change: { fact: "payload", path: ["workflow_run", "name"], value: workflow },
    text: `the run before were one of \`${workflow}\``,
  }));
}

function scheduleCandidates(schedules: Value | undefined): readonly Candidate[] {
  return asList(schedules).flatMap((item): readonly Candidate[] => {
    const cron = asMap(item)?.cron;
    if (typeof cron !== "string") return [];
    return [{ change: { fact: "payload", path: ["schedule"], value: cron }, text: `\`${cron}\` were due` }];
  });
}

function typeCandidates(name: string, settings: ValueMap): readonly Candidate[] {
  const stated = textsOf(settings.types);
  const known = Object.hasOwn(platformEvents, name) ? platformEvents[name as keyof typeof platformEvents].types : [];
  const types =
    stated.length > 0 ? stated : name.startsWith("pull_request") ? ["opened", "synchronize", "reopened"] : known;
  const others = known.filter((type) => !types.includes(type)).slice(0, 1);
  return [...types, ...others].map((type) => ({
    change: { fact: "payload", path: ["action"], value: type },
    text: `the activity type were \`${type}\``,
  }));
}

function refCandidates(patterns: readonly string[], kind: "heads" | "tags" | "base" | "run"): readonly Candidate[] {
  return patterns.flatMap((pattern): readonly Candidate[] => {
    const example = exampleOfPattern(pattern);
    if (example === undefined) return [];
    const matching = example === pattern ? "" : `, or another name that \`${pattern}\` matches`;
    if (kind === "base") {
      const change = { fact: "payload", path: ["pull_request", "base", "ref"], value: example } as const;
      return [{ change, text: `the base branch were \`${example}\`${matching}` }];
    }
    if (kind === "run") {
      const change = { fact: "payload", path: ["workflow_run", "head_branch"], value: example } as const;
      return [{ change, text: `the branch of the run before were \`${example}\`${matching}` }];
    }
    const change = { fact: "ref", value: `refs/${kind}/${example}` } as const;
    return [{ change, text: `the ${kind === "heads" ? "branch" : "tag"} were \`${example}\`${matching}` }];
  });
}

function fileCandidates(settings: ValueMap): readonly Candidate[] {
  const examples = textsOf(settings.paths).flatMap((pattern) => {
    const example = exampleOfPattern(pattern);
    return example === undefined ? [] : [{ example, pattern }];
  });
  const found = examples.map(({ example, pattern }): Candidate => {
    const matching = example === pattern ? "" : `, or another file that \`${pattern}\` matches`;
    return { change: { fact: "file", value: example }, text: `\`${example}\` were among the changed files${matching}` };
  });
  if (settings["paths-ignore"] === undefined) return found;
  const text = "a file were among the changed files that `paths-ignore` does not match";
  return [
    ...found,
    ...["other", "other.txt", "src/other.ts"].map((value): Candidate => ({ change: { fact: "file", value }, text })),
  ];
}

function messageCandidates({ commitMessage }: World["event"]): readonly Candidate[] {
  if (commitMessage === undefined) return [];
  return [
    { change: { fact: "message", value: "other" }, text: "the commit message did not ask to skip it" },
    { change: { fact: "message", value: `${commitMessage} [skip ci]` }, text: "the commit message had `[skip ci]`" },
  ];
}

function eventCandidates(
  names: readonly string[],
  { event }: World,
  eventOf: ((name: string) => World["event"] | undefined) | undefined,
): readonly Candidate[] {
  return names.flatMap((name): readonly Candidate[] => {
    const other = name === event.name ? undefined : eventOf?.(name);
    return other ? [{ change: { fact: "event", event: other }, text: `the event were \`${name}\`` }] : [];
  });
}

function textsOf(value: Value | undefined): readonly string[] {
  return textsIn(value).slice(0, maximumPatterns);
}

const maximumPatterns = 12;
