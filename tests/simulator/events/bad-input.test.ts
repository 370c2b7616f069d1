import type { ValueMap } from "@yardmaster/core";
import {
  completeEvent,
  type GivenEvent,
  loadExamples,
  type SimulatedRepository,
  simulate,
} from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

const examples = await loadExamples();
const jobs = 'jobs: {a: {runs-on: x, steps: [{run: "true"}]}}';
const two = repositoryOf({ "a.yml": `on: workflow_dispatch\n${jobs}`, "ship.yml": `on: workflow_dispatch\n${jobs}` });

function problemsOf(given: Partial<GivenEvent>, repository: SimulatedRepository = two): readonly string[] {
  const completed = completeEvent({ instant: "2026-11-27T12:00:00Z", ...given }, repository, examples);
  return "problems" in completed ? completed.problems.map(({ code, message }) => `${code}: ${message}`) : [];
}

const refusals: readonly (readonly [says: string, given: Partial<GivenEvent>, problem: string])[] = [
  ["nothing at all", {}, "event-missing: there is no event: give a payload, or say which with `--event`"],
  [
    "a payload that shows no event",
    { payload: { hello: 1 } },
    "event-missing: the payload does not show which event it is of: say it with `--event`",
  ],
  [
    "a misspelled event",
    { name: "pull_requests" },
    "event-unknown: there is no event `pull_requests`: did you mean `pull_request`",
  ],
  [
    "no event by any name",
    { name: "lunch" },
    "event-unknown: there is no event `lunch`: name one that starts workflows",
  ],
  [
    "a member of objects",
    { name: "constructor" },
    "event-unknown: there is no event `constructor`: name one that starts workflows",
  ],
  ["__proto__", { name: "__proto__" }, "event-unknown: there is no event `__proto__`: name one that starts workflows"],
  [
    "a webhook that starts nothing",
    { name: "star" },
    "event-starts-nothing: `star` goes to webhooks and starts no workflow: the nearest that does is `watch`",
  ],
  [
    "another webhook that starts nothing",
    { name: "sponsorship" },
    "event-starts-nothing: `sponsorship` goes to webhooks and starts no workflow: name one that does",
  ],
  [
    "workflow_call",
    { name: "workflow_call" },
    "event-not-own: `workflow_call` comes from a job that calls the workflow: name the event that starts its caller",
  ],
  [
    "pull_request_comment",
    { name: "pull_request_comment" },
    "event-not-own: there is no event `pull_request_comment`: use `issue_comment`",
  ],
  [
    "a misspelled type",
    { name: "pull_request", action: "open" },
    "type-unknown: `pull_request` starts no workflow by the activity type `open`: did you mean `opened`",
  ],
  [
    "a type that goes to webhooks alone",
    { name: "check_suite", action: "rerequested" },
    "type-unknown: `check_suite` starts no workflow by the activity type `rerequested`: it has `completed`",
  ],
  [
    "a type of an event without",
    { name: "push", ref: "main", action: "created" },
    "type-not-taken: `push` has no activity types: leave out `created`",
  ],
  [
    "a push of nothing",
    { name: "push" },
    "ref-missing: a `push` is of a branch or a tag: say which with `--ref`, as `main` or `refs/tags/v1`",
  ],
  [
    "a push of an empty name",
    { name: "push", ref: "" },
    "ref-invalid: `` is no name that git takes for a branch or a tag: write it as `main` or `refs/tags/v1`",
  ],
  [
    "a push of a name with a space",
    { name: "push", ref: "a b" },
    "ref-invalid: `a b` is no name that git takes for a branch or a tag: write it as `main` or `refs/tags/v1`",
  ],
  [
    "a commit of which only the beginning is said",
    { name: "push", ref: "main", sha: "3f2a1b0" },
    "sha-invalid: `3f2a1b0` is no commit: write all 40 digits of its hash",
  ],
  [
    "a schedule of two fields",
    { name: "schedule", cron: "* *" },
    "cron-unreadable: `* *` is no cron: it has 2 fields, not 5; write it as the workflow's `schedule` does",
  ],
  [
    "an association in other letters",
    { name: "pull_request", association: "member" },
    "association-unknown: nobody is `member` to a repository: did you mean `MEMBER`",
  ],
  [
    "no association",
    { name: "pull_request", association: "x" },
    "association-unknown: nobody is `x` to a repository: there are COLLABORATOR, CONTRIBUTOR, FIRST_TIMER, FIRST_TIME_CONTRIBUTOR, MANNEQUIN, MEMBER, NONE, OWNER",
  ],
  [
    "a creation of nothing",
    { name: "create" },
    "ref-missing: a `create` is of a branch or a tag: say which with `--ref`, as `main` or `refs/tags/v1`",
  ],
  [
    "a payload of another event",
    { name: "push", payload: { action: "opened", issue: {} } },
    "payload-of-another-event: the payload is one of `issues`, and `push` was said: leave out one of them",
  ],
  [
    "no instant",
    { name: "issues", instant: "tomorrow" },
    "instant-invalid: `tomorrow` is no instant: write it as `2026-11-27T12:00:00Z`",
  ],
  ["no attempt", { name: "issues", attempt: 0 }, "attempt-invalid: attempts count from 1: `0` is none"],
  ["no fork", { name: "pull_request", fork: "fox" }, "fork-invalid: `fox` is no repository: write it as `owner/name`"],
  [
    "a fork of what is no pull request",
    { name: "issues", fork: "fox/x" },
    "fork-not-taken: `issues` is of no pull request: leave out the fork",
  ],
  [
    "inputs of what takes none",
    { name: "issues", inputs: { a: 1 } },
    "inputs-not-taken: `issues` takes no inputs: only `workflow_dispatch` and `repository_dispatch` do",
  ],
  [
    "a manual run of one of several",
    { name: "workflow_dispatch" },
    "workflow-missing: `workflow_dispatch` starts one workflow: say which with `--workflow`: `a.yml`, `ship.yml`",
  ],
  [
    "a manual run of none that there is",
    { name: "workflow_dispatch", workflow: "shp.yml" },
    "workflow-unknown: there is no workflow `shp.yml`: did you mean `ship.yml`",
  ],
  [
    "a run of a workflow that nobody knows",
    { name: "workflow_run", workflow: "nothing-like-it" },
    "workflow-unknown: there is no workflow `nothing-like-it`: there are 2 workflows",
  ],
];

const test = suite("events that cannot be simulated");
for (const [says, given, problem] of refusals) {
  test(says, () => {
    assert.equal(problemsOf(given), [problem]);
  });
}
test("a payload of pull_request is one of pull_request_target, too", () => {
  assert.equal(problemsOf({ name: "pull_request_target", payload: { action: "opened", pull_request: {} } }), []);
});
test("several mistakes are told at once", () => {
  assert.equal(
    problemsOf({ name: "issues", action: "open", instant: "x", fork: "y" }).map((text) => text.split(":")[0]),
    ["type-unknown", "instant-invalid", "fork-invalid", "fork-not-taken"],
  );
});
test("no payload makes it throw", () => {
  const odd = [null, 1, "x", [], [{}], { a: null }, true];
  for (const value of odd) {
    for (const key of [
      "action",
      "ref",
      "pull_request",
      "issue",
      "repository",
      "sender",
      "commits",
      "workflow",
      "inputs",
    ]) {
      for (const name of ["push", "pull_request", "issues", "workflow_dispatch", "workflow_run", "release"]) {
        const payload = { [key]: value };
        const completed = completeEvent({ name, ref: "main", payload, instant: "2026-11-27T12:00:00Z" }, two, examples);
        if ("event" in completed) simulate(two, completed.event);
      }
    }
  }
});

const gaps = suite("what a payload lacks");
const reading = (condition: string) =>
  repositoryOf({
    "a.yml": `on: issues\njobs:\n  a:\n    runs-on: x\n    steps: [{run: "true"}, {if: "${condition}", run: "true"}]\n`,
  });
const traceOf = (condition: string, payload: GivenEvent["payload"]) => {
  const repository = reading(condition);
  const given = { name: "issues", instant: "2026-11-27T12:00:00Z", ...(payload ? { payload } : {}) };
  const completed = completeEvent(given, repository, examples);
  if ("problems" in completed) throw new Error(JSON.stringify(completed.problems));
  const trace = simulate(repository, completed.event);
  return { trace, step: trace.workflows[0]?.run?.jobs[0]?.legs[0]?.steps[1] };
};
gaps("is not known, and named with the expression, the file and the path", () => {
  const { trace, step } = traceOf("github.event.issue.title == 'x'", { action: "opened", issue: { number: 3 } });
  assert.is(step?.verdict, "unknown");
  assert.equal(trace.problems, [
    {
      code: "payload-lacks",
      message:
        "the payload lacks `issue.title`, which every payload of `issues` has and `if: github.event.issue.title == 'x'` reads as `github.event.issue.title`: add it",
      file: ".github/workflows/a.yml",
      path: ["jobs", "a", "steps", 1, "if"],
    },
  ]);
});
gaps("as a whole object, in whatever case", () => {
  const { trace, step } = traceOf("github.EVENT.Issue.Title == 'x'", { action: "opened" });
  assert.is(step?.verdict, "unknown");
  assert.match(trace.problems[0]?.message ?? "", /^the payload lacks `issue`, /);
});
gaps("is null where not every payload of the event has it", () => {
  const { trace, step } = traceOf("github.event.issue.pull_request", { action: "opened", issue: { number: 3 } });
  assert.equal([step?.verdict, trace.problems], ["skipped", []]);
  const label = traceOf("github.event.label.name == 'x'", { action: "opened", issue: {} });
  assert.equal([label.step?.verdict, label.trace.problems], ["skipped", []]);
  const organization = traceOf("github.event.organization", { action: "opened", issue: {} });
  assert.equal([organization.step?.verdict, organization.trace.problems], ["skipped", []]);
});
gaps("is null where the payload says null", () => {
  const { trace, step } = traceOf("github.event.issue.body == ''", { action: "opened", issue: { body: null } });
  assert.equal([step?.verdict, trace.problems], ["runs", []]);
});
gaps("is named where a filter asks for it, and where it would tell a fork", () => {
  const repository = repositoryOf({ "a.yml": `on: {pull_request: {branches: [main]}}\n${jobs}` });
  const payload = { action: "opened", pull_request: { number: 1 } };
  const completed = completeEvent({ payload, instant: "2026-11-27T12:00:00Z" }, repository, examples);
  assert.ok("event" in completed);
  const { problems, workflows } = simulate(repository, completed.event);
  assert.equal([workflows[0]?.starts, workflows[0]?.reason.code], ["unknown", "branch-unknown"]);
  assert.equal(
    problems.map(({ message, path }) => [message, path]),
    [
      [
        "the payload lacks `pull_request.base`, which every payload of `pull_request` has and `on.pull_request.branches` asks for: add it",
        ["on", "pull_request", "branches"],
      ],
      [
        "the payload lacks `pull_request.head`, which every payload of `pull_request` has and the question whether it comes from a fork asks for: add it",
        undefined,
      ],
    ],
  );
});
gaps("is null where it depends on who owns the repository, or on what is installed", () => {
  const { trace, step } = traceOf("github.event.organization.login == '' && github.event.installation == null", {
    action: "opened",
    issue: {},
  });
  assert.equal([step?.verdict, trace.problems], ["runs", []]);
  const merge = { merge_group: {}, action: "checks_requested" };
  const completed = completeEvent({ payload: merge, instant: "2026-11-27T12:00:00Z" }, two, examples);
  assert.ok("event" in completed);
  assert.equal(
    ["organization", "installation", "merge_group.head_sha"].map((path) => completed.event.lacking?.has(path)),
    [false, false, true],
  );
});
gaps("is what a type has in every example, where there are several of that type", () => {
  const lacking = (payload: ValueMap) => {
    const completed = completeEvent({ payload, instant: "2026-11-27T12:00:00Z" }, two, examples);
    return "event" in completed && (completed.event.lacking?.has("label") ?? false);
  };
  // Two examples have `labeled`; one has `transferred`, with `changes` that no rule makes of it.
  assert.is(lacking({ action: "labeled", issue: {} }), true);
  assert.is(lacking({ action: "opened", issue: {} }), false);
  const transferred = completeEvent(
    { payload: { action: "transferred", issue: {} }, instant: "2026-11-27T12:00:00Z" },
    two,
    examples,
  );
  assert.is("event" in transferred && transferred.event.lacking?.has("changes"), false);
});
gaps("is no longer lacking once it is there: what a person sets below it counts", () => {
  const repository = reading("github.event.issue.title == 'x'");
  const payload = { action: "opened", issue: { title: "x" } };
  const event = eventOf({ name: "issues", payload, lacking: new Set(["issue"]) });
  const step = simulate(repository, event).workflows[0]?.run?.jobs[0]?.legs[0]?.steps[1];
  assert.is(step?.verdict, "runs");
});
gaps("is no matter where nothing reads it", () => {
  assert.equal(
    traceOf("github.event.issue.number == 3", { action: "opened", issue: { number: 3 } }).trace.problems,
    [],
  );
});
gaps("is in what came from an example: the field is named as assumed", () => {
  const { trace, step } = traceOf("github.event.issue.title == 'x' || github.head_ref", undefined);
  assert.equal([step?.verdict, trace.problems], ["skipped", []]);
  assert.equal(trace.event.assumed, ["issue.title"]);
  assert.equal(traceOf("github.event.issue.labels.*.name", undefined).trace.event.assumed, ["issue.labels.*.name"]);
  assert.equal(traceOf("github.actor == 'mona'", undefined).trace.event.assumed, ["sender.login"]);
  assert.equal(traceOf("contains(toJSON(github.event), 'x')", undefined).trace.event.assumed, ["*"]);
  assert.equal(traceOf("github.event.repository.full_name == 'x'", undefined).trace.event.assumed, []);
});

const unread = suite("workflows that are none");
unread("are told, and the others go on", () => {
  const repository = repositoryOf(
    { "a.yml": `on: push\n${jobs}` },
    { unreadable: new Map([[".github/workflows/b.yml", "it is empty"]]) },
  );
  const { problems, workflows } = simulate(repository, eventOf());
  assert.equal(problems, [
    {
      code: "workflow-unreadable",
      message: ".github/workflows/b.yml is no workflow: it is empty",
      file: ".github/workflows/b.yml",
    },
  ]);
  assert.equal(
    workflows.map(({ starts }) => starts),
    ["yes"],
  );
});
unread("with filters that GitHub refuses start nothing, and say it", () => {
  const { problems } = simulate(
    repositoryOf({ "a.yml": `on: {push: {tags: [a], tags-ignore: [b]}}\n${jobs}` }),
    eventOf(),
  );
  assert.equal(problems, [
    {
      code: "filters-exclude-each-other",
      message: "`tags` and `tags-ignore` exclude each other: GitHub does not run .github/workflows/a.yml",
      file: ".github/workflows/a.yml",
      path: ["on", "push", "tags"],
    },
  ]);
});
unread("without a list of files a filter of paths is an error", () => {
  const { problems } = simulate(
    repositoryOf({ "a.yml": `on: {push: {paths: [src/**]}}\n${jobs}` }),
    eventOf({ changedFiles: undefined }),
  );
  assert.equal(problems, [
    {
      code: "files-missing",
      message: "`paths` needs the list of changed files: give them with `--files`, none of them as an empty list",
      file: ".github/workflows/a.yml",
      path: ["on", "push", "paths"],
    },
  ]);
});

test.run();
gaps.run();
unread.run();
