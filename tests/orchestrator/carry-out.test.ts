import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { dispatchRoute, people } from "../helpers/orchestrator-github.ts";
import { outputsOf } from "../helpers/orchestrator-line.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import { attempt, plainBody, reactionsOn, resultsOf, shownComments, tableFile, withGitHub } from "./dispatch-line.ts";

/** The sample's tasks, of which `deploy` is for maintainers alone. */
const ruled = tableFile(
  sampleTasks.tasks.map((task) => (task.name === "deploy" ? { ...task, who: { roles: ["maintain"] } } : task)),
);
const deploy = "/orchestrate deploy stage=staging";

const several = suite("several commands in a comment");

several("are carried out in their order, each with its own record and run", () =>
  withGitHub(async (github) => {
    const body = `Please:\n\n${deploy}\n\nand then\n\n${plainBody}\n/orchestrate help sync`;
    const { dispatch, decision } = await attempt(github, { body });
    assert.is(dispatch?.code, 0);
    assert.equal(
      decision.commands.map(({ line, text }: { line: number; text: string }) => `${line} ${text}`),
      [`3 ${deploy}`, `7 ${plainBody}`, "8 /orchestrate help sync"],
    );
    assert.equal(resultsOf(decision), ["dispatched dispatched", "dispatched dispatched", "help help"]);
    assert.equal([decision.result, decision.reason_code], ["dispatched", "dispatched"]);
    assert.equal(
      github.runs.map(({ workflow }) => workflow),
      ["deploy.yml", "release-notes.yml"],
    );
    const ids = github.runs.map(({ inputs }) => inputs.correlation_id);
    assert.equal(
      ids,
      decision.commands.slice(0, 2).map(({ id }: { id: string }) => id),
    );
    assert.is(new Set(ids).size, 2);
    assert.equal(reactionsOn(github), ["eyes", "rocket", "+1"]);
    const stdout = dispatch?.stdout.split("\n").map((line) => line.split(" ").slice(0, 3).join(" "));
    assert.equal(stdout?.slice(0, 5), [
      "dispatch: dispatched (dispatched):",
      "dispatch: dispatched (dispatched):",
      "dispatch: help (help):",
      "dispatch: request sent:",
      "dispatch: request sent:",
    ]);
  }),
);

several("by somebody who may give one of them: one goes out, the other is denied", () =>
  withGitHub(async (github) => {
    const { gate, dispatch, decision, outputs } = await attempt(github, {
      body: `${deploy}\n${plainBody}`,
      files: ruled,
    });
    assert.equal([gate.code, outputs.allowed, outputs.reason_code], [0, "true", "not-admitted"]);
    assert.is(
      gate.stdout,
      'gate: denied (not-admitted): "octocat" may not give this command; who may: the permission maintain. Ask one of them to give the command.\n' +
        'gate: allowed (admitted-by-permission): "octocat" holds the permission triage.\n',
    );
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["denied not-admitted", "dispatched dispatched"]);
    assert.equal([decision.decision, decision.result, decision.reason_code], ["allowed", "denied", "not-admitted"]);
    assert.equal(
      decision.commands.map(({ decision: each }: { decision: string }) => each),
      ["denied", "allowed"],
    );
    assert.equal(
      github.runs.map(({ workflow }) => workflow),
      ["release-notes.yml"],
    );
    assert.equal(
      shownComments(github)
        .map((comment) => comment.split("\n")[0])
        .sort(),
      [`\`${deploy}\`: **denied**`, `\`${plainBody}\`: **dispatched**`],
    );
    assert.equal(reactionsOn(github), ["eyes", "rocket", "confused"]);
    assert.equal(JSON.parse(outputsOf(dispatch).commands ?? "").slice(0, 1), [
      {
        id: decision.commands[0].id,
        task: "deploy",
        result: "denied",
        reason_code: "not-admitted",
        targets: [],
      },
    ]);
    const { task, dispatched_run_id, dispatched_run_url, result } = outputsOf(dispatch);
    assert.equal([task, dispatched_run_id, dispatched_run_url, result], ["", "", "", "denied"]);
  }),
);

several("by somebody who may give both by two rules: each look-up goes out once", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ ...people.maintainer, body: `${deploy}\n${plainBody}\n/orchestrate help` });
    const { decision } = await attempt(github, { event, files: ruled });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "dispatched dispatched", "help help"]);
    const asked = github.requests.map(({ path }) => path).filter((path) => path.endsWith("/permission"));
    assert.equal(asked, ["/repos/Codertocat/Hello-World/collaborators/maintainer/permission"]);
  }),
);

several("one that is wrong does not stop the others", () =>
  withGitHub(async (github) => {
    const { dispatch, decision } = await attempt(github, { body: `/orchestrate deploy stage=moon\n${plainBody}` });
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["refused wrong-choice", "dispatched dispatched"]);
    assert.equal([decision.result, github.runs.length], ["refused", 1]);
  }),
);

several("one whose dispatch GitHub refuses does not stop the others", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 403, body: { message: "No" } });
    const { decision } = await attempt(github, { body: `${deploy}\n${plainBody}` });
    assert.equal(resultsOf(decision), ["refused dispatch-forbidden", "dispatched dispatched"]);
    const again = await attempt(github, { body: `${deploy}\n${plainBody}`, attempt: 2 });
    assert.equal(resultsOf(again.decision), ["dispatched dispatched", "dispatched already-dispatched"]);
    assert.equal([github.runs.length, github.comments.length], [2, 2]);
  }),
);

several("the same task twice with other inputs are two commands", () =>
  withGitHub(async (github) => {
    const body = "/orchestrate release-notes since=v1\n/orchestrate release-notes since=v2";
    const { decision } = await attempt(github, { body });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "dispatched dispatched"]);
    assert.equal(
      github.runs.map(({ inputs }) => inputs.since),
      ["v1", "v2"],
    );
  }),
);

several("ten are carried out", () =>
  withGitHub(async (github) => {
    const body = Array.from({ length: 10 }, (_, index) => `/orchestrate release-notes since=v${index}`).join("\n");
    const { decision } = await attempt(github, { body });
    assert.equal(resultsOf(decision), Array(10).fill("dispatched dispatched"));
    assert.equal([github.runs.length, github.comments.length], [10, 10]);
  }),
);

several("the summary has a section a command, and the log one line a run", () =>
  withGitHub(async (github) => {
    const { dispatch } = await attempt(github, { body: `${deploy}\n${plainBody}` });
    const summary = dispatch?.files["artifacts/orchestrator/summary.md"] ?? "";
    assert.equal(summary.match(/^#+ .*$/gm), [
      "### Orchestrator dispatch: dispatched",
      "#### Command 1: dispatched",
      "#### Command 2: dispatched",
    ]);
    assert.is(dispatch?.files["artifacts/orchestrator/dispatch-log.ndjson"]?.split("\n").length, 2);
  }),
);

several("a single command names its task and run in the outputs", () =>
  withGitHub(async (github) => {
    const { dispatch } = await attempt(github, { body: deploy });
    const { task, dispatched_run_id } = outputsOf(dispatch);
    assert.equal([task, dispatched_run_id], ["deploy", "16000000001"]);
  }),
);

several.run();
