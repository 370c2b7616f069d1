import { platformEvents, type Value, type WorkflowFact, type WorkflowModel } from "@yardmaster/core";
import type { SimulatedEvent, SimulatedRepository } from "@yardmaster/simulator";
import * as axes from "./axes.ts";
import type { FactSpace, Facts } from "./facts.ts";
import { commentPayload, manualPayload, openRepository } from "./given-event.ts";
import type { World } from "./world.ts";

/** A way in which somebody gives a command. */
export interface Trigger {
  readonly name: string;
  readonly event: "issue_comment" | "workflow_dispatch";
  readonly repository: SimulatedRepository;
  readonly space: FactSpace;
  readonly payload: (facts: Facts) => SimulatedEvent["payload"];
  /** The input `command` of the called workflow. */
  readonly command: (facts: Facts) => string;
}

/** All jobs that ask the gate have this place, as all callers here name their job so. */
export const gatePlace = "orchestrate/gate/gate";

const { associations, permissions, teams, rules, comments, actions, senders, reruns, places } = axes;
const people = { permission: permissions, team: teams, rule: rules, rerun: reruns };
const nobodyKnown = associations.slice(0, 1);

export function triggersOf(world: World): readonly Trigger[] {
  const own = openRepository(world.workflows);
  const comment = { event: "issue_comment", payload: commentPayload, command: () => "" } as const;
  const commentSpace = { association: associations, ...people, comment: comments, sender: senders, place: places };
  return [
    {
      name: "comments",
      repository: own,
      ...comment,
      space: { ...commentSpace, action: actions.slice(0, 1) },
    },
    {
      name: "comments that are edited or deleted",
      repository: own,
      ...comment,
      space: {
        ...commentSpace,
        action: actions.slice(1),
        association: [...nobodyKnown, ...associations.slice(-1)],
        permission: permissions.slice(4, 6),
        team: teams.slice(0, 2),
      },
    },
    {
      name: "runs by hand",
      repository: own,
      event: "workflow_dispatch",
      payload: manualPayload,
      command: (facts) => facts.comment.body,
      space: {
        ...people,
        association: nobodyKnown,
        comment: axes.manualCommands,
        action: axes.modes,
        sender: senders.filter(({ isNotAuthor, through }) => !isNotAuthor && through === undefined),
        place: axes.branches,
      },
    },
    {
      name: "comments in another repository",
      repository: { ...openRepository(world.consumer), calledElsewhere: calledBy(templateCall, world) },
      ...comment,
      space: { ...commentSpace, association: nobodyKnown, action: actions.slice(0, 1) },
    },
    {
      name: "comments in another repository, whose workflow brings the command",
      repository: { ...openRepository(careless), calledElsewhere: calledBy(carelessCall, world) },
      ...comment,
      command: () => "release-notes since=v1.2.0",
      space: { ...commentSpace, association: nobodyKnown, action: actions, comment: comments.slice(0, 1) },
    },
  ];
}

/** As the template names it. */
const templateCall = { name: "OWNER/YARDMASTER", ref: "0".repeat(40) };
const carelessCall = { name: "acme/yardmaster", ref: "v1" };

function calledBy({ name, ref }: typeof templateCall, { workflows }: World): ReadonlyMap<string, WorkflowFact> {
  return new Map([...workflows].map(([file, fact]) => [`${name}/${file}@${ref}`, fact]));
}

/** Starts by every event, asks nobody, brings a command and hands over all secrets. */
const model: WorkflowModel = {
  name: "careless",
  on: Object.keys(platformEvents).filter((name) => name !== "workflow_call" && name !== "schedule"),
  permissions: { contents: "read", issues: "write", "pull-requests": "write" },
  jobs: {
    orchestrate: {
      uses: `${carelessCall.name}/.github/workflows/reusable-orchestrator.yml@${carelessCall.ref}`,
      with: { command: "release-notes since=v1.2.0" },
      secrets: "inherit",
    },
  },
} satisfies Value;
const file = ".github/workflows/careless.yml";
const careless: World["workflows"] = new Map([[file, { file, model }]]);
