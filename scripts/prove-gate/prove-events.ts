import { platformEvents } from "@yardmaster/core";
import { simulate } from "@yardmaster/simulator";
import { type Search, search } from "@yardmaster/simulator/testing";
import * as axes from "./axes.ts";
import { readEvent } from "./gate-answer.ts";
import { outcomesOf } from "./gate-outcomes.ts";
import { commonPayload, runnerOf, simulatedEvent } from "./given-event.ts";
import { reachIn } from "./judge-facts.ts";
import { seenAs } from "./prove-trigger.ts";
import { triggersOf } from "./triggers.ts";
import type { World } from "./world.ts";

type EventName = keyof typeof platformEvents;
const given: readonly string[] = ["issue_comment", "workflow_dispatch", "workflow_call"];

/** Every other event, by which nobody gives a command: it reaches the token in no way. */
export function proveEvents(world: World): Search {
  // Nothing but the repository counts here: the repository itself, the template, and the workflow that asks nobody.
  const repositories = new Map(triggersOf(world).map(({ name, repository }) => [name, repository]));
  const space = {
    where: [
      "comments",
      "comments in another repository",
      "comments in another repository, whose workflow brings the command",
    ],
    event: (Object.keys(platformEvents) as EventName[]).filter((name) => !given.includes(name)),
    action: ({ event }: { event: EventName }) => {
      const { types } = platformEvents[event];
      return types.length === 0 ? ["none"] : types;
    },
    sender: axes.senders.filter(
      ({ isNotAuthor, through, actor }) => !isNotAuthor && through === undefined && actor === undefined,
    ),
    rerun: [axes.firstAttempt, ...axes.reruns.slice(2, 3)],
    head: ({ event }: { event: EventName }) => (event.startsWith("pull_request") ? ["own", "fork"] : ["none"]),
  };
  return search(space, (facts, { see, trace }) => {
    const { where, event, action, sender, rerun, head } = facts;
    const payload = { action, ...commonPayload(sender), ...(head === "none" ? {} : pullRequest(head)) };
    const read = readEvent(payload, runnerOf(event, sender, rerun), "release-notes since=v1.2.0", world.checkEvent);
    if (read.kind === "commands") return "the program takes it for somebody's command";
    const simulated = simulatedEvent(event, payload, { sender, rerun, place: axes.branches[0] as axes.Place });
    const repository = repositories.get(where);
    if (!repository) return `there is no repository for ${where}`;
    const traced = simulate(repository, simulated, outcomesOf(read.kind, simulated.attempt));
    trace(traced);
    const reach = reachIn(traced);
    see(seenAs.notReached);
    return reach === undefined ? true : `${reach} by an event that gives no command`;
  });
}

function pullRequest(head: string) {
  const repo = { full_name: head === "fork" ? "stranger/app" : "acme/app" };
  return { pull_request: { number: 7, head: { ref: "topic", sha: "d".repeat(40), repo }, base: { ref: "main" } } };
}
