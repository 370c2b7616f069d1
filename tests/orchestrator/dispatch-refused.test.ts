import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Fault } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { dispatchRoute, people } from "../helpers/orchestrator-github.ts";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, type Line, outputsOf, runStage, verdictsText } from "../helpers/orchestrator-line.ts";
import {
  attempt,
  type Case,
  plainBody,
  reactionsOn,
  requestsOf,
  resultsOf,
  shownComments,
  withGitHub,
} from "./dispatch-line.ts";

const event = createCommentEvent({ ...people.triager, body: plainBody });
const verdict = {
  id: "rc-492700400-758b67a1fd",
  allowed: true,
  reason_code: "admitted-by-permission",
  reason: '"octocat" holds the permission triage.',
  hint: null,
  head: null,
};
const passed = { allowed: "true", run_attempt: "1", verdicts: verdictsText([verdict]) };

/** The dispatch alone, after a gate that has allowed the command. */
function dispatchAlone(apiUrl: string, changes: Partial<Line> = {}, outputs: Partial<typeof passed> = {}) {
  return runStage("dispatch", { event, apiUrl, clock: createTestClock(), ...changes }, { ...passed, ...outputs });
}

const gates = suite("dispatch: what the gate must have said");

const denials: readonly (readonly [string, Partial<Line>, Partial<typeof passed>, string])[] = [
  ["the gate said false", {}, { allowed: "false" }, "gate-not-passed"],
  ["the gate said True", {}, { allowed: "True" }, "gate-not-passed"],
  ["the gate said true, and more", {}, { allowed: "true " }, "gate-not-passed"],
  ["a later attempt, and the gate's is not named", { attempt: 2 }, { run_attempt: "" }, "gate-of-other-attempt"],
  ["a later attempt than the gate's", { attempt: 3 }, { run_attempt: "2" }, "gate-of-other-attempt"],
  ["an edited story: the repository", { env: { GITHUB_REPOSITORY: "Codertocat/Other" } }, {}, "other-repository"],
  ["the gate is silent about the command", {}, { verdicts: verdictsText([]) }, "gate-not-passed"],
  [
    "the gate spoke of another command",
    {},
    { verdicts: verdictsText([{ ...verdict, id: "rc-492700400-758b67a1fe" }]) },
    "gate-not-passed",
  ],
  [
    "the gate denied this command",
    {},
    { verdicts: verdictsText([{ ...verdict, allowed: false, reason_code: "not-admitted", reason: "No." }]) },
    "not-admitted",
  ],
];
for (const [name, changes, outputs, reason] of denials) {
  gates(`${name}: denied, and GitHub is not asked`, () =>
    withGitHub(async (github) => {
      const run = await dispatchAlone(github.url, changes, outputs);
      const decision = decisionOf(run);
      assert.is(run.code, 1);
      assert.equal([decision.decision, decision.result, decision.reason_code], ["denied", "denied", reason]);
      assert.equal(
        decision.commands.map((command: { targets: unknown }) => command.targets),
        [[]],
      );
      assert.equal(github.requests, []);
    }),
  );
}

gates("the gate of this very attempt is enough in a later one", () =>
  withGitHub(async (github) => {
    const env = { GITHUB_TRIGGERING_ACTOR: "maintainer" };
    assert.is((await dispatchAlone(github.url, { attempt: 2, env }, { run_attempt: "2" })).code, 0);
  }),
);

gates("ORCHESTRATOR_BOT_TOKEN is missing: refused, said in the comment, recorded, and a help beside it is given", () =>
  withGitHub(async (github) => {
    const body = `${plainBody}\n/orchestrate help`;
    const { dispatch, decision } = await attempt(github, { body, env: { ORCHESTRATOR_BOT_TOKEN: "" } });
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["refused missing-variable", "help help"]);
    const [first = "", second = ""] = shownComments(github);
    assert.match(first, "`missing-variable` `The environment variable ORCHESTRATOR_BOT_TOKEN is missing or empty;");
    assert.match(first, "What to do: `Set ORCHESTRATOR_BOT_TOKEN.`");
    assert.match(second, "/orchestrate deploy stage=staging|production".replace("|", "\\u{7c}"));
    assert.equal(reactionsOn(github), ["eyes", "confused"]);
    assert.is(github.runs.length, 0);
  }),
);

for (const name of ["GATE_ALLOWED", "GATE_VERDICTS", "GITHUB_TOKEN", "GITHUB_API_URL"]) {
  gates(`${name} is missing: exit 2, nothing sent, nothing written`, () =>
    withGitHub(async (github) => {
      const run = await dispatchAlone(github.url, { env: { [name]: "" } });
      assert.is(run.code, 2);
      assert.match(
        run.stderr,
        new RegExp(
          `^rc: error missing-variable: The environment variable ${name} is missing or empty; it holds .+\\. Set ${name}\\.\\n$`,
        ),
      );
      assert.equal(Object.keys(run.files), ["generated/orchestrator-tasks.json", "event.json"]);
      assert.equal(github.requests, []);
    }),
  );
}

gates("a manual run needs no token to answer with", () =>
  withGitHub(async (github) => {
    const manual = createManualEvent({ ...people.triager, inputs: { command: "release-notes since=v1" } });
    const { dispatch } = await attempt(github, { event: manual });
    assert.is(dispatch?.code, 0);
    const verdicts = verdictsText([{ ...verdict, id: decisionOf(dispatch).commands[0].id }]);
    const run = await dispatchAlone(github.url, { event: manual, env: { GITHUB_TOKEN: "" } }, { verdicts });
    assert.is(run.code, 0, run.stderr);
  }),
);

gates("records that cannot be written stop the request", () =>
  withGitHub(async (github) => {
    const run = await dispatchAlone(github.url, { broken: { "decision.json": "the disk is full" } });
    assert.is(run.code, 2);
    assert.is(
      run.stderr,
      'rc: error unwritable-file: The file "artifacts/orchestrator/decision.json" cannot be written: the disk is full. Free space there, or name another directory.\n',
    );
    assert.equal(github.requests, []);
  }),
);

gates.run();

const failed = suite("dispatch: GitHub does not answer with yes");

const answer = (status: number, body: unknown = { message: "No" }): Fault => ({ kind: "answer", status, body });
const faults: readonly (readonly [string, Fault])[] = [
  ["unauthorized", answer(401)],
  ["forbidden", answer(403)],
  ["not-found", answer(404)],
  ["invalid", answer(422, { message: "Unexpected inputs provided" })],
  ["unexpected", answer(409)],
  ["unexpected", answer(301)],
];
for (const [kind, fault] of faults) {
  failed(`${kind} ${fault.kind === "answer" ? fault.status : ""}: refused, sent once, exit 1`, () =>
    withGitHub(async (github) => {
      github.inject(dispatchRoute, fault);
      const { dispatch, decision } = await attempt(github);
      assert.is(dispatch?.code, 1);
      const [target] = decision.commands[0].targets;
      assert.equal(
        [decision.reason_code, decision.result, target.sent, target.status, target.run],
        [`dispatch-${kind}`, "refused", 1, fault.kind === "answer" ? fault.status : undefined, null],
      );
      const start = 'GitHub did not start "release-notes.yml" in "Codertocat/Hello-World": "';
      assert.ok(decision.reason.startsWith(start), decision.reason);
      assert.is(requestsOf(github).filter((request) => request.endsWith("/dispatches")).length, 1);
    }),
  );
}

failed("rate-limited for longer than the run has: refused, and not sent again", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 429, headers: { "retry-after": "999" }, body: {} });
    const { dispatch, decision } = await attempt(github);
    assert.is(dispatch?.code, 1);
    assert.equal([decision.reason_code, decision.result], ["dispatch-rate-limited", "refused"]);
    assert.is(github.runs.length, 0);
    assert.is(decision.ended.utc, "2026-11-22T15:06:00Z");
  }),
);

const lost: readonly (readonly [string, Fault])[] = [
  ["server", { ...answer(502, "<html>"), carriedOut: true }],
  ["unexpected", { ...answer(200, "<html>"), carriedOut: true }],
  ["timeout", { kind: "silence", carriedOut: true }],
  ["network", { kind: "reset", when: "before-answer", carriedOut: true }],
];
for (const [kind, fault] of lost) {
  const patience: Case = fault.kind === "silence" ? { timeoutMilliseconds: 1_000 } : {};
  failed(`${kind}, carried out: found, sent once, exit 0`, () =>
    withGitHub(async (github) => {
      github.inject(dispatchRoute, fault);
      const { dispatch, decision } = await attempt(github, patience);
      assert.is(dispatch?.code, 0);
      assert.equal([decision.reason_code, decision.result], ["dispatched-found", "dispatched"]);
      assert.is(github.runs.length, 1);
    }),
  );
  failed(`${kind}, not carried out: sent again after a minute`, () =>
    withGitHub(async (github) => {
      github.inject(dispatchRoute, { ...fault, carriedOut: false });
      const { dispatch, decision } = await attempt(github, patience);
      assert.is(dispatch?.code, 0);
      assert.equal([decision.reason_code, decision.commands[0].targets[0].sent], ["dispatched", 2]);
      assert.is(decision.ended.utc, "2026-11-22T15:07:00Z");
      assert.is(github.runs.length, 1);
    }),
  );
  failed(`${kind}, and the runs cannot be read: unknown, exit 1`, () =>
    withGitHub(async (github) => {
      github.inject(dispatchRoute, fault);
      github.inject("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", answer(403));
      const { dispatch, decision } = await attempt(github, patience);
      assert.is(dispatch?.code, 1);
      assert.equal([decision.reason_code, decision.result], [`dispatch-${kind}`, "unknown"]);
      const start = 'Whether GitHub started "release-notes.yml" in "Codertocat/Hello-World" is unknown; it may have: "';
      assert.ok(decision.reason.startsWith(start), decision.reason);
      assert.is(github.runs.length, 1);
    }),
  );
}

failed("an address that cannot be used: the comment is not claimed, and nothing is sent", async () => {
  const run = await dispatchAlone("http://example.invalid");
  const decision = decisionOf(run);
  assert.is(run.code, 1);
  assert.equal(
    [decision.result, decision.reason_code, decision.commands[0].targets[0].sent],
    ["not-sent", "claim-failed", 0],
  );
});

failed("an address that cannot be used, of a manual run: the record says that nothing was sent", async () => {
  const manual = createManualEvent({ ...people.triager, inputs: { command: "release-notes since=v1" } });
  const id = "rc-r42-202ead5774";
  const run = await dispatchAlone(
    "http://example.invalid",
    { event: manual },
    { verdicts: verdictsText([{ ...verdict, id }]) },
  );
  const decision = decisionOf(run);
  assert.equal([run.code, decision.result, decision.reason_code], [1, "refused", "dispatch-invalid"]);
  assert.is(decision.commands[0].targets[0].sent, 0);
});

failed("the log says what was sent even where the last record cannot be written, and no output does", () =>
  withGitHub(async (github) => {
    const run = await dispatchAlone(github.url, { broken: { "dispatch-log.ndjson": "the disk is full" } });
    assert.is(run.code, 2);
    assert.match(run.stdout, /^dispatch: dispatched /);
    assert.equal(outputsOf(run), {});
    assert.is(github.runs.length, 1);
  }),
);

failed.run();
