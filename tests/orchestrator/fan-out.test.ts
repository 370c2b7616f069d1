import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { meeting } from "../helpers/embedded-github/index.ts";
import { createManualEvent } from "../helpers/orchestrator-events.ts";
import { dispatchRoute, people, repositoryDispatchRoute } from "../helpers/orchestrator-github.ts";
import { outputsOf } from "../helpers/orchestrator-line.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import { attempt, resultsOf, tableFile, withGitHub } from "./dispatch-line.ts";

const body = "/orchestrate sync topic=docs";
const satellites = ["Codertocat/north", "Codertocat/south", "Codertocat/west"];
const slow = { kind: "slow", delayMilliseconds: 80 } as const;

interface Target {
  readonly repository: string;
  readonly result: string;
  readonly reason_code: string;
}

const targetsOf = (decision: { commands: readonly { targets: readonly Target[] }[] }): readonly string[] =>
  (decision.commands[0]?.targets ?? []).map(
    ({ repository, result, reason_code }) => `${repository} ${result} ${reason_code}`,
  );

/** A way to the server on which somebody counts how many dispatches are under way at once. */
async function watchDispatches(apiUrl: string) {
  let open = 0;
  let most = 0;
  const watch = createServer((incoming, outgoing) => {
    const isDispatch = incoming.url?.endsWith("/dispatches") === true;
    if (isDispatch) most = Math.max(most, ++open);
    const onward = request(
      new URL(incoming.url ?? "", apiUrl),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        // Before the last byte leaves, so before the client can send the next one.
        answer.on("end", () => {
          if (isDispatch) open--;
        });
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => watch.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(watch.address() as AddressInfo).port}`,
    most: () => most,
    close: () => new Promise((closed) => watch.close(closed)),
  };
}

const fanOut = suite("fan-out");

fanOut("one request for each repository, at the table's ref, in the table's order in the record", () =>
  withGitHub(async (github) => {
    const { dispatch, decision } = await attempt(github, { body });
    assert.is(dispatch?.code, 0);
    assert.is(
      decision.reason,
      '3 of 3 were started. GitHub started "sync.yml" in "Codertocat/north" as run 16000000001.',
    );
    assert.equal(
      targetsOf(decision),
      satellites.map((name) => `${name} dispatched dispatched`),
    );
    assert.equal(github.runs.map(({ repository }) => repository).sort(), satellites);
    const id = decision.commands[0].id;
    for (const run of github.runs) {
      assert.equal([run.ref, run.inputs], ["main", { topic: "docs", correlation_id: id }]);
    }
    const [command] = JSON.parse(outputsOf(dispatch).commands ?? "");
    assert.equal(
      command.targets.map((target: Target) => target.repository),
      satellites,
    );
    assert.is(outputsOf(dispatch).dispatched_run_id, "");
  }),
);

for (const parallel of [1, 2, 3]) {
  fanOut(`no more than ${parallel} at once`, () =>
    withGitHub(async (github) => {
      github.inject(dispatchRoute, ...meeting(parallel, slow.delayMilliseconds), slow, slow);
      const files = tableFile(
        sampleTasks.tasks.map((task) =>
          task.name === "sync" ? { ...task, dispatch: { ...task.dispatch, parallel } } : task,
        ),
      );
      const watch = await watchDispatches(github.url);
      try {
        const { decision } = await attempt({ url: watch.url }, { body, files });
        assert.is(watch.most(), parallel);
        assert.is(decision.result, "dispatched");
      } finally {
        await watch.close();
      }
    }),
  );
}

fanOut("a part that GitHub refuses: the command goes as its worst target, and says how many were started", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "slow" }, { kind: "answer", status: 403, body: { message: "No" } });
    const files = tableFile(
      sampleTasks.tasks.map((task) =>
        task.name === "sync" ? { ...task, dispatch: { ...task.dispatch, parallel: 1 } } : task,
      ),
    );
    const { dispatch, decision } = await attempt(github, { body, files });
    assert.is(dispatch?.code, 1);
    assert.equal(targetsOf(decision), [
      "Codertocat/north dispatched dispatched",
      "Codertocat/south refused dispatch-forbidden",
      "Codertocat/west dispatched dispatched",
    ]);
    assert.equal([decision.result, decision.reason_code], ["refused", "dispatch-forbidden"]);
    assert.ok(
      decision.reason.startsWith('2 of 3 were started. GitHub did not start "sync.yml" in "Codertocat/south": "'),
      decision.reason,
    );

    const again = await attempt(github, { body, files, attempt: 2 });
    assert.equal(targetsOf(again.decision), [
      "Codertocat/north dispatched already-dispatched",
      "Codertocat/south dispatched dispatched",
      "Codertocat/west dispatched already-dispatched",
    ]);
    assert.equal(github.runs.map(({ repository }) => repository).sort(), satellites);
  }),
);

fanOut("a part whose answer is lost is looked for where it was sent", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "slow" }, { kind: "answer", status: 502, body: "<html>", carriedOut: true });
    const { decision } = await attempt(github, { body });
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    assert.equal(
      targetsOf(decision)
        .map((target) => target.split(" ")[2])
        .sort(),
      ["dispatched", "dispatched", "dispatched-found"],
    );
    assert.is(github.runs.length, 3);
  }),
);

fanOut.run();

const repositories = suite("repository_dispatch");

repositories("sends type and payload, and finds the run by the id that the payload carries", () =>
  withGitHub(async (github) => {
    const { dispatch, decision } = await attempt(github, { body: "/orchestrate announce tag=v1" });
    assert.is(dispatch?.code, 0);
    const [{ id, targets }] = decision.commands;
    const [sent] = github.requests.filter(({ path }) => path === "/repos/Codertocat/Hello-World/dispatches");
    assert.equal(sent?.body, { event_type: "release-created", client_payload: { tag: "v1", correlation_id: id } });
    assert.is(sent?.headers.authorization, "bot");
    assert.equal(targets[0].request, { method: "POST", path: sent?.path, body: sent?.body });
    assert.equal([targets[0].status, targets[0].run.id], [204, "16000000001"]);
    assert.is(decision.reason, 'GitHub started "release-created" in "Codertocat/Hello-World" as run 16000000001.');
  }),
);

repositories("an answer that is lost: the run is found, and not sent again", () =>
  withGitHub(async (github) => {
    github.inject(repositoryDispatchRoute, { kind: "answer", status: 502, body: "<html>", carriedOut: true });
    const { decision } = await attempt(github, { body: "/orchestrate announce tag=v1" });
    assert.equal(resultsOf(decision), ["dispatched dispatched-found"]);
    assert.is(github.runs.length, 1);
  }),
);

repositories("in a repository without such a workflow: GitHub's yes is all there is", () =>
  withGitHub(async (github) => {
    const event = createManualEvent({ ...people.triager, inputs: { command: "announce tag=v1" } });
    const { decision } = await attempt(github, { event });
    assert.is(decision.reason, 'GitHub started "release-created" in "octo-org/octo-repo"; its run is not known yet.');
    assert.is(github.runs.length, 0);
  }),
);

repositories("without the right: refused", () =>
  withGitHub(async (github) => {
    github.inject(repositoryDispatchRoute, { kind: "answer", status: 404, body: { message: "Not Found" } });
    const { dispatch, decision } = await attempt(github, { body: "/orchestrate announce tag=v1" });
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["refused dispatch-not-found"]);
  }),
);

repositories.run();
