import { createCommentEvent } from "../../tests/helpers/orchestrator-events.ts";
import type { DemoPerson } from "./demo-github.ts";

/** The sender of GitHub's own example payload. */
const member: DemoPerson = { login: "Codertocat", id: 21031067, role: "triage" };
const outsider: DemoPerson = { login: "passer-by", id: 700001, role: "read" };

export const demoPeople: readonly DemoPerson[] = [member, outsider];

export interface Scenario {
  /** As typed after the name of the simulation script. */
  readonly name: string;
  readonly title: string;
  readonly body: string;
  readonly person: DemoPerson;
  readonly expected: {
    readonly gateReason: string;
    /** Absent where the gate denies. */
    readonly dispatchReason?: string;
    readonly dispatches: 0 | 1;
  };
}

export const scenarios: readonly Scenario[] = [
  {
    name: "allowed",
    title: "A member with triage asks for release notes",
    body: "/orchestrate release-notes since=v1.2.0",
    person: member,
    expected: { gateReason: "admitted-by-permission", dispatchReason: "dispatched", dispatches: 1 },
  },
  {
    name: "denied",
    title: "Somebody from outside tries the same",
    body: "/orchestrate release-notes since=v1.2.0",
    person: outsider,
    expected: { gateReason: "not-admitted", dispatches: 0 },
  },
  {
    name: "unknown-task",
    title: "The member misspells the task",
    body: "/orchestrate release-note since=v1.2.0",
    person: member,
    expected: { gateReason: "admitted-by-permission", dispatchReason: "unknown-task", dispatches: 0 },
  },
  {
    name: "dry-run",
    title: "The member asks what would happen",
    body: "Let us see first.\n\n/orchestrate release-notes since=v1.2.0 --dry-run",
    person: member,
    expected: { gateReason: "admitted-by-permission", dispatchReason: "dry-run", dispatches: 0 },
  },
];

export function createScenarioEvent({ body, person }: Scenario) {
  return createCommentEvent({ body, login: person.login, id: person.id });
}
