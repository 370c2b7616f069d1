import { fail, ok, type Result, type TaskDispatch } from "@yardmaster/core";
import type { GitHubError, PullRequest } from "@yardmaster/github";
import { bindHead, compareHead, type OrchestratorEvent, pullRequestOf } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

type Answer = Result<PullRequest, GitHubError>;

const sha = "a".repeat(40);
const other = "b".repeat(40);
const dispatchOf = (name: string) => sampleTasks.tasks.find((task) => task.name === name)?.dispatch as TaskDispatch;
const preview = { name: "preview", dispatch: dispatchOf("preview") };
const deploy = { name: "deploy", dispatch: dispatchOf("deploy") };

const person = { login: "octocat", id: 583231, type: "User" };
const any = { repository: { fullName: "Codertocat/Hello-World", defaultBranch: "master" }, sender: person };
const comment = (isPullRequest: boolean): OrchestratorEvent => ({
  ...any,
  name: "issue_comment",
  action: "created",
  issue: { number: 1, isPullRequest },
  comment: { id: 1, author: person, body: "x", createdAt: new Date(0), app: undefined },
});
const onPull = comment(true);
const onIssue = comment(false);
const manual: OrchestratorEvent = { ...any, name: "workflow_dispatch", command: undefined, mode: undefined };

const pull = (changes: Partial<PullRequest> = {}): Answer =>
  ok({
    number: 1,
    isOpen: true,
    headSha: sha,
    headRepository: "Codertocat/Hello-World",
    baseRepository: "Codertocat/Hello-World",
    ...changes,
  });
const broken: Answer = fail({ kind: "server", message: "GitHub answered 502", status: 502, carriedOut: "no" });
const deleted: Answer = ok({ ...(pull() as { value: PullRequest }).value, headRepository: undefined });

function refusalOf(result: ReturnType<typeof bindHead>): string {
  return result.ok ? `bound to ${JSON.stringify(result.value)}` : told(result.error);
}
function told(diagnostic: ReturnType<typeof compareHead>): string {
  if (!diagnostic) return "the same";
  assert.is(diagnostic.severity, "error");
  return `${diagnostic.code}: ${diagnostic.message} | ${diagnostic.hint}`;
}

const closed = "pull-request-closed: Pull request 1 is closed. | Give the command on an open pull request.";
const fork = (where: string) =>
  `head-of-fork: The head of pull request 1 is in ${where}. | Push the commits to a branch of this repository, and give the command there.`;
const unknown = (message: string) =>
  `pull-request-unknown: The head of pull request 1 is unknown: "${message}". | Give the token the permission Pull requests: read, or give the command again when GitHub is well.`;

const asking = suite("head of a pull request: what to ask for");
asking("the pull request of the comment, for a task that takes a head", () => {
  assert.is(pullRequestOf(preview, onPull), 1);
  assert.is(pullRequestOf(deploy, onPull), undefined);
  assert.is(pullRequestOf(preview, onIssue), undefined);
  assert.is(pullRequestOf(preview, manual), undefined);
});
asking.run();

const binding = suite("head of a pull request: bound");
binding("to the number and the commit", () => {
  assert.equal(bindHead(preview, onPull, pull()), { ok: true, value: { number: 1, sha } });
});
binding("a repository is the same in any case", () => {
  assert.ok(bindHead(preview, onPull, pull({ headRepository: "codertocat/hello-world" })).ok);
});
binding("a task that takes no head asks for nothing", () => {
  assert.equal(bindHead(deploy, onPull, undefined), { ok: true, value: undefined });
  assert.equal(bindHead(deploy, onPull, broken), { ok: true, value: undefined });
  assert.equal(bindHead(deploy, onIssue, undefined), { ok: true, value: undefined });
});
binding("nothing but a comment on a pull request", () => {
  const refusal =
    'needs-pull-request: The task "preview" takes the head of a pull request, and the command stands on none. | Give the command in a comment on a pull request.';
  for (const event of [onIssue, manual]) {
    assert.is(refusalOf(bindHead(preview, event, undefined)), refusal);
    assert.is(refusalOf(bindHead(preview, event, pull())), refusal);
  }
  assert.is(refusalOf(bindHead(preview, onPull, undefined)), refusal);
});
binding("no fork, there or deleted, open or closed", () => {
  assert.is(
    refusalOf(bindHead(preview, onPull, pull({ headRepository: "mallory/Hello-World" }))),
    fork('the fork "mallory/Hello-World"'),
  );
  assert.is(refusalOf(bindHead(preview, onPull, deleted)), fork("a fork that was deleted"));
  assert.is(
    refusalOf(bindHead(preview, onPull, pull({ headRepository: "a/b", isOpen: false }))),
    fork('the fork "a/b"'),
  );
});
binding("no closed pull request", () => {
  assert.is(refusalOf(bindHead(preview, onPull, pull({ isOpen: false }))), closed);
});
binding("no answer, or the answer for another", () => {
  assert.is(refusalOf(bindHead(preview, onPull, broken)), unknown("GitHub answered 502"));
  assert.is(refusalOf(bindHead(preview, onPull, pull({ number: 2 }))), unknown("the answer is of another one"));
});
binding.run();

const comparing = suite("head of a pull request: compared before use");
const bound = { number: 1, sha };
comparing("the same commit of an open pull request", () => {
  assert.is(told(compareHead(bound, pull())), "the same");
});
comparing("another commit", () => {
  assert.is(
    told(compareHead(bound, pull({ headSha: other }))),
    `head-moved: The head of pull request 1 was ${sha} when the command was checked, and is ${other} now. | Look at the new commits, and give the command again.`,
  );
});
comparing("whatever would not be bound is not used, the same commit included", () => {
  assert.is(told(compareHead(bound, pull({ isOpen: false }))), closed);
  assert.is(told(compareHead(bound, pull({ headRepository: "a/b" }))), fork('the fork "a/b"'));
  assert.is(told(compareHead(bound, deleted)), fork("a fork that was deleted"));
  assert.is(told(compareHead(bound, broken)), unknown("GitHub answered 502"));
  assert.is(told(compareHead(bound, pull({ number: 2 }))), unknown("the answer is of another one"));
});
comparing.run();
