import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { EmbeddedGitHubOptions } from "../helpers/embedded-github/index.ts";
import { dispatchRoute } from "../helpers/orchestrator-github.ts";
import { attempt, withGitHub } from "./dispatch-line.ts";

const test = suite("the title of a run");

const id = /rc-492700400-[0-9a-f]{10}/;
const longest = `/orchestrate release-notes since=${"x".repeat(1_024)}`;
const lost = { kind: "reset", when: "before-answer", carriedOut: true } as const;

/** Workflows whose titles begin or end with the id, on a server that cuts titles off or does not. */
function titled(runName: string, titleCharacters?: number): Partial<EmbeddedGitHubOptions> {
  const workflow = { dispatchInputs: { since: { required: true }, until: {}, correlation_id: {} }, runName };
  return {
    repositories: [
      {
        owner: "Codertocat",
        name: "Hello-World",
        defaultBranch: "master",
        collaborators: [{ login: "octocat", id: 583_231, role: "triage" }],
        workflows: { "release-notes.yml": workflow },
      },
    ],
    ...(titleCharacters === undefined ? {} : { titleCharacters }),
  };
}

test("a server that cuts titles at 255, an answer that was lost, and a value of 1,024 characters: one run", () =>
  withGitHub(
    async (github) => {
      github.inject(dispatchRoute, lost);
      const first = await attempt(github, { body: longest });
      assert.equal([first.dispatch?.code, first.decision.reason_code], [0, "dispatched-found"]);
      assert.is(github.runs.length, 1);
      assert.match(github.runs[0]?.inputs.correlation_id ?? "", id);
      const again = await attempt(github, { body: longest, attempt: 2 });
      assert.equal([again.dispatch?.code, again.decision.reason_code], [0, "already-dispatched"]);
      assert.is(github.runs.length, 1);
    },
    { titleCharacters: 255 },
  ));

test("of an older workflow, with the id at its end, is found as long as it is whole", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, lost);
    const { dispatch, decision } = await attempt(github, { body: longest });
    assert.equal([dispatch?.code, decision.reason_code], [0, "dispatched-found"]);
    assert.is(github.runs.length, 1);
  }, titled("release-notes since {since} ({correlation_id})")));

test("the id counts wherever it stands as a word, also behind something that only holds it", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, lost);
    const { dispatch, decision } = await attempt(github, { body: longest });
    assert.equal([dispatch?.code, decision.reason_code], [0, "dispatched-found"]);
    assert.is(github.runs.length, 1);
  }, titled("x{correlation_id} {correlation_id}0 {correlation_id}")));

test("that has lost its id makes a second run, which is why it comes first", () =>
  withGitHub(
    async (github) => {
      github.inject(dispatchRoute, lost);
      await attempt(github, { body: longest });
      assert.is(github.runs.length, 2);
    },
    titled("release-notes since {since} {correlation_id}", 255),
  ));

test.run();
