import { platformEvents } from "@yardmaster/core";
import type { SimulatedEvent } from "@yardmaster/simulator";
import { eventHelp } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventsPage, pullRequest, type StartCase, startOf, syntaxPage, testCases } from "./start-cases.ts";

const page = `${syntaxPage}, on.<event_name>.types`;
const of = (name: string, action: string): Partial<SimulatedEvent> => ({ name, payload: { action } });

const cases: readonly StartCase[] = [
  {
    says: "a type that is listed",
    on: "{label: {types: [created, edited]}}",
    event: of("label", "edited"),
    comesTo: "yes event-listed",
    text: "`on` lists `label`; `types` lists `edited`",
    path: "on.label.types",
    source: page,
  },
  {
    says: "a type that is not listed",
    on: "{label: {types: [created, edited]}}",
    event: of("label", "deleted"),
    comesTo: "no types-none-match",
    text: "`types` lists `created` and `edited`, not `deleted`",
    path: "on.label.types",
    source: page,
  },
  {
    says: "one type in place of a list",
    on: "{label: {types: created}}",
    event: of("label", "created"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "without types, all count",
    on: "label",
    event: of("label", "deleted"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "types that are null",
    on: "{label: {types: null}}",
    event: of("label", "deleted"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "pull_request without types: opened",
    on: "pull_request",
    event: pullRequest("main"),
    comesTo: "yes event-listed",
    source: `${eventsPage}, pull_request`,
  },
  {
    says: "pull_request without types: labeled",
    on: "pull_request",
    event: pullRequest("main", "labeled"),
    comesTo: "no types-default",
    text: "without `types`, `pull_request` counts `opened`, `synchronize` and `reopened`, not `labeled`",
    path: "on",
    source: `${eventsPage}, pull_request`,
  },
  {
    says: "pull_request_target without types: closed",
    on: "{pull_request_target: null}",
    event: pullRequest("main", "closed", { name: "pull_request_target" }),
    comesTo: "no types-default",
    path: "on.pull_request_target",
    source: `${eventsPage}, pull_request_target`,
  },
  {
    says: "pull_request with types: closed",
    on: "{pull_request: {types: [closed]}}",
    event: pullRequest("main", "closed"),
    comesTo: "yes event-listed",
    source: `${eventsPage}, pull_request`,
  },
  {
    says: "repository_dispatch: the sender's own type",
    on: "{repository_dispatch: {types: [test_result]}}",
    event: of("repository_dispatch", "test_result"),
    comesTo: "yes event-listed",
    source: `${eventsPage}, repository_dispatch`,
  },
  {
    says: "repository_dispatch: another of the sender's types",
    on: "{repository_dispatch: {types: [test_result]}}",
    event: of("repository_dispatch", "deploy"),
    comesTo: "no types-none-match",
    source: `${eventsPage}, repository_dispatch`,
  },
  {
    says: "a type that is not known",
    on: "{label: {types: [created]}}",
    event: { name: "label" },
    comesTo: "unknown type-unknown",
    source: page,
  },
  {
    says: "the type of an event that has none on GitHub's page does not count",
    on: "deployment",
    event: of("deployment", "created"),
    comesTo: "yes event-listed",
    source: `${eventsPage}, deployment`,
  },
];

const test = suite("activity types by default");
for (const { name, types, defaultTypes } of eventHelp) {
  if (types.length === 0) continue;
  test(`${name}: ${defaultTypes ? "some" : "all"} of ${types.length}`, () => {
    const run = types.filter((action) => {
      const event = name.startsWith("pull_request") ? pullRequest("main", action, { name }) : of(name, action);
      return startOf({ on: `{${name}: null}`, event }).starts === "yes";
    });
    assert.equal(
      run,
      types.filter((type) => defaultTypes?.includes(type) ?? true),
    );
  });
}
test("every event of the platform has a row, but for two that are none of their own", () => {
  const known = eventHelp.map(({ name }) => name);
  assert.equal(
    Object.keys(platformEvents).filter((name) => !known.some((each) => each === name)),
    ["pull_request_comment", "workflow_call"],
  );
});
test.run();

testCases("activity types", cases);
