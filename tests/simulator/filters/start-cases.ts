import type { SimulatedEvent, SimulatedRepository, WorkflowTrace } from "@yardmaster/simulator";
import { simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

/** One row of a table of conformance: what GitHub documents of an `on` and an event. */
export interface StartCase {
  readonly says: string;
  /** What stands behind `on:`, in one line or as a block with its own indent. */
  readonly on: string;
  readonly event?: Partial<SimulatedEvent>;
  readonly facts?: Partial<SimulatedRepository>;
  /** Whether it starts, and the code of the reason: `no paths-none-match`. */
  readonly comesTo: string;
  /** The reason's sentence. */
  readonly text?: string;
  /** Of the key that decided. */
  readonly path?: string;
  /** GitHub's page, or the file of another source. */
  readonly source: string;
}

export const syntaxPage = "docs.github.com, Workflow syntax for GitHub Actions";
export const eventsPage = "docs.github.com, Events that trigger workflows";

export function startOf({ on, event, facts }: Pick<StartCase, "on" | "event" | "facts">): WorkflowTrace {
  const text = `on: ${on}\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: "true"}]}}\n`;
  const [workflow] = simulate(repositoryOf({ "a.yml": text }, facts), eventOf(event)).workflows;
  if (!workflow) throw new Error("there is no workflow");
  return workflow;
}

export function testCases(name: string, cases: readonly StartCase[]): void {
  const test = suite(name);
  for (const row of cases) {
    test(row.says, () => {
      const { starts, reason } = startOf(row);
      assert.is(`${starts} ${reason.code}`, row.comesTo, `${reason.text} (${row.source})`);
      if (row.text !== undefined) assert.is(reason.text, row.text);
      if (row.path !== undefined) assert.is((reason.path ?? []).join("."), row.path);
    });
  }
  test.run();
}

export const pushOf = (ref: string, facts: Partial<SimulatedEvent> = {}): Partial<SimulatedEvent> => ({
  ref,
  ...facts,
});

/** A pull request from a branch of the repository into one of its branches. */
export function pullRequest(
  base: string,
  action = "opened",
  facts: Partial<SimulatedEvent> = {},
  fields: Readonly<Record<string, string | number | boolean>> = {},
): Partial<SimulatedEvent> {
  const repo = { full_name: "octo/hello" };
  const payload = {
    action,
    number: 5,
    pull_request: { number: 5, base: { ref: base, repo }, head: { ref: "topic", repo }, ...fields },
  };
  return { name: "pull_request", payload, ref: "refs/pull/5/merge", ...facts };
}
