import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { createGitHub } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Fault } from "../helpers/embedded-github/index.ts";
import { permissionRoute, repository, token, withGitHub } from "./embedded-scenario.ts";

const permissionPath = "/repos/Codertocat/Hello-World/collaborators/tara/permission";
const failed = (status: number, headers: Record<string, string> = {}, message = "No"): Fault => ({
  kind: "answer",
  status,
  headers,
  body: { message },
});

const retries = suite("reads are repeated");

for (const [what, fault] of [
  ["500", failed(500)],
  ["503", failed(503)],
  ["a reset before the answer", { kind: "reset", when: "before-answer" }],
  ["a reset within the answer", { kind: "reset", when: "within-body" }],
  ["silence", { kind: "silence" }],
  ["a slow body", { kind: "answer", status: 200, body: "{}", pauseMilliseconds: 2_000 }],
  ["a slow answer", { kind: "answer", status: 200, body: "{}", delayMilliseconds: 2_000 }],
] as const satisfies readonly (readonly [string, Fault])[]) {
  retries(`after ${what}`, () =>
    withGitHub(
      async ({ gitHub, server, waits }) => {
        server.inject(permissionRoute, fault);
        assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
        assert.is(server.requests.length, 2);
        assert.equal(waits, [1]);
      },
      { timeoutMilliseconds: 1_000 },
    ),
  );
}

retries("four times at most, with longer and longer waits", () =>
  withGitHub(async ({ gitHub, server, waits, log }) => {
    server.inject(permissionRoute, failed(500), failed(502), failed(503), failed(504, {}, "The last one"));
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: {
        kind: "server",
        message: `GitHub answered 504 to GET ${permissionPath}: The last one`,
        status: 504,
        carriedOut: "unknown",
      },
    });
    assert.equal(waits, [1, 2, 4]);
    assert.equal(log, [
      `GitHub answered 500 to GET ${permissionPath}: No (attempt 2 of 4 in 1 s)`,
      `GitHub answered 502 to GET ${permissionPath}: No (attempt 3 of 4 in 2 s)`,
      `GitHub answered 503 to GET ${permissionPath}: No (attempt 4 of 4 in 4 s)`,
    ]);
    assert.is(server.requests.length, 4);
  }),
);

for (const status of [400, 401, 403, 404, 409, 410, 418, 422, 451]) {
  retries(`not after ${status}`, () =>
    withGitHub(async ({ gitHub, server, waits }) => {
      server.inject(permissionRoute, failed(status));
      const result = await gitHub.collaborator(repository, "tara");
      const kinds: Record<number, string> = { 401: "unauthorized", 403: "forbidden", 404: "not-found", 422: "invalid" };
      assert.is(result.ok ? "ok" : result.error.kind, kinds[status] ?? "unexpected");
      assert.is(server.requests.length, 1);
      assert.equal(waits, []);
    }),
  );
}

retries("really waits when no other clock is given", () =>
  withGitHub(async ({ server }) => {
    const gitHub = createGitHub({ token, apiUrl: server.url, userAgent: "x", timeoutMilliseconds: 5000 });
    server.inject(permissionRoute, failed(500));
    const started = performance.now();
    assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
    assert.ok(performance.now() - started > 900);
  }),
);

retries.run();

const limits = suite("limits");

const now = Math.floor(Date.now() / 1000);
const date = new Date(now * 1000).toUTCString();
for (const [what, fault, wait] of [
  ["429 with retry-after", failed(429, { "retry-after": "7" }), 7],
  ["403 with retry-after", failed(403, { "retry-after": "7" }), 7],
  ["retry-after 0", failed(429, { "retry-after": "0" }), 1],
  [
    "an exhausted limit, by the server's clock",
    failed(403, {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "1000000030",
      date: "Sun, 09 Sep 2001 01:46:40 GMT",
    }),
    30,
  ],
  [
    "a reset that has passed",
    failed(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${now - 5}`, date }),
    1,
  ],
  [
    "retry-after before the reset",
    failed(403, { "retry-after": "3", "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${now + 90}`, date }),
    3,
  ],
  [
    "a secondary limit, known by its message alone",
    failed(403, { "x-ratelimit-remaining": "9", "x-ratelimit-reset": `${now + 9}`, date }, "Secondary rate limit"),
    60,
  ],
  ["429 that does not say", failed(429), 60],
  ["a reset that is no number", failed(429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" }), 60],
  ["a date that is none", failed(429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9", date: "?" }), 60],
  ["503 with retry-after", failed(503, { "retry-after": "20" }), 20],
] as const) {
  limits(what, () =>
    withGitHub(async ({ gitHub, server, waits }) => {
      server.inject(permissionRoute, fault);
      assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
      assert.equal(waits, [wait]);
    }),
  );
}

limits("without a time said, the wait doubles", () =>
  withGitHub(
    async ({ gitHub, server, waits }) => {
      server.inject(permissionRoute, failed(429), failed(429), failed(429));
      assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
      assert.equal(waits, [60, 120, 240]);
    },
    { maximumWaitSeconds: 420 },
  ),
);

limits("a wait past the bound is an error at once, with the time", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    server.inject(permissionRoute, failed(429, { "retry-after": "121" }), failed(429), failed(429));
    const message = `GitHub answered 429 to GET ${permissionPath}: No`;
    const error = { kind: "rate-limited", message, status: 429, carriedOut: "no" };
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: { ...error, retryAfterSeconds: 121 },
    });
    assert.equal(waits, []);
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: { ...error, retryAfterSeconds: 120 },
    });
    assert.equal(waits, [60]);
  }),
);

limits("short ones repeat until their waits reach the bound", () =>
  withGitHub(
    async ({ gitHub, server, waits }) => {
      server.inject(permissionRoute, ...Array.from({ length: 9 }, () => failed(429, { "retry-after": "0" })));
      const result = await gitHub.collaborator(repository, "tara");
      assert.is(result.ok ? 0 : result.error.retryAfterSeconds, 1);
      assert.equal(waits, [1, 1, 1, 1, 1, 1]);
    },
    { maximumWaitSeconds: 6 },
  ),
);

limits("do not count as failures, nor failures as limits", () =>
  withGitHub(async ({ gitHub, server, waits, log }) => {
    const limit = failed(429, { "retry-after": "7" });
    server.inject(permissionRoute, limit, failed(500), limit, failed(500), limit, failed(500), limit);
    assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
    assert.equal(waits, [7, 1, 7, 2, 7, 4, 7]);
    assert.equal(log.slice(0, 3), [
      `GitHub answered 429 to GET ${permissionPath}: No (again in 7 s)`,
      `GitHub answered 500 to GET ${permissionPath}: No (attempt 2 of 4 in 1 s)`,
      `GitHub answered 429 to GET ${permissionPath}: No (again in 7 s)`,
    ]);
  }),
);

limits.run();

const messages = suite("messages and secrets");

messages("a server that echoes the token does not get it into a message or a log", () =>
  withGitHub(async ({ gitHub, server, log }) => {
    const echo = `you sent token ${token}\n::set-output name=x::\u001b[31m\u202e${token}`;
    const said = "you sent token *** ::set-output name=x:: [31m ***";
    server.inject(permissionRoute, failed(500, { "x-echo": token }, echo), failed(401, {}, echo));
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: {
        kind: "unauthorized",
        message: `GitHub answered 401 to GET ${permissionPath}: ${said}`,
        status: 401,
        carriedOut: "unknown",
      },
    });
    assert.equal(log, [`GitHub answered 500 to GET ${permissionPath}: ${said} (attempt 2 of 4 in 1 s)`]);
  }),
);

messages("are one line of at most 300 characters of what GitHub said, and nothing else of the body", () =>
  withGitHub(async ({ gitHub, server }) => {
    const body = { message: "😀".repeat(400), errors: [{ secret: "s3cret" }], documentation_url: "https://docs.test" };
    server.inject(
      permissionRoute,
      { kind: "answer", status: 422, body },
      { kind: "answer", status: 401, body: "<html>x" },
    );
    const long = await gitHub.collaborator(repository, "tara");
    const message = `GitHub answered 422 to GET ${permissionPath}: ${"😀".repeat(299)}…`;
    assert.equal(long, { ok: false, error: { kind: "invalid", message, status: 422, carriedOut: "no" } });
    const page = await gitHub.collaborator(repository, "tara");
    assert.is(page.ok ? "" : page.error.message, `GitHub answered 401 to GET ${permissionPath}.`);
  }),
);

messages("a timeout says how long", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      server.inject(permissionRoute, { kind: "silence" });
      const message = `No usable answer of GitHub to GET ${permissionPath}: no answer within 150 ms.`;
      const result = await gitHub.collaborator(repository, "tara");
      assert.equal(result, { ok: false, error: { kind: "timeout", message, carriedOut: "unknown" } });
    },
    { timeoutMilliseconds: 150, maximumWaitSeconds: 0 },
  ),
);

messages("a body without end is given up", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(permissionRoute, { kind: "answer", status: 200, body: " ".repeat(32 * 1024 * 1024 + 1) });
    const message = `No usable answer of GitHub to GET ${permissionPath}: more than 33554432 bytes.`;
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: { kind: "unexpected", message, carriedOut: "unknown" },
    });
    assert.is(server.requests.length, 1);
  }),
);

messages("what is no HTTP, and nobody there, are the network's", async () => {
  const garbage = createTcpServer((socket) => socket.resume().end("220 mail.test ESMTP\r\n"));
  await new Promise<void>((listening) => garbage.listen(0, "127.0.0.1", listening));
  const apiUrl = `http://127.0.0.1:${(garbage.address() as AddressInfo).port}`;
  const gitHub = createGitHub({ token, apiUrl, userAgent: "x", timeoutMilliseconds: 5000, maximumWaitSeconds: 0 });
  const results = [await gitHub.collaborator(repository, "tara")];
  await new Promise((closed) => garbage.close(closed));
  results.push(await gitHub.collaborator(repository, "tara"));
  for (const result of results) assert.is(result.ok ? "ok" : result.error.kind, "network");
});

messages("nothing is printed, not even for a deprecated endpoint", () =>
  withGitHub(async ({ gitHub, server }) => {
    const printed: unknown[] = [];
    const { warn, error } = console;
    console.warn = (...text: unknown[]) => printed.push(text);
    console.error = console.warn;
    try {
      const headers = {
        deprecation: "Sun, 01 Nov 2026 00:00:00 GMT",
        sunset: "soon",
        link: '<https://x.test>; rel="deprecation"',
      };
      server.inject(permissionRoute, failed(404, headers));
      await gitHub.collaborator(repository, "tara");
    } finally {
      Object.assign(console, { warn, error });
    }
    assert.equal(printed, []);
  }),
);

messages.run();

const redirects = suite("redirects of reads");

redirects("are followed within the server, up to three times", () =>
  withGitHub(async ({ gitHub, server }) => {
    const again = failed(301, { location: permissionPath });
    server.inject(permissionRoute, again, failed(307, { location: `${server.url}${permissionPath}` }), again);
    assert.is((await gitHub.collaborator(repository, "tara")).ok, true);
    assert.is(server.requests.length, 4);
    server.inject(permissionRoute, again, again, again, again);
    const outcome = `a redirect to ${server.url} that is not followed`;
    assert.equal(await gitHub.collaborator(repository, "tara"), {
      ok: false,
      error: {
        kind: "unexpected",
        message: `GitHub answered 301 to GET ${permissionPath}, ${outcome}.`,
        status: 301,
        carriedOut: "no",
      },
    });
    assert.is(server.requests.length, 8);
  }),
);

redirects("never lead to another host, which could claim any permission", async () => {
  const arrivals: unknown[] = [];
  const elsewhere = createServer((request, response) => {
    arrivals.push(request.headers);
    response.end("{}");
  });
  await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  try {
    await withGitHub(async ({ gitHub, server }) => {
      server.inject(
        permissionRoute,
        failed(302, { location: origin }),
        failed(302, { location: "http://" }),
        failed(302),
      );
      for (const outcome of [`, a redirect to ${origin} that is not followed`, "", ""]) {
        assert.equal(await gitHub.collaborator(repository, "tara"), {
          ok: false,
          error: {
            kind: "unexpected",
            message: `GitHub answered 302 to GET ${permissionPath}${outcome}.`,
            status: 302,
            carriedOut: "no",
          },
        });
      }
    });
    assert.equal(arrivals, []);
  } finally {
    elsewhere.close();
  }
});

redirects.run();
