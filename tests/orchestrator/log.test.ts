import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findSecrets } from "../helpers/find-secrets.ts";
import { createTestClock, runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { validateLogLine } from "../helpers/validate-record.ts";
import { appendLines, branch, dayFile, lineOf, logToken, recordOf, requestsOf, withLogGitHub } from "./log-scenario.ts";

const log = suite("rc orchestrator log on a branch");

log("makes the branch without a parent, and appends a line a run to the file of the day", () =>
  withLogGitHub(async (scenario) => {
    const first = await appendLines(scenario, [lineOf(1), lineOf(2)]);
    assert.is(first.code, 0);
    assert.is(first.stdout, `log: branch "${branch}": 2 of 2 lines appended, 0 were there.\n`);
    assert.is(first.stderr, "");
    assert.equal(requestsOf(scenario), [
      "GET contents/2026%2F11%2F22.ndjson?ref=orchestrator-log",
      "GET git/ref/heads/orchestrator-log",
      "POST git/trees",
      "POST git/commits",
      "POST git/refs",
      "PUT contents/2026%2F11%2F22.ndjson",
    ]);
    const second = await appendLines(scenario, [lineOf(3)]);
    assert.is(second.code, 0);
    assert.equal(requestsOf(scenario).slice(6), [
      "GET contents/2026%2F11%2F22.ndjson?ref=orchestrator-log",
      "PUT contents/2026%2F11%2F22.ndjson",
    ]);
    assert.equal(scenario.lines(), [lineOf(1), lineOf(2), lineOf(3)]);
    for (const line of scenario.lines()) assert.equal(validateLogLine(line), []);

    const { store } = scenario;
    const history = [];
    for (let sha = store.branches.get(branch); sha; sha = store.commits.get(sha)?.parents[0]) {
      history.push(store.commits.get(sha));
    }
    assert.equal(
      history.map((commit) => [commit?.message, [...(commit?.files.keys() ?? [])]]),
      [
        ["Log runs of 2026-11-22", ["README.md", dayFile]],
        ["Log runs of 2026-11-22", ["README.md", dayFile]],
        ["Log runs of 2026-11-22", ["README.md"]],
      ],
    );
    assert.equal(history.at(-1)?.parents, []);
  }),
);

log("writes no line twice, whichever artifact it comes from", () =>
  withLogGitHub(async (scenario) => {
    const lines = [lineOf(1), lineOf(2)].join("\n");
    const files = { "a/dispatch-log.ndjson": `${lines}\n`, "a/gate/dispatch-log.ndjson": lines, "a/b/c": "x" };
    await appendLines(scenario, [], { files });
    const again = await appendLines(scenario, [], { files: { "a/x/dispatch-log.ndjson": `${lines}\n${lineOf(3)}\n` } });
    assert.is(again.stdout, `log: branch "${branch}": 1 of 3 lines appended, 2 were there.\n`);
    assert.equal(scenario.lines(), [lineOf(1), lineOf(2), lineOf(3)]);
    const third = await appendLines(scenario, [lineOf(2)]);
    assert.is(third.code, 0);
    assert.is(third.stdout, `log: branch "${branch}": 0 of 1 lines appended, 1 were there.\n`);
    assert.is(requestsOf(scenario).filter((request) => request.startsWith("PUT")).length, 2);
  }),
);

log("keeps runs that differ in anything, such as the attempt or the stage", () =>
  withLogGitHub(async (scenario) => {
    const run = { id: "1", url: "https://github.com/o/r/actions/runs/1/attempts/1" };
    const lines = [
      lineOf(1, { github_run: { ...run, attempt: "1" } }),
      lineOf(1, { github_run: { ...run, attempt: "2" } }),
      lineOf(1, { github_run: { ...run, attempt: "1" }, stage: "gate" }),
    ];
    await appendLines(scenario, lines);
    assert.equal(scenario.lines(), lines);
  }),
);

log("sorts lines into the UTC days of their runs", () =>
  withLogGitHub(async (scenario) => {
    const late = lineOf(1, { at: { utc: "2026-11-22T23:59:59Z", phoenix: "2026-11-22T16:59:59-07:00" } });
    const early = lineOf(1, { at: { utc: "2026-11-23T00:00:00Z", phoenix: "2026-11-22T17:00:00-07:00" } });
    const run = await appendLines(scenario, [early, late]);
    assert.is(run.stdout, `log: branch "${branch}": 2 of 2 lines appended, 0 were there.\n`);
    assert.equal(scenario.lines(), [late]);
    assert.equal(scenario.lines("2026/11/23.ndjson"), [early]);
  }),
);

log("starts another file where one is full, and finds its lines in both", () =>
  withLogGitHub(async (scenario) => {
    const big = lineOf(1, recordOf(500_000));
    const other = lineOf(2, recordOf(500_000));
    const lines = [big, other, lineOf(3), lineOf(4, recordOf(399_000))];
    for (const round of [1, 2]) {
      const run = await appendLines(scenario, lines, { timeoutMilliseconds: 5_000 });
      assert.is(run.code, 0, run.stderr);
      assert.match(run.stdout, round === 1 ? "4 of 4 lines appended, 0 were" : "0 of 4 lines appended, 4 were");
      assert.equal(scenario.lines(), [big, lineOf(3)]);
      assert.equal(scenario.lines("2026/11/22-2.ndjson"), [other]);
      assert.equal(scenario.lines("2026/11/22-3.ndjson"), [lineOf(4, recordOf(399_000))]);
    }
  }),
);

log("passes over files that GitHub does not read, and repairs one that ends within a line", () =>
  withLogGitHub(async (scenario) => {
    const unreadable = { [dayFile]: Buffer.alloc(1024 * 1024 + 1, "x"), "2026/11/22-2.ndjson": Buffer.from([0xff]) };
    scenario.seed({ ...unreadable, "2026/11/22-3.ndjson": `${lineOf(1)}\n{"version": 1` });
    assert.is((await appendLines(scenario, [lineOf(1), lineOf(2)])).code, 0);
    assert.equal(scenario.lines("2026/11/22-3.ndjson"), [lineOf(1), '{"version": 1', lineOf(2)]);
  }),
);

log("cuts a line that fits no file to what names its run", () =>
  withLogGitHub(async (scenario) => {
    const huge = lineOf(1, recordOf(900_000));
    for (const written of [1, 0]) {
      const run = await appendLines(scenario, [huge], { timeoutMilliseconds: 5_000 });
      assert.match(run.stdout, `${written} of 1 lines appended`);
    }
    const { facts, timings, commands, cut, github_run } = JSON.parse(scenario.lines()[0] ?? "");
    assert.equal(
      { facts, timings, commands, cut, id: github_run.id },
      { facts: [], timings: [], commands: [], cut: true, id: "1" },
    );
    assert.equal(validateLogLine(scenario.lines()[0]), []);
  }),
);

log("blots out secrets that stand in a line, and keeps keys of later programs", () =>
  withLogGitHub(async (scenario) => {
    const secret = "another-secret-of-the-run";
    const line = JSON.stringify({ ...JSON.parse(lineOf(1, { reason: `${secret} ${logToken}` })), later: [secret] });
    await appendLines(scenario, [line], { env: { MY_SECRET: secret } });
    const [written = ""] = scenario.lines();
    assert.is(JSON.parse(written).reason, "*** ***");
    assert.equal(JSON.parse(written).later, ["***"]);
    assert.equal(findSecrets(JSON.stringify(scenario.github.requests), [secret, logToken]), []);
  }),
);

log("appends the good lines of a broken file and says which are broken", () =>
  withLogGitHub(async (scenario) => {
    const noInstant = lineOf(3).replace("2026-11-22T15:06:00Z", "yesterday");
    const run = await appendLines(scenario, [lineOf(1), "{", "", '{"version": 2}', noInstant, lineOf(2).slice(0, -9)]);
    assert.is(run.code, 1);
    assert.is(run.stdout, `log: branch "${branch}": 1 of 1 lines appended, 0 were there.\n`);
    const file = "a/orchestrator-gate-1/dispatch-log.ndjson";
    assert.equal(run.stderr.match(/error [a-z-]+: The file "[^"]+"/g), [
      `error not-json: The file "${file}:2"`,
      `error wrong-shape: The file "${file}:4"`,
      `error wrong-shape: The file "${file}:5"`,
      `error not-json: The file "${file}:6"`,
    ]);
    assert.equal(scenario.lines(), [lineOf(1)]);
  }),
);

log("says why it could not, and how far it came", () =>
  withLogGitHub(
    async (scenario) => {
      const run = await appendLines(scenario, [lineOf(1)]);
      assert.is(run.code, 1);
      assert.is(run.stdout, `log: branch "${branch}": 0 of 1 lines appended, 0 were there.\n`);
      assert.is(
        run.stderr,
        "rc: error log-not-appended: Lines are missing from the log: GitHub answered 403 to POST /repos/Codertocat/Hello-World/git/trees: Resource not accessible by integration. Run this again: lines that are there are not written twice.\n",
      );
    },
    { permissions: { metadata: "read", contents: "read" } },
  ),
);

log("gives up on a branch that nobody may change, long before the deadline", () =>
  withLogGitHub(async (scenario) => {
    scenario.seed({ [dayFile]: `${lineOf(1)}\n` });
    const refusal = { kind: "answer", status: 409, body: { message: "Repository rule violations found" } } as const;
    scenario.github.inject("PUT /repos/{owner}/{repo}/contents/{path}", ...Array.from({ length: 50 }, () => refusal));
    const clock = createTestClock();
    const run = await appendLines(scenario, [lineOf(2)], { clock });
    assert.is(run.code, 1);
    assert.match(run.stderr, "GitHub answered 409 to PUT /repos/Codertocat/Hello-World/contents/");
    assert.match(run.stderr, ": Repository rule violations found");
    assert.is(requestsOf(scenario).filter((request) => request.startsWith("PUT")).length, 7);
    assert.ok(clock.now().getTime() - Date.parse("2026-11-22T15:06:00Z") < 30_000);
    assert.equal(scenario.lines(), [lineOf(1)]);
  }),
);

log.run();

const usage = suite("rc orchestrator log: usage");

const env = { ...runnerVariables, GITHUB_API_URL: "http://127.0.0.1:9", GITHUB_TOKEN: logToken };
const files = { "a/dispatch-log.ndjson": `${lineOf(1)}\n` };

async function say(to: string, changes: Readonly<Record<string, string | undefined>> = {}, directory = "a") {
  const argv = ["orchestrator", "log", "--artifacts", directory, "--to", to];
  const { code, stdout, stderr } = await runRcOn({ env: { ...env, ...changes }, files }, ...argv);
  return `${code} ${stdout}${stderr}`;
}

usage("refuses places that are none", async () => {
  const places = [
    "",
    "log",
    "branch:",
    "branch:a b",
    "branch:../x",
    "branch:a/",
    "branch:/a",
    "branch:a.lock",
    "branch:-a",
  ];
  places.push(
    "branch:a..b",
    "branch:refs\n",
    "branch:main",
    "branch:feature/x",
    "issue:0",
    "issue:x",
    "issue:-1",
    "issue:1e3",
  );
  for (const place of places) {
    const ref = place === "branch:feature/x" ? "feature/x" : "main";
    const problem = place === "" ? "2 rc: error missing-flag: " : "2 rc: error bad-flag-value: The flag --to holds ";
    assert.is((await say(place, { GITHUB_REF_NAME: ref })).slice(0, problem.length), problem, place);
  }
});

usage("needs a repository, a token, an address and a log", async () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ["GITHUB_REPOSITORY", undefined, "missing-variable"],
    ["GITHUB_REPOSITORY", "a/b/c", "bad-variable"],
    ["GITHUB_TOKEN", "", "missing-variable"],
    ["GITHUB_API_URL", "x", "bad-variable"],
  ];
  for (const [name, value, code] of cases) {
    const said = await say("branch:log", { [name]: value });
    assert.match(said, `2 rc: error ${code}: The environment variable ${name} `);
  }
  assert.match(
    await say("branch:log", {}, "none"),
    '2 rc: error unreadable-file: The file "none" cannot be read: it does not exist.',
  );
  const { code, stderr } = await runRcOn(
    { env, files: { "b/c/d/dispatch-log.ndjson": "" } },
    "orchestrator",
    "log",
    "--artifacts",
    "b",
    "--to",
    "issue:1",
  );
  assert.is(code, 2);
  assert.match(stderr, 'rc: error no-log: Neither "b" nor a folder directly below it holds a dispatch-log.ndjson.');
});

usage("sends nothing to an address that is no https", async () => {
  assert.match(
    await say("branch:log", { GITHUB_API_URL: "http://example.com" }),
    "Not sent: the API's address must be an https URL",
  );
});

usage.run();
