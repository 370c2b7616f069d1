import type { GitHub, GitHubError } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, faultMatrix, timesOut } from "../helpers/embedded-github/index.ts";
import { repository, withGitHub } from "./embedded-scenario.ts";

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: GitHubError };

const timeoutMilliseconds = 250;
/** Past the time-out, and past the second attempt after it. */
const slowMilliseconds = 600;
const patience = () => new Promise((done) => setTimeout(done, slowMilliseconds));
const inputs = { since: "v1" };
const dispatch = { repository, workflow: "release-notes.yml", ref: "master", inputs };

const once = suite("every fault at a request that is sent once");

const changes: readonly (readonly [
  string,
  (gitHub: GitHub) => Promise<Outcome>,
  (server: EmbeddedGitHub) => readonly unknown[],
])[] = [
  ["dispatch of a workflow", (gitHub) => gitHub.dispatchWorkflow(dispatch), ({ runs }) => runs],
  [
    "dispatch of an event",
    (gitHub) => gitHub.dispatchRepository({ repository, eventType: "release-created", payload: { id: "1" } }),
    ({ runs }) => runs,
  ],
  ["comment", (gitHub) => gitHub.createComment(repository, 1, "x"), ({ comments }) => comments],
];

for (const [what, change, done] of changes) {
  for (const { name, fault } of faultMatrix(slowMilliseconds)) {
    once(`${what}: ${name} does it once, not at all, or says that nobody knows`, () =>
      withGitHub(
        async ({ gitHub, server }) => {
          server.injectAt(1, fault);
          const outcome = await change(gitHub);
          if (name.includes("late")) await patience();
          const times = done(server).length;
          const isLimit = name.startsWith("429");
          assert.is(server.requests.length, isLimit ? 2 : 1);
          if (outcome.ok) assert.is(times, 1);
          else if (outcome.error.carriedOut === "no") assert.is(times, 0);
          else assert.ok(times <= 1);
        },
        timesOut(fault) ? { timeoutMilliseconds } : {},
      ),
    );
  }
}

once.run();

const repeated = suite("every fault at a request that is repeated");
const refusals: Readonly<Record<string, string>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "unexpected",
  422: "invalid",
};

for (const { name, fault } of faultMatrix(4 * slowMilliseconds)) {
  repeated(`${name}: the comment has the last text, or GitHub's refusal is said`, () =>
    withGitHub(
      async ({ gitHub, server }) => {
        const created = await gitHub.createComment(repository, 1, "x");
        server.injectAt(1, fault);
        const outcome = await gitHub.updateComment(repository, created.ok ? created.value.id : 0, "y");
        if (name.startsWith("garbage")) assert.is(outcome.ok ? "ok" : outcome.error.kind, "unexpected");
        else assert.is(outcome.ok ? undefined : outcome.error.kind, refusals[name]);
        if (outcome.ok) assert.is(server.comments[0]?.body, "y");
        assert.is(server.comments.length, 1);
      },
      timesOut(fault) ? { timeoutMilliseconds: 4 * timeoutMilliseconds } : {},
    ),
  );
}

repeated.run();
