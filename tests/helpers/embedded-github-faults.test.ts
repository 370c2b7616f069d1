import { suite } from "uvu";
import * as assert from "uvu/assert";
import { faultMatrix } from "./embedded-github/index.ts";
import { ask, comments, dispatches, dispatchRoute, firstRun, said, withServer } from "./embedded-github-scenario.ts";

const faults = suite("embedded GitHub: faults and limits");

faults("meet a request by its place, whatever its route", () =>
  withServer({}, async (server) => {
    await said(server, `GET ${comments}`);
    server.injectAt(2, { kind: "answer", status: 500, body: {} });
    assert.equal(
      [
        await said(server, `GET ${comments}`),
        await said(server, dispatches, { ref: "main" }),
        await said(server, `GET ${comments}`),
      ],
      ["200", "500", "200"],
    );
    assert.equal(server.runs, []);
  }),
);

faults("a stalled answer begins and does not end", () =>
  withServer({}, async (server) => {
    server.inject(dispatchRoute, { kind: "stall", carriedOut: true }, { kind: "stall" });
    for (const started of [1, 1]) {
      const response = await fetch(`${server.url}${dispatches.slice(5)}`, {
        method: "POST",
        headers: { authorization: "Bearer ghs_all" },
        body: '{"ref":"main"}',
        signal: AbortSignal.timeout(400),
      });
      assert.is(response.status, 200);
      assert.is(await response.text().catch(({ name }) => name), "TimeoutError");
      assert.is(server.runs.length, started);
    }
  }),
);

faults("a slow answer is the true one", () =>
  withServer({}, async (server) => {
    server.inject(dispatchRoute, { kind: "slow", delayMilliseconds: 30, pauseMilliseconds: 30 });
    const started = performance.now();
    const { status, body } = await ask(server, dispatches, { ref: "main", return_run_details: true });
    assert.equal([status, body.workflow_run_id], [200, firstRun]);
    assert.ok(performance.now() - started >= 55);
  }),
);

faults("a request may take effect when nobody waits any more", () =>
  withServer({}, async (server) => {
    server.inject(dispatchRoute, {
      kind: "reset",
      when: "before-answer",
      carriedOut: true,
      carriedOutAfterMilliseconds: 300,
    });
    assert.is(await said(server, dispatches, { ref: "main" }).catch(String), "TypeError: fetch failed");
    assert.is(server.runs.length, 0);
    await new Promise((done) => setTimeout(done, 350));
    assert.is(server.runs.length, 1);
  }),
);

faults("a limit refuses what comes past it, and does nothing of it", () =>
  withServer({ rateLimit: { requests: 3, refusals: 2, retryAfterSeconds: 2 } }, async (server) => {
    const burst = () => Promise.all(Array.from({ length: 5 }, () => said(server, `POST ${comments}`, { body: "x" })));
    const limit = "429 You have exceeded a secondary rate limit. Please wait before you try again.";
    assert.equal((await burst()).sort(), ["201", "201", "201", limit, limit]);
    assert.equal([server.comments.length, server.limited, server.requests.length], [3, 2, 5]);
    const response = await fetch(`${server.url}${comments}`);
    assert.is(response.status, 401);
    await burst();
    assert.equal([server.comments.length, server.limited], [6, 4]);
  }),
);

faults("the matrix has every case, each once", () => {
  const names = faultMatrix(50).map(({ name }) => name);
  assert.is(new Set(names).size, names.length);
  assert.equal(
    names.filter((name) => name.startsWith("time-out")),
    [
      "time-out before",
      "time-out during",
      "time-out during, not carried out",
      "time-out after",
      "time-out before, carried out late",
    ],
  );
  for (const status of ["401", "403", "404", "409", "422", "429 with", "500", "502", "garbage", "slow", "reset"]) {
    assert.ok(
      names.some((name) => name.startsWith(status)),
      status,
    );
  }
});

faults("500 clients at once are all served", () =>
  withServer({}, async (server) => {
    const bodies = Array.from({ length: 500 }, (_, index) => `${index}`);
    const answers = await Promise.all(bodies.map((body) => ask(server, `POST ${comments}`, { body })));
    assert.is(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size, 500);
    assert.equal(server.comments.map(({ body }) => body).sort(), bodies.sort());
  }),
);

faults.run();
