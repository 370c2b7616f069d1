import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repository, withGitHub } from "./embedded-scenario.ts";

const runsRoute = "GET /repos/{owner}/{repo}/actions/runs";
const workflowRunsRoute = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
const runRoute = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
const cancelRoute = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel";
const dispatch = { repository, workflow: "release-notes.yml", ref: "master", inputs: { since: "v1" } };
const createdSince = new Date("2026-11-22T15:06:00.999Z");
const query = { repository, event: "workflow_dispatch", createdSince } as const;
const now = () => new Date("2026-11-22T15:06:30Z");
const firstId = 16_000_000_001;

/** As GitHub prints it, with what this package reads. */
function listed(id: number) {
  const path = ".github/workflows/ci.yml";
  return { id, html_url: `https://x.test/${id}`, display_title: "t", status: "queued", conclusion: null, path };
}

function page(total: number, from: number, length: number) {
  const workflow_runs = Array.from({ length }, (_, index) => listed(from + index));
  return { kind: "answer", status: 200, body: { total_count: total, workflow_runs } } as const;
}

const lists = suite("lists of runs");

lists("name each run, the newest first", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      await gitHub.dispatchWorkflow(dispatch);
      await gitHub.dispatchWorkflow({ ...dispatch, inputs: { since: "v2" } });
      server.setRun(firstId, { status: "completed", conclusion: "failure" });
      const web = server.url;
      const path = ".github/workflows/release-notes.yml";
      assert.equal(await gitHub.workflowRuns(query), {
        ok: true,
        value: [
          {
            id: firstId + 1,
            htmlUrl: `${web}/Codertocat/Hello-World/actions/runs/${firstId + 1}`,
            displayTitle: "notes since v2",
            status: "queued",
            conclusion: undefined,
            path,
          },
          {
            id: firstId,
            htmlUrl: `${web}/Codertocat/Hello-World/actions/runs/${firstId}`,
            displayTitle: "notes since v1",
            status: "completed",
            conclusion: "failure",
            path,
          },
        ],
      });
    },
    { server: { now } },
  ),
);

lists("are asked by workflow, event and the whole second of the instant", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      await gitHub.dispatchRepository({ repository, eventType: "release-created", payload: { id: "5" } });
      const titles = async (workflow: string | undefined, event: "workflow_dispatch" | "repository_dispatch") => {
        const runs = await gitHub.workflowRuns({ ...query, event, ...(workflow === undefined ? {} : { workflow }) });
        return runs.ok ? runs.value.map(({ displayTitle }) => displayTitle) : runs.error.message;
      };
      assert.equal(await titles("created.yml", "repository_dispatch"), ["created 5"]);
      assert.equal(await titles(undefined, "repository_dispatch"), ["created 5"]);
      assert.equal(await titles("ci.yml", "repository_dispatch"), []);
      assert.equal(await titles(undefined, "workflow_dispatch"), []);
      const common = "created=%3E%3D2026-11-22T15%3A06%3A00Z&per_page=100&page=1";
      const repo = "/repos/Codertocat/Hello-World/actions";
      assert.equal(
        server.requests.slice(1, 3).map(({ method, path }) => `${method} ${path}`),
        [
          `GET ${repo}/workflows/created.yml/runs?event=repository_dispatch&${common}`,
          `GET ${repo}/runs?event=repository_dispatch&${common}`,
        ],
      );
      const later = await gitHub.workflowRuns({
        ...query,
        event: "repository_dispatch",
        createdSince: new Date("2026-11-22T15:06:31Z"),
      });
      assert.equal(later, { ok: true, value: [] });
    },
    { server: { now } },
  ),
);

lists("have all pages, and a run that moved to the next page once", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(runsRoute, page(250, 1, 100), page(250, 100, 100), page(250, 200, 51));
    const runs = await gitHub.workflowRuns(query);
    assert.equal(
      runs.ok && runs.value.map(({ id }) => id),
      Array.from({ length: 250 }, (_, index) => index + 1),
    );
    assert.equal(
      server.requests.map(({ path }) => path.slice(-6)),
      ["page=1", "page=2", "page=3"],
    );
  }),
);

lists("end with the thousand that GitHub lists", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(runsRoute, ...Array.from({ length: 10 }, (_, index) => page(1000, 1 + 100 * index, 100)));
    const runs = await gitHub.workflowRuns(query);
    assert.is(runs.ok && runs.value.length, 1000);
    assert.is(server.requests.length, 10);
  }),
);

lists("are an error when there are more, and not a part", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(runsRoute, page(1001, 1, 100));
    assert.equal(await gitHub.workflowRuns(query), {
      ok: false,
      error: { kind: "unexpected", message: "GitHub knows 1001 such runs, and lists 1000 of them.", carriedOut: "no" },
    });
    assert.is(server.requests.length, 1);
  }),
);

lists("are an error when a page is", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(runsRoute, page(150, 1, 100), { kind: "answer", status: 403, body: { message: "No" } });
    const runs = await gitHub.workflowRuns(query);
    assert.is(runs.ok ? "ok" : runs.error.kind, "forbidden");
  }),
);

for (const [what, body] of [
  ["no count", { workflow_runs: [] }],
  ["a count below zero", { total_count: -1, workflow_runs: [] }],
  ["a count as text", { total_count: "1", workflow_runs: [] }],
  ["no runs", { total_count: 0 }],
  ["a run without title", { total_count: 1, workflow_runs: [{ ...listed(1), display_title: null }] }],
  ["a run without status", { total_count: 1, workflow_runs: [{ ...listed(1), status: null }] }],
  ["a conclusion that is none", { total_count: 1, workflow_runs: [{ ...listed(1), conclusion: true }] }],
  ["no conclusion", { total_count: 1, workflow_runs: [{ ...listed(1), conclusion: undefined }] }],
  ["an id as text", { total_count: 1, workflow_runs: [{ ...listed(1), id: "1" }] }],
  ["no path", { total_count: 1, workflow_runs: [{ ...listed(1), path: undefined }] }],
  ["a link that is none", { total_count: 1, workflow_runs: [{ ...listed(1), html_url: "javascript:alert(1)" }] }],
  ["a page", "<html>"],
] as const) {
  lists(`with ${what} are unexpected`, () =>
    withGitHub(async ({ gitHub, server }) => {
      server.inject(runsRoute, { kind: "answer", status: 200, body });
      assert.equal(await gitHub.workflowRuns(query), {
        ok: false,
        error: {
          kind: "unexpected",
          message: "GitHub's answer does not have the form of a list of runs.",
          carriedOut: "unknown",
        },
      });
    }),
  );
}

lists("of a workflow that is not there are not-found", () =>
  withGitHub(async ({ gitHub, server }) => {
    const runs = await gitHub.workflowRuns({ ...query, workflow: "absent.yml" });
    assert.is(runs.ok ? "ok" : runs.error.kind, "not-found");
    server.inject(workflowRunsRoute, { kind: "answer", status: 500 });
    assert.is((await gitHub.workflowRuns({ ...query, workflow: "ci.yml" })).ok, true);
  }),
);

lists.run();

const one = suite("one run");

one("has its state", () =>
  withGitHub(async ({ gitHub, server }) => {
    await gitHub.dispatchWorkflow(dispatch);
    server.setRun(firstId, { status: "in_progress", conclusion: null });
    assert.equal(await gitHub.workflowRun(repository, firstId), {
      ok: true,
      value: {
        id: firstId,
        htmlUrl: `${server.url}/Codertocat/Hello-World/actions/runs/${firstId}`,
        displayTitle: "notes since v1",
        status: "in_progress",
        conclusion: undefined,
        path: ".github/workflows/release-notes.yml",
      },
    });
    assert.is(server.requests[1]?.path, `/repos/Codertocat/Hello-World/actions/runs/${firstId}`);
    const absent = await gitHub.workflowRun(repository, 5);
    assert.is(absent.ok ? "ok" : absent.error.kind, "not-found");
  }),
);

one("is not another one", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(runRoute, { kind: "answer", status: 200, body: listed(6) });
    const run = await gitHub.workflowRun(repository, 5);
    assert.is(run.ok ? "" : run.error.message, "GitHub's answer does not have the form of run 5.");
  }),
);

one.run();

const cancels = suite("a cancelled run");

cancels("is requested, or has finished before", () =>
  withGitHub(async ({ gitHub, server }) => {
    await gitHub.dispatchWorkflow(dispatch);
    assert.equal(await gitHub.cancelRun(repository, firstId), { ok: true, value: "requested" });
    assert.equal(await gitHub.cancelRun(repository, firstId), { ok: true, value: "finished" });
    const { method, path, body } = server.requests[1] ?? {};
    assert.equal(
      [method, path, body],
      ["POST", `/repos/Codertocat/Hello-World/actions/runs/${firstId}/cancel`, undefined],
    );
    const absent = await gitHub.cancelRun(repository, 5);
    assert.is(absent.ok ? "ok" : absent.error.kind, "not-found");
  }),
);

cancels("is asked for again when the answer is lost", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    await gitHub.dispatchWorkflow(dispatch);
    server.inject(cancelRoute, { kind: "reset", when: "before-answer", carriedOut: true });
    assert.equal(await gitHub.cancelRun(repository, firstId), { ok: true, value: "finished" });
    assert.equal(waits, [1]);
  }),
);

cancels("by an answer other than 202 is unexpected", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(cancelRoute, { kind: "answer", status: 200, body: {} });
    const result = await gitHub.cancelRun(repository, 5);
    assert.equal(result.ok ? [] : [result.error.kind, result.error.carriedOut], ["unexpected", "unknown"]);
  }),
);

cancels.run();

const events = suite("dispatch of an event");
const event = { repository, eventType: "release-created", payload: { id: "5", correlation_id: "rc-1" } };
const eventRoute = "POST /repos/{owner}/{repo}/dispatches";

events("starts the workflows that listen, and names no run", () =>
  withGitHub(async ({ gitHub, server }) => {
    assert.equal(await gitHub.dispatchRepository(event), { ok: true, value: { status: 204 } });
    const { method, path, body } = server.requests[0] ?? {};
    assert.equal(
      [method, path, body],
      [
        "POST",
        "/repos/Codertocat/Hello-World/dispatches",
        { event_type: "release-created", client_payload: { id: "5", correlation_id: "rc-1" } },
      ],
    );
    assert.equal(server.runs, [
      {
        id: firstId,
        repository: "Codertocat/Hello-World",
        workflow: "created.yml",
        ref: "master",
        inputs: { id: "5", correlation_id: "rc-1" },
        eventType: "release-created",
      },
    ]);
  }),
);

events("is carried out by a 204 alone, and sent once after any failure", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    server.inject(eventRoute, { kind: "answer", status: 200, body: "<html>" }, { kind: "answer", status: 502 });
    const page = await gitHub.dispatchRepository(event);
    assert.equal(page.ok ? [] : [page.error.kind, page.error.carriedOut], ["unexpected", "unknown"]);
    const failure = await gitHub.dispatchRepository(event);
    assert.equal(failure.ok ? [] : [failure.error.kind, failure.error.carriedOut], ["server", "unknown"]);
    assert.is(server.requests.length, 2);
    assert.equal(waits, []);
  }),
);

events("that GitHub cannot take is not sent", () =>
  withGitHub(async ({ gitHub, server }) => {
    const attempt = async (change: object) => {
      const result = await gitHub.dispatchRepository({ ...event, ...change });
      return result.ok ? "ok" : result.error.message;
    };
    const keys = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, ""]));
    assert.equal(
      [
        await attempt({ eventType: "" }),
        await attempt({ eventType: "a\nb" }),
        await attempt({ eventType: "x".repeat(101) }),
        await attempt({ payload: keys(11) }),
        await attempt({ payload: { id: "x".repeat(65_527) } }),
      ],
      [
        'Not sent: "" cannot be the event type of anything on GitHub.',
        'Not sent: "a\\nb" cannot be the event type of anything on GitHub.',
        `Not sent: "${"x".repeat(64)}…" cannot be the event type of anything on GitHub.`,
        "Not sent: a payload of 11 keys and 90 bytes is more than GitHub takes.",
        "Not sent: a payload of 1 keys and 65536 bytes is more than GitHub takes.",
      ],
    );
    assert.is(server.requests.length, 0);
    assert.is(await attempt({ payload: keys(10), eventType: "x".repeat(100) }), "ok");
    assert.is(await attempt({ payload: { id: "x".repeat(65_526) } }), "ok");
  }),
);

events.run();
