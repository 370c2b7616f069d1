import {
  completeEvent,
  eventHelp,
  type GivenEvent,
  loadExamples,
  type RunTrace,
  type SimulatedRepository,
  simulate,
} from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repositoryOf } from "../../helpers/simulated-files.ts";

const examples = await loadExamples();
const forkPage = "docs.github.com, Approving workflow runs from forks";
const dependabotPage = "docs.github.com, Troubleshooting Dependabot on GitHub Actions";
const targetPage = "docs.github.com, Securely using pull_request_target";
const settingsPage = "docs.github.com, Managing GitHub Actions settings for a repository";
const policyPage = "docs.github.com, About Actions policies";
const tokenNote = "docs.github.com, Events that trigger workflows, pull_request, note on GITHUB_TOKEN";

interface Case {
  readonly says: string;
  readonly given: Omit<GivenEvent, "instant"> & { readonly instant?: string };
  readonly facts?: Partial<SimulatedRepository>;
  /** Of the workflow, before its jobs. */
  readonly permissions?: string;
  /** Level of `contents` of the job's token, whether the secret reaches it, and the run's verdict with its code. */
  readonly comesTo: string;
  readonly source: string;
}

function runOf({
  given,
  facts,
  permissions = "{contents: write}",
}: Pick<Case, "given" | "facts" | "permissions">): RunTrace {
  const name = given.name ?? "push";
  const on = name === "schedule" ? "{schedule: [{cron: '0 12 * * *'}]}" : `{${name}: {}}`;
  const stated = permissions === "" ? "" : `permissions: ${permissions}\n`;
  const text = `on: ${on}\n${stated}jobs: {a: {runs-on: x, env: {K: "\${{ secrets.KEY }}"}, steps: [{run: "true"}]}}\n`;
  const settings = {
    secrets: ["KEY"],
    dependabotSecrets: [],
    defaultPermissions: "permissive",
    ...facts?.settings,
  } as const;
  const repository = repositoryOf({ "a.yml": text }, { ...facts, settings });
  const completed = completeEvent({ instant: "2026-11-27T12:00:00Z", ...given }, repository, examples);
  if ("problems" in completed) throw new Error(JSON.stringify(completed.problems));
  const [workflow] = simulate(repository, completed.event).workflows;
  if (!workflow?.run) throw new Error(workflow?.reason.text);
  return workflow.run;
}

function shown(run: RunTrace): string {
  const verdict = run.reason && run.verdict !== "runs" ? `${run.verdict} ${run.reason.code}` : run.verdict;
  const leg = run.jobs[0]?.legs[0];
  if (!leg) return verdict;
  return `${leg.permissions.contents ?? "none"}, ${leg.secrets.includes("KEY") ? "secret" : "no secret"}, ${verdict}`;
}

const fork = "fox/hello";
const member = "MEMBER";

const cases: readonly Case[] = [
  {
    says: "a branch of the repository",
    given: { name: "pull_request", actor: "mona" },
    comesTo: "write, secret, runs",
    source: targetPage,
  },
  ...["pull_request", "pull_request_review", "pull_request_review_comment"].map(
    (name): Case => ({
      says: `a fork of a public repository: ${name}`,
      given: { name, fork, association: member },
      comesTo: "read, no secret, runs",
      source: targetPage,
    }),
  ),
  {
    says: "a fork and pull_request_target",
    given: { name: "pull_request_target", fork, association: "NONE" },
    comesTo: "write, secret, runs",
    source: targetPage,
  },
  {
    says: "a fork's comment",
    given: { name: "issue_comment", association: "NONE" },
    comesTo: "write, secret, runs",
    source: targetPage,
  },
  {
    says: "workflow_run",
    given: { name: "workflow_run" },
    comesTo: "write, secret, runs",
    source: "docs.github.com, Events that trigger workflows, workflow_run",
  },
  {
    says: "a fork of a private repository",
    given: { name: "pull_request", fork },
    facts: { visibility: "private", settings: { forkPullRequests: { runs: true } } },
    comesTo: "read, no secret, runs",
    source: settingsPage,
  },
  {
    says: "a fork of a private repository that sends write tokens",
    given: { name: "pull_request", fork },
    facts: { visibility: "private", settings: { forkPullRequests: { sendsWriteToken: true } } },
    comesTo: "write, no secret, runs",
    source: settingsPage,
  },
  {
    says: "a fork of a private repository that sends secrets",
    given: { name: "pull_request", fork },
    facts: { visibility: "private", settings: { forkPullRequests: { sendsSecrets: true } } },
    comesTo: "read, secret, runs",
    source: settingsPage,
  },
  {
    says: "a fork of an internal repository that asks for an approval",
    given: { name: "pull_request", fork, association: "CONTRIBUTOR" },
    facts: { visibility: "internal", settings: { forkPullRequests: { runs: true, needsApproval: true } } },
    comesTo: "read, no secret, waits fork-needs-approval",
    source: settingsPage,
  },
  {
    says: "what a private repository lets its forks have is not for public ones",
    given: { name: "pull_request", fork, association: member },
    facts: { settings: { forkPullRequests: { sendsSecrets: true, sendsWriteToken: true } } },
    comesTo: "read, no secret, runs",
    source: settingsPage,
  },
  ...["FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE"].map(
    (association): Case => ({
      says: `without a setting, ${association} waits`,
      given: { name: "pull_request", fork, association },
      comesTo: "read, no secret, waits fork-needs-approval",
      source: forkPage,
    }),
  ),
  {
    says: "without a setting, CONTRIBUTOR does not wait",
    given: { name: "pull_request", fork, association: "CONTRIBUTOR" },
    comesTo: "read, no secret, runs",
    source: forkPage,
  },
  {
    says: "an author whom nobody knows",
    given: { name: "pull_request", fork },
    comesTo: "read, no secret, waits approval-unknown",
    source: forkPage,
  },
  {
    says: "only who is new to GitHub: FIRST_TIME_CONTRIBUTOR",
    given: { name: "pull_request", fork, association: "FIRST_TIME_CONTRIBUTOR" },
    facts: { settings: { forkApproval: "first-time-new" } },
    comesTo: "read, no secret, runs",
    source: settingsPage,
  },
  {
    says: "only who is new to GitHub: FIRST_TIMER",
    given: { name: "pull_request", fork, association: "FIRST_TIMER" },
    facts: { settings: { forkApproval: "first-time-new" } },
    comesTo: "read, no secret, waits fork-needs-approval",
    source: settingsPage,
  },
  {
    says: "all from outside: CONTRIBUTOR",
    given: { name: "pull_request", fork, association: "CONTRIBUTOR" },
    facts: { settings: { forkApproval: "all-outside" } },
    comesTo: "read, no secret, waits fork-needs-approval",
    source: settingsPage,
  },
  {
    says: "all from outside: COLLABORATOR",
    given: { name: "pull_request", fork, association: "COLLABORATOR" },
    facts: { settings: { forkApproval: "all-outside" } },
    comesTo: "read, no secret, runs",
    source: settingsPage,
  },
  {
    says: "what was approved is not asked again",
    given: { name: "pull_request", fork, association: "NONE", attempt: 2 },
    comesTo: "read, no secret, runs",
    source: forkPage,
  },
  {
    says: "pull_request_target never waits",
    given: { name: "pull_request_target", fork, association: "FIRST_TIMER" },
    comesTo: "write, secret, runs",
    source: forkPage,
  },
  {
    says: "a pull request by a job token waits",
    given: { name: "pull_request", by: "github-token" },
    comesTo: "write, secret, waits token-needs-approval",
    source: tokenNote,
  },
  ...[
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "push",
    "create",
    "deployment",
    "deployment_status",
  ].flatMap((name): readonly Case[] => [
    {
      says: `Dependabot, ${name}: permissions may be asked for`,
      given: { name, ref: "dependabot/x", actor: "dependabot[bot]" },
      comesTo: "write, no secret, runs",
      source: dependabotPage,
    },
    {
      says: `Dependabot, ${name}: reads where none are`,
      given: { name, ref: "dependabot/x", actor: "dependabot[bot]" },
      permissions: "",
      comesTo: "read, no secret, runs",
      source: dependabotPage,
    },
  ]),
  {
    says: "Dependabot has secrets of its own",
    given: { name: "pull_request", actor: "dependabot[bot]" },
    facts: { settings: { dependabotSecrets: ["KEY"] } },
    comesTo: "write, secret, runs",
    source: dependabotPage,
  },
  {
    says: "Dependabot, pull_request_target on its own pull request",
    given: { name: "pull_request_target", actor: "dependabot[bot]" },
    comesTo: "read, no secret, runs",
    source: dependabotPage,
  },
  {
    says: "Dependabot, issue_comment",
    given: { name: "issue_comment", actor: "dependabot[bot]" },
    comesTo: "write, secret, runs",
    source: dependabotPage,
  },
  {
    says: "somebody runs Dependabot's run again",
    given: { name: "pull_request", actor: "dependabot[bot]", triggeringActor: "mona", attempt: 2 },
    comesTo: "write, no secret, runs",
    source: `${dependabotPage}: the restrictions apply even then`,
  },
  {
    says: "pull_request_target in a public repository until 1 December 2026",
    given: { name: "pull_request_target", instant: "2026-12-01T23:59:59Z" },
    comesTo: "write, secret, runs",
    source: targetPage,
  },
  {
    says: "pull_request_target in a public repository from 2 December 2026",
    given: { name: "pull_request_target", instant: "2026-12-02T00:00:00Z" },
    comesTo: "refused pull-request-target-blocked",
    source: targetPage,
  },
  {
    says: "pull_request_target in a private repository",
    given: { name: "pull_request_target", instant: "2027-01-01T00:00:00Z" },
    facts: { visibility: "private" },
    comesTo: "write, secret, runs",
    source: targetPage,
  },
  {
    says: "pull_request_target where an event rule allows it",
    given: { name: "pull_request_target", instant: "2027-01-01T00:00:00Z" },
    facts: { settings: { policies: [{ events: ["pull_request_target", "push"] }] } },
    comesTo: "write, secret, runs",
    source: targetPage,
  },
  {
    says: "pull_request_target where an event rule is for another file",
    given: { name: "pull_request_target", instant: "2027-01-01T00:00:00Z" },
    facts: { settings: { policies: [{ events: ["pull_request_target"], workflows: [".github/workflows/b.yml"] }] } },
    comesTo: "refused pull-request-target-blocked",
    source: targetPage,
  },
  {
    says: "pull_request_target where only actors are ruled",
    given: { name: "pull_request_target", actor: "mona", instant: "2027-01-01T00:00:00Z" },
    facts: { settings: { policies: [{ actors: ["mona"] }] } },
    comesTo: "refused pull-request-target-blocked",
    source: targetPage,
  },
  {
    says: "an event that a policy does not name",
    given: { name: "push", ref: "main" },
    facts: { settings: { policies: [{ events: ["pull_request"] }] } },
    comesTo: "refused policy-event",
    source: policyPage,
  },
  {
    says: "a policy that is only watched",
    given: { name: "push", ref: "main" },
    facts: { settings: { policies: [{ events: ["pull_request"], isEvaluatedOnly: true }] } },
    comesTo: "write, secret, runs",
    source: policyPage,
  },
  {
    says: "all policies have to allow it",
    given: { name: "push", ref: "main", actor: "mona" },
    facts: { settings: { policies: [{ events: ["push"] }, { actors: ["hubot"] }] } },
    comesTo: "refused policy-actor",
    source: policyPage,
  },
  {
    says: "an actor that a policy names, in whatever case",
    given: { name: "push", ref: "main", actor: "Mona" },
    facts: { settings: { policies: [{ actors: ["mona"] }] } },
    comesTo: "write, secret, runs",
    source: policyPage,
  },
];

const test = suite("what a run is trusted with");
for (const row of cases) {
  test(row.says, () => {
    assert.is(shown(runOf(row)), row.comesTo, row.source);
  });
}
test("of all events, a fork's pull request restricts three", () => {
  const restricted = eventHelp.filter(({ name }) => {
    const isRequest = name.startsWith("pull_request");
    return runOf({ given: { name, ref: "main", ...(isRequest ? { fork, association: member } : {}) } }).isRestricted;
  });
  assert.equal(
    restricted.map(({ name }) => name),
    ["pull_request", "pull_request_review", "pull_request_review_comment"],
  );
});
test("a pull request whose fork was deleted is one of a fork", () => {
  const payload = {
    action: "opened",
    pull_request: { number: 1, author_association: member, head: { ref: "x", repo: null } },
  };
  assert.is(shown(runOf({ given: { name: "pull_request", payload } })), "read, no secret, runs");
});
test("that it comes from no fork is in the trace as assumed, where nobody says it", () => {
  const repository = repositoryOf({ "a.yml": 'on: pull_request\njobs: {a: {runs-on: x, steps: [{run: "true"}]}}' });
  const completed = completeEvent({ name: "pull_request", instant: "2026-11-27T12:00:00Z" }, repository, examples);
  assert.ok("event" in completed);
  assert.equal(simulate(repository, completed.event).event.assumed, ["action", "pull_request.head.repo.full_name"]);
});
test.run();
