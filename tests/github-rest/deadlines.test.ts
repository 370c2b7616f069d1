import { createGitHub, type GitHub, type GitHubOptions } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Fault, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { dispatchRoute, permissionRoute, repository, state, token, withGitHub } from "./embedded-scenario.ts";

const limited = (seconds?: number, status = 429): Fault => ({
  kind: "answer",
  status,
  headers: seconds === undefined ? {} : { "retry-after": `${seconds}` },
  body: { message: "Slow down" },
});
const dispatch = { repository, workflow: "release-notes.yml", ref: "master", inputs: { since: "v1" } };
const permissionPath = "/repos/Codertocat/Hello-World/collaborators/tara/permission";

/** A clock that only waits move, with so much left at the start. */
function clock(seconds: number) {
  const waits: number[] = [];
  let remaining = seconds * 1000;
  const options: Partial<GitHubOptions> = {
    remainingMilliseconds: () => remaining,
    wait: async (milliseconds) => {
      waits.push(milliseconds / 1000);
      remaining -= milliseconds;
    },
  };
  return { options, waits };
}

const writes = suite("a request that changes something is sent again");

for (const [what, faults, waited] of [
  ["after 429 with retry-after", [limited(7)], [7]],
  ["after 429 without", [limited(), limited()], [60, 120]],
  ["after 403 of a limit", [limited(7, 403)], [7]],
  [
    "after a limit that names its reset",
    [
      {
        ...limited(undefined, 403),
        headers: {
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": "1000000030",
          date: "Sun, 09 Sep 2001 01:46:40 GMT",
        },
      },
    ],
    [30],
  ],
] as const) {
  writes(what, () =>
    withGitHub(
      async ({ gitHub, server, waits }) => {
        server.inject(dispatchRoute, ...(faults as readonly Fault[]));
        assert.is((await gitHub.dispatchWorkflow(dispatch)).ok, true);
        assert.equal(waits, waited);
        assert.is(server.requests.length, faults.length + 1);
        assert.is(server.runs.length, 1);
      },
      { maximumWaitSeconds: 200 },
    ),
  );
}

writes("and not once more after a failure that follows a limit", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    server.inject(dispatchRoute, limited(7), { kind: "reset", when: "before-answer", carriedOut: true });
    const result = await gitHub.dispatchWorkflow(dispatch);
    assert.is(result.ok ? "ok" : result.error.carriedOut, "unknown");
    assert.equal(waits, [7]);
    assert.is(server.runs.length, 1);
  }),
);

writes("never after a 403 that is no limit's", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    server.inject(dispatchRoute, limited(undefined, 403));
    const result = await gitHub.dispatchWorkflow(dispatch);
    assert.is(result.ok ? "ok" : result.error.kind, "forbidden");
    assert.equal(waits, []);
    assert.is(server.requests.length, 1);
  }),
);

writes.run();

const spread = suite("the waits of a limit are spread");

spread("by up to a quarter, for reads and writes; those after failures are not", () =>
  withGitHub(
    async ({ gitHub, server, waits }) => {
      server.inject(permissionRoute, limited(8), { kind: "answer", status: 500 });
      server.inject(dispatchRoute, limited(8));
      assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
      assert.is((await gitHub.dispatchWorkflow(dispatch)).ok, true);
      assert.equal(waits, [9, 1, 9]);
    },
    { random: () => 0.5 },
  ),
);

spread("but not past the bound", () =>
  withGitHub(
    async ({ gitHub, server, waits }) => {
      server.inject(permissionRoute, limited(8));
      assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
      assert.equal(waits, [8]);
    },
    { random: () => 0.99, maximumWaitSeconds: 9 },
  ),
);

spread("at random unless told otherwise", () =>
  withGitHub(async ({ server }) => {
    const waits: number[] = [];
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds);
    };
    const gitHub = createGitHub({ token, apiUrl: server.url, userAgent: "x", timeoutMilliseconds: 5000, wait });
    server.inject(permissionRoute, limited(10), limited(10), limited(10));
    assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
    assert.is(new Set(waits).size, 3);
    assert.ok(
      waits.every((milliseconds) => milliseconds >= 10_000 && milliseconds <= 12_500),
      String(waits),
    );
  }),
);

spread.run();

const deadlines = suite("the deadline of the whole run");

deadlines("limits are waited for as long as it allows, however often", () => {
  const { options, waits } = clock(1000);
  return withGitHub(async ({ gitHub, server }) => {
    server.inject(permissionRoute, ...Array.from({ length: 30 }, () => limited(30)));
    assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
    assert.equal(waits, Array(30).fill(30));
  }, options);
});

deadlines("a wait that would outlast it is an error at once, with the time", () => {
  const { options, waits } = clock(20);
  return withGitHub(async ({ gitHub, server }) => {
    server.inject(permissionRoute, limited(15), limited(15));
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: {
        kind: "rate-limited",
        message: `GitHub answered 429 to GET ${permissionPath}: Slow down`,
        status: 429,
        carriedOut: "no",
        retryAfterSeconds: 15,
      },
    });
    assert.equal(waits, [15]);
  }, options);
});

deadlines("nor does a wait leave no time to ask again", () => {
  const { options, waits } = clock(15);
  return withGitHub(async ({ gitHub, server }) => {
    server.inject(permissionRoute, limited(15));
    const result = await gitHub.collaborator(repository, "tara");
    assert.is(result.ok ? "ok" : result.error.kind, "rate-limited");
    assert.equal(waits, []);
  }, options);
});

deadlines("waits end even where the clock stands still", () => {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds / 1000);
  };
  return withGitHub(
    async ({ gitHub, server }) => {
      server.inject(dispatchRoute, ...Array.from({ length: 9 }, () => limited(10)));
      const result = await gitHub.dispatchWorkflow(dispatch);
      assert.is(result.ok ? "ok" : result.error.kind, "rate-limited");
      assert.equal(waits, [10, 10, 10]);
    },
    { remainingMilliseconds: () => 35_000, wait },
  );
});

deadlines("with nothing left, nothing is sent", async () => {
  for (const left of [0, -5, 0.5]) {
    await withGitHub(
      async ({ gitHub, server }) => {
        const said = (request: string) => ({
          ok: false,
          error: { kind: "timeout", message: `Not sent: no time remains for ${request}.`, carriedOut: "no" },
        });
        assert.equal(await gitHub.collaborator(repository, "tara"), said(`GET ${permissionPath}`));
        const dispatches = "/repos/Codertocat/Hello-World/actions/workflows/release-notes.yml/dispatches";
        assert.equal(await gitHub.dispatchWorkflow(dispatch), said(`POST ${dispatches}`));
        assert.is(server.requests.length, 0);
      },
      { remainingMilliseconds: () => left },
    );
  }
});

deadlines("a request is given up when it comes", async () => {
  await withGitHub(
    async ({ gitHub, server }) => {
      server.inject(dispatchRoute, { kind: "silence", carriedOut: true });
      const result = await gitHub.dispatchWorkflow(dispatch);
      assert.match(result.ok ? "" : result.error.message, /no answer within 120 ms\.$/);
      assert.is(result.ok ? "ok" : result.error.carriedOut, "unknown");
    },
    { timeoutMilliseconds: 60_000, remainingMilliseconds: () => 120.7 },
  );
});

deadlines("a bound of one call holds beside it", () => {
  const { options, waits } = clock(1000);
  return withGitHub(
    async ({ gitHub, server }) => {
      server.inject(permissionRoute, limited(30), limited(30));
      const result = await gitHub.collaborator(repository, "tara");
      assert.is(result.ok ? "ok" : result.error.kind, "rate-limited");
      assert.equal(waits, [30]);
    },
    { ...options, maximumWaitSeconds: 45 },
  );
});

deadlines.run();

const crowd = suite("many clients at a server that limits rates");

crowd("all get through, each once", async () => {
  const rateLimit = { requests: 25, refusals: 50, retryAfterSeconds: 1 };
  const server = await startEmbeddedGitHub({ ...state, rateLimit });
  try {
    const client = (): GitHub =>
      createGitHub({
        ...{ token, apiUrl: server.url, userAgent: "x", timeoutMilliseconds: 20_000, maximumWaitSeconds: 5_000 },
        wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds / 10)),
      });
    const bodies = Array.from({ length: 100 }, (_, index) => `comment ${index}`);
    const results = await Promise.all(bodies.map((body) => client().createComment(repository, 1, body)));
    assert.ok(server.limited > 0);
    assert.is(server.requests.length, server.limited + 100);
    assert.equal(server.comments.map(({ body }) => body).sort(), [...bodies].sort());
    assert.is(new Set(results.map((result) => (result.ok ? result.value.id : "failed"))).size, 100);
  } finally {
    await server.close();
  }
});

crowd.run();
