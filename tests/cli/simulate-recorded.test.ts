import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { headSha, jobBody, runBody } from "../helpers/recorded-run.ts";
import { makeRepository } from "./repository.ts";

interface Context extends ReturnType<typeof makeRepository> {
  server: EmbeddedGitHub;
}

const test = suite<Context>("yardmaster simulate --recorded");

const ci = `name: CI
on: push
jobs:
  test:
    runs-on: ubuntu-24.04
    strategy: { matrix: { node: [20, 22] } }
    steps: [{ run: npm test }, { name: Report, if: failure(), run: ./report }]
  deploy: { needs: test, if: "github.event.head_commit.message != 'Change'", runs-on: x, steps: [{ run: ./deploy }] }
`;
const steps = { "Run npm test": "success", Report: "skipped" } as const;
const jobs = [
  jobBody("test (20)", "success", steps),
  jobBody("test (22)", "success", steps),
  jobBody("deploy", "skipped"),
];
const many = Array.from({ length: 130 }, (_, index) => ({ ...jobBody(`extra ${index}`, "success"), id: index + 5000 }));
const disagreeing = [
  jobs[0],
  jobBody("test (22)", "success", { ...steps, Report: "success" }),
  jobBody("deploy", "success"),
];

test.before.each(async (context) => {
  Object.assign(context, makeRepository({ ".github/workflows/ci.yml": ci }));
  const usual = { owner: "o", defaultBranch: "main", collaborators: [], workflows: {} };
  context.server = await startEmbeddedGitHub({
    tokens: [{ value: "secret-token", label: "t", permissions: { metadata: "read", actions: "read" } }],
    repositories: [
      {
        ...usual,
        name: "r",
        finishedRuns: [
          { run: runBody({ id: 7 }), jobs },
          { run: runBody({ id: 7, run_attempt: 2, conclusion: "failure" }), jobs: disagreeing as typeof jobs },
          { run: runBody({ id: 8 }), jobs: [...jobs, ...many] },
        ],
      },
    ],
  });
});
test.after.each(async ({ server, dispose }) => {
  await server.close();
  dispose();
});

test("a file of run and jobs: what agrees, exit 0", async ({ run, write }) => {
  write("run.json", JSON.stringify({ run: runBody(), jobs: { total_count: 3, jobs } }));
  assert.equal(await run(["simulate", "--recorded", "run.json"]), {
    code: 0,
    stdout: `.github/workflows/ci.yml: run 30433642, push by octocat: success
3 jobs and 4 steps agree; no disagreement
`,
    stderr: "",
  });
});

test("each disagreement with the trace's reason, exit 1; the jobs in a file of their own", async ({ run, write }) => {
  write("run.json", JSON.stringify(runBody({ conclusion: "failure" })));
  write(
    "jobs.json",
    JSON.stringify([
      { total_count: 3, jobs: disagreeing.slice(0, 2) },
      { total_count: 3, jobs: disagreeing.slice(2) },
    ]),
  );
  assert.equal(await run(["simulate", "--recorded", "run.json", "--jobs", "jobs.json"]), {
    code: 1,
    stdout: `.github/workflows/ci.yml: run 30433642, push by octocat: failure
disagrees job \`test (22)\`, step \`Report\`
  it said: it is skipped, because no step before it has failed
  GitHub:  it ran (success)
disagrees job \`deploy\`
  it said: it is skipped, because \`github.event.head_commit.message != 'Change'\` is false: \`github.event.head_commit.message\` is 'Change'
  GitHub:  it ran (success)
1 job and 3 steps agree; 2 disagreements
`,
    stderr: "",
  });
});

test("a payload that was kept decides in place of what the run says", async ({ run, write }) => {
  const event = { ref: "refs/heads/main", after: headSha, head_commit: { id: headSha, message: "Other" } };
  write("event.json", JSON.stringify(event));
  write("run.json", JSON.stringify({ run: runBody(), jobs }));
  write("both.json", JSON.stringify({ run: runBody(), jobs, event }));
  const expected = `.github/workflows/ci.yml: run 30433642, push by octocat: success
disagrees job \`deploy\`
  it said: it runs, because its condition holds
  GitHub:  it was skipped
2 jobs and 4 steps agree; 1 disagreement
`;
  assert.equal(await run(["simulate", "event.json", "--recorded", "run.json"]), {
    code: 1,
    stdout: expected,
    stderr: "",
  });
  assert.equal(await run(["simulate", "--recorded", "both.json"]), { code: 1, stdout: expected, stderr: "" });
});

test("as JSON: the run, the counts, the disagreements and the trace", async ({ run, write }) => {
  write("run.json", JSON.stringify({ run: runBody(), jobs }));
  const { code, stdout } = await run(["simulate", "--recorded", "run.json", "--format", "json"]);
  const { version, disagreements, agreed, unknown, trace, run: said } = JSON.parse(stdout);
  assert.equal(
    [code, version, disagreements, agreed, unknown],
    [0, 1, [], { jobs: 3, steps: 4 }, { jobs: [], steps: 0 }],
  );
  assert.equal([trace.event.sha, said.path], [headSha, ".github/workflows/ci.yml"]);
});

test("reads a run and its pages of jobs from GitHub, the latest attempt or one; the token shows nowhere", async ({
  run,
  server,
}) => {
  const env = { GITHUB_API_URL: server.url, GITHUB_TOKEN: "secret-token" };
  const origin = new URL(server.url).origin;
  const latest = await run(["simulate", "--recorded", `${origin}/o/r/actions/runs/7`], { env });
  assert.is(latest.stderr, "");
  assert.match(latest.stdout, /^\.github\/workflows\/ci\.yml: run 7, attempt 2, push by octocat: failure\ndisagrees /);
  assert.is(latest.code, 1);
  const first = await run(["simulate", "--recorded", `${origin}/o/r/actions/runs/7/attempts/1`], { env });
  assert.is(first.code, 0);
  const paged = await run(["simulate", "--recorded", `${origin}/o/r/actions/runs/8`], { env });
  assert.match(paged.stdout, /; 130 disagreements\n$/);
  assert.equal(server.requests.map(({ path }) => path).slice(-4), [
    "/repos/o/r/actions/runs/7/attempts/1/jobs?per_page=100&page=1",
    "/repos/o/r/actions/runs/8",
    "/repos/o/r/actions/runs/8/jobs?per_page=100&page=1",
    "/repos/o/r/actions/runs/8/jobs?per_page=100&page=2",
  ]);
  for (const { stdout, stderr } of [latest, first, paged]) assert.not.match(stdout + stderr, "secret-token");
});

test("says why a run cannot be read: no token, no repository, no such run, no permission", async ({ run, server }) => {
  const origin = new URL(server.url).origin;
  const address = (id: number) => `${origin}/o/r/actions/runs/${id}`;
  const ask = async (what: string, token?: string) => {
    const env = { GITHUB_API_URL: server.url, ...(token === undefined ? {} : { GITHUB_TOKEN: token }) };
    const { code, stdout, stderr } = await run(["simulate", "--recorded", what], { env });
    assert.equal([code, stdout], [2, ""]);
    return stderr.replaceAll(origin, "ORIGIN");
  };
  assert.is(
    await ask(address(7)),
    "Reading a run from ORIGIN takes a token with the permission Actions: read, in GITHUB_TOKEN or GH_TOKEN (of another server in GH_ENTERPRISE_TOKEN, with GH_HOST). Without one, give a file of what the API answers.\n",
  );
  assert.is(
    await ask("7", "secret-token"),
    "No remote of git says which repository the run is of: give its address.\n",
  );
  assert.match(await ask(address(9), "secret-token"), /^The run 9 of o\/r cannot be read: .*404/);
  assert.match(await ask(address(7), "other"), /^The run 7 of o\/r cannot be read: .*401/);
});

const refusals: readonly (readonly [args: readonly string[], said: string])[] = [
  [["--recorded", "none.json"], 'There is no file "none.json".\n'],
  [["--recorded", "text.json"], "text.json:1:1 is no JSON from here on.\n"],
  [["--recorded", "open.json"], "open.json: the run has not finished: its `conclusion` is missing.\n"],
  [["--recorded", "open.json", "--exec"], "--exec cannot stand beside --recorded.\n"],
  [["--recorded", "open.json", "--event", "push"], "--event cannot stand beside --recorded.\n"],
  [["--recorded", "7", "--jobs", "open.json"], "--jobs stands beside a file of the run, not beside its number.\n"],
  [["--recorded", "odd.json"], "There is no event `nonsense`: name one that starts workflows.\n"],
];
for (const [args, said] of refusals) {
  test(`refuses ${args.join(" ")}`, async ({ run, write }) => {
    write("text.json", "no JSON");
    write("open.json", JSON.stringify({ run: { ...runBody(), conclusion: null }, jobs }));
    write("odd.json", JSON.stringify({ run: runBody({ event: "nonsense" }), jobs }));
    const { code, stdout, stderr } = await run(["simulate", ...args]);
    assert.equal([code, stdout], [2, ""]);
    assert.ok(stderr.startsWith(said), stderr);
  });
}

test.run();
