import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Fault } from "../helpers/embedded-github/index.ts";
import { dispatchRoute, repository, withGitHub } from "./embedded-scenario.ts";

const inputs = { since: "v1.0.0" };
const dispatch = { repository, workflow: "release-notes.yml", ref: "master", inputs };
const path = "/repos/Codertocat/Hello-World/actions/workflows/release-notes.yml/dispatches";
const answers = suite("dispatch of a workflow");

answers("asks for the run, and names it", () =>
  withGitHub(async ({ gitHub, server }) => {
    const hostile = { since: '"; $(id) `x` 12345678901234567890n', until: "é\u2028\n::set-output" };
    assert.equal(await gitHub.dispatchWorkflow({ ...dispatch, inputs: hostile }), {
      ok: true,
      value: {
        status: 200,
        run: {
          id: 16_000_000_001,
          apiUrl: `${server.url}/repos/Codertocat/Hello-World/actions/runs/16000000001`,
          htmlUrl: `${server.url}/Codertocat/Hello-World/actions/runs/16000000001`,
        },
      },
    });
    assert.equal(
      server.requests.map(({ method, path, body }) => ({ method, path, body })),
      [{ method: "POST", path, body: { ref: "master", inputs: hostile, return_run_details: true } }],
    );
  }),
);

answers("204 is accepted without a run", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(dispatchRoute, { kind: "answer", status: 204 });
    assert.equal(await gitHub.dispatchWorkflow(dispatch), { ok: true, value: { status: 204 } });
  }),
);

answers("an Enterprise Server that does not know the field is asked again without it", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      assert.equal(await gitHub.dispatchWorkflow(dispatch), { ok: true, value: { status: 204 } });
      assert.equal(
        server.requests.map(({ body }) => body),
        [
          { ref: "master", inputs, return_run_details: true },
          { ref: "master", inputs },
        ],
      );
      assert.is(server.runs.length, 1);
    },
    { server: { ghesVersion: "3.20" } },
  ),
);

for (const [what, change, kind, status, said] of [
  ["an unexpected input", { inputs: { ...inputs, x: "1" } }, "invalid", 422, 'Unexpected inputs provided: ["x"]'],
  ["a missing input", { inputs: {} }, "invalid", 422, "Required input 'since' not provided"],
  ["an unknown ref", { ref: "nowhere" }, "invalid", 422, "No ref found for: nowhere"],
  ["no trigger", { workflow: "ci.yml" }, "invalid", 422, "Workflow does not have 'workflow_dispatch' trigger"],
  ["an unknown workflow", { workflow: "a b..yml" }, "not-found", 404, "Not Found"],
] as const) {
  answers(`${what} is ${kind}`, () =>
    withGitHub(async ({ gitHub, server }) => {
      const changed = { ...dispatch, ...change };
      const encoded = encodeURIComponent(changed.workflow);
      const address = `POST /repos/Codertocat/Hello-World/actions/workflows/${encoded}/dispatches`;
      const message = `GitHub answered ${status} to ${address}: ${said}`;
      assert.equal(await gitHub.dispatchWorkflow(changed), {
        ok: false,
        error: { kind, message, status, carriedOut: "no" },
      });
      assert.is(server.requests.length, 1);
    }),
  );
}

answers("a token without Actions: write is forbidden", () =>
  withGitHub(
    async ({ gitHub }) => {
      const message = `GitHub answered 403 to POST ${path}: Resource not accessible by personal access token`;
      const error = { kind: "forbidden", message, status: 403, carriedOut: "no" };
      assert.equal(await gitHub.dispatchWorkflow(dispatch), { ok: false, error });
    },
    { token: "ghp_reader" },
  ),
);

for (const [what, body] of [
  ["an id as text", { workflow_run_id: "1", run_url: "https://x.test/1", html_url: "https://x.test/1" }],
  ["no links", { workflow_run_id: 1 }],
  ["a link of another scheme", { workflow_run_id: 1, run_url: "https://x.test", html_url: "javascript:alert(1)" }],
  ["a link with a line break", { workflow_run_id: 1, run_url: "https://x.test", html_url: "https://x.test/\n::x" }],
  ["no JSON", "accepted"],
] as const) {
  answers(`a 200 with ${what} says nothing: a proxy may have sent it`, () =>
    withGitHub(async ({ gitHub, server }) => {
      server.inject(dispatchRoute, { kind: "answer", status: 200, body });
      const message = "GitHub's answer does not have the form of a dispatched run.";
      const error = { kind: "unexpected", message, carriedOut: "unknown" };
      assert.equal(await gitHub.dispatchWorkflow(dispatch), { ok: false, error });
    }),
  );
}

answers.run();

const once = suite("a dispatch is sent once, whatever comes back but a limit");

const after: Fault["carriedOut"] = true;
for (const [what, fault, kind, carriedOut] of [
  ["a reset before the answer", { kind: "reset", when: "before-answer", carriedOut: after }, "network", "unknown"],
  ["a reset within the answer", { kind: "reset", when: "within-body", carriedOut: after }, "network", "unknown"],
  ["silence", { kind: "silence", carriedOut: after }, "timeout", "unknown"],
  [
    "a slow body",
    { kind: "answer", status: 200, body: "{}", pauseMilliseconds: 2_000, carriedOut: after },
    "timeout",
    "unknown",
  ],
  ["500", { kind: "answer", status: 500 }, "server", "unknown"],
  [
    "502 after the run has started",
    { kind: "answer", status: 502, body: "<html>", carriedOut: after },
    "server",
    "unknown",
  ],
  ["503 with retry-after", { kind: "answer", status: 503, headers: { "retry-after": "1" } }, "server", "unknown"],
  ["421, which fetch would send again", { kind: "answer", status: 421 }, "unexpected", "no"],
  ["401", { kind: "answer", status: 401, headers: { "www-authenticate": "Basic" } }, "unauthorized", "no"],
  ["408", { kind: "answer", status: 408 }, "unexpected", "unknown"],
  ["another 400", { kind: "answer", status: 400, body: { message: "Problems parsing JSON" } }, "unexpected", "no"],
  [
    "422 that names the field",
    { kind: "answer", status: 422, body: { message: "return_run_details" } },
    "invalid",
    "no",
  ],
  ["201", { kind: "answer", status: 201, body: "{}" }, "unexpected", "unknown"],
  ["304", { kind: "answer", status: 304 }, "unexpected", "unknown"],
] as const satisfies readonly (readonly [string, Fault, string, string])[]) {
  once(what, () =>
    withGitHub(
      async ({ gitHub, server, waits }) => {
        server.inject(dispatchRoute, fault);
        const result = await gitHub.dispatchWorkflow(dispatch);
        assert.equal(result.ok ? [] : [result.error.kind, result.error.carriedOut], [kind, carriedOut]);
        assert.is(server.requests.length, 1);
        assert.is(server.runs.length, "carriedOut" in fault ? 1 : 0);
        assert.equal(waits, []);
      },
      { timeoutMilliseconds: 1_000 },
    ),
  );
}

once("a redirect is not followed, and says where it led", async () => {
  let arrivals = 0;
  const elsewhere = createServer((_, response) => {
    arrivals++;
    response.end("{}");
  });
  await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  try {
    await withGitHub(async ({ gitHub, server }) => {
      for (const status of [301, 302, 303, 307, 308]) {
        server.inject(dispatchRoute, { kind: "answer", status, headers: { location: `${origin}/take` } });
        const message = `GitHub answered ${status} to POST ${path}, a redirect to ${origin} that is not followed.`;
        assert.equal(await gitHub.dispatchWorkflow(dispatch), {
          ok: false,
          error: { kind: "unexpected", message, status, carriedOut: "no" },
        });
      }
      server.inject(dispatchRoute, { kind: "answer", status: 307, headers: { location: `${server.url}${path}` } });
      assert.is((await gitHub.dispatchWorkflow(dispatch)).ok, false);
      assert.is(server.requests.length, 6);
      assert.equal(server.runs, []);
    });
    assert.is(arrivals, 0);
  } finally {
    elsewhere.close();
  }
});

once.run();
