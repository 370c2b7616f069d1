import type { SimulatedEvent } from "@yardmaster/simulator";
import { eventHelp } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventsPage, pullRequest, pushOf, type StartCase, startOf, testCases } from "./start-cases.ts";

const skipPage = "docs.github.com, Skipping workflow runs";
const says = (commitMessage: string | undefined, facts: Partial<SimulatedEvent> = {}) => ({ commitMessage, ...facts });
const fork = { head: "mallory/hello" };

const messages: readonly StartCase[] = [
  ...["[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]"].flatMap((words): StartCase[] => [
    {
      says: `a push with ${words}`,
      on: "push",
      event: says(`Mend it ${words}`),
      comesTo: "no commit-skips",
      text: `the commit's message has \`${words}\``,
      source: skipPage,
    },
    {
      says: `a pull request with ${words}`,
      on: "pull_request",
      event: pullRequest("main", "opened", says(`Mend it\n\n${words} please`)),
      comesTo: "no commit-skips",
      source: skipPage,
    },
    {
      says: `pull_request_target with ${words}`,
      on: "pull_request_target",
      event: pullRequest("main", "opened", says(words, { name: "pull_request_target" })),
      comesTo: "yes event-listed",
      source: skipPage,
    },
  ]),
  {
    says: "a tag with [skip ci]",
    on: "push",
    event: pushOf("refs/tags/v1", says("[skip ci]")),
    comesTo: "no commit-skips",
    source: skipPage,
  },
  { says: "words without brackets", on: "push", event: says("skip ci"), comesTo: "yes event-listed", source: skipPage },
  {
    says: "words in another order",
    on: "push",
    event: says("[actions ci]"),
    comesTo: "yes event-listed",
    source: skipPage,
  },
  {
    says: "another event",
    on: "issues",
    event: says("[skip ci]", { name: "issues" }),
    comesTo: "yes event-listed",
    source: skipPage,
  },
  {
    says: "words in another case",
    on: "push",
    event: says("[Skip CI]"),
    comesTo: "unknown commit-may-skip",
    source: "stated nowhere",
  },
  {
    says: "the trailer",
    on: "push",
    event: says("Mend it\n\n\nskip-checks: true"),
    comesTo: "no commit-skips",
    text: "the commit's message ends with `skip-checks: true`",
    source: skipPage,
  },
  {
    says: "the trailer without a blank",
    on: "push",
    event: says("Mend it\n\n\nskip-checks:true\n"),
    comesTo: "no commit-skips",
    source: skipPage,
  },
  {
    says: "the trailer, last of several",
    on: "push",
    event: says("Mend it\r\n\r\n\r\nSigned-off-by: A\r\nskip-checks: true"),
    comesTo: "no commit-skips",
    source: skipPage,
  },
  {
    says: "the trailer with one empty line in front",
    on: "push",
    event: says("Mend it\n\nskip-checks: true"),
    comesTo: "unknown commit-may-skip",
    source: skipPage,
  },
  {
    says: "the trailer in front of another",
    on: "push",
    event: says("Mend it\n\n\nskip-checks: true\nSigned-off-by: A"),
    comesTo: "yes event-listed",
    source: skipPage,
  },
  {
    says: "the trailer within the text",
    on: "push",
    event: says("Say skip-checks: true"),
    comesTo: "yes event-listed",
    source: skipPage,
  },
  {
    says: "the trailer, false",
    on: "push",
    event: says("Mend it\n\n\nskip-checks: false"),
    comesTo: "yes event-listed",
    source: skipPage,
  },
  {
    says: "the message of the payload, where nobody said another",
    on: "push",
    event: says(undefined, { payload: { head_commit: { message: "[no ci]" } } }),
    comesTo: "no commit-skips",
    source: skipPage,
  },
  {
    says: "a message that nobody knows",
    on: "push",
    event: says(undefined),
    comesTo: "yes event-listed",
    source: skipPage,
  },
];

const origins: readonly StartCase[] = [
  {
    says: "a file that the default branch lacks",
    on: "issue_comment",
    event: { name: "issue_comment", payload: { action: "created" } },
    facts: { onDefaultBranch: new Set([".github/workflows/b.yml"]) },
    comesTo: "no not-on-default-branch",
    text: "it is not on `main`, where this event looks for it",
    source: `${eventsPage}, issue_comment`,
  },
  {
    says: "a file that the default branch has",
    on: "issue_comment",
    event: { name: "issue_comment", payload: { action: "created" } },
    facts: { onDefaultBranch: new Set([".github/workflows/a.yml"]) },
    comesTo: "yes event-listed",
    source: `${eventsPage}, issue_comment`,
  },
  {
    says: "a push takes the file of its own ref",
    on: "push",
    facts: { onDefaultBranch: new Set() },
    comesTo: "yes event-listed",
    source: `${eventsPage}, push`,
  },
  {
    says: "a job token pushes",
    on: "push",
    event: { by: "github-token" },
    comesTo: "no by-github-token",
    text: "what `GITHUB_TOKEN` does starts no run by `push`",
    source: `${eventsPage}, pull_request, note on GITHUB_TOKEN`,
  },
  {
    says: "a job token sends repository_dispatch",
    on: "repository_dispatch",
    event: { name: "repository_dispatch", by: "github-token", payload: { action: "x" } },
    comesTo: "yes event-listed",
    source: `${eventsPage}, pull_request, note on GITHUB_TOKEN`,
  },
  {
    says: "a job token sends workflow_dispatch",
    on: "workflow_dispatch",
    event: { name: "workflow_dispatch", by: "github-token" },
    comesTo: "yes event-listed",
    source: `${eventsPage}, pull_request, note on GITHUB_TOKEN`,
  },
  {
    says: "a job token opens a pull request: it waits",
    on: "pull_request",
    event: pullRequest("main", "opened", { by: "github-token" }),
    comesTo: "yes event-listed",
    source: `${eventsPage}, pull_request, note on GITHUB_TOKEN`,
  },
  {
    says: "a job token labels a pull request",
    on: "{pull_request: {types: labeled}}",
    event: pullRequest("main", "labeled", { by: "github-token" }),
    comesTo: "no by-github-token",
    source: `${eventsPage}, pull_request, note on GITHUB_TOKEN`,
  },
  {
    says: "an App's own token starts what a person does",
    on: "push",
    event: { by: "app" },
    comesTo: "yes event-listed",
    source: "docs.github.com, Triggering a workflow",
  },
  {
    says: "a merge conflict",
    on: "pull_request",
    event: pullRequest("main", "opened", {}, { mergeable: false }),
    comesTo: "no merge-conflict",
    source: `${eventsPage}, pull_request`,
  },
  {
    says: "a merge conflict and pull_request_target",
    on: "pull_request_target",
    event: pullRequest("main", "opened", { name: "pull_request_target" }, { mergeable: false }),
    comesTo: "yes event-listed",
    source: `${eventsPage}, pull_request`,
  },
  {
    says: "a merge conflict and a review",
    on: "pull_request_review",
    event: pullRequest("main", "submitted", { name: "pull_request_review" }, { mergeable: false }),
    comesTo: "unknown merge-conflict-unknown",
    source: "stated nowhere",
  },
  {
    says: "a fork of a public repository",
    on: "pull_request",
    event: forked(),
    comesTo: "yes event-listed",
    source: "docs.github.com, Managing GitHub Actions settings for a repository",
  },
  {
    says: "a fork of a public repository, whatever is set for private ones",
    on: "pull_request",
    event: forked(),
    facts: { settings: { forkPullRequests: { runs: false } } },
    comesTo: "yes event-listed",
    source: "docs.github.com, Managing GitHub Actions settings for a repository",
  },
  {
    says: "a fork of a private repository, where nobody knows the setting",
    on: "pull_request",
    event: forked(),
    facts: { visibility: "private" },
    comesTo: "unknown fork-runs-unknown",
    source: "docs.github.com, Managing GitHub Actions settings for a repository",
  },
  {
    says: "a fork of a private repository that wants none",
    on: "pull_request",
    event: forked(),
    facts: { visibility: "private", settings: { forkPullRequests: { runs: false } } },
    comesTo: "no fork-runs-off",
    source: "docs.github.com, Managing GitHub Actions settings for a repository",
  },
  {
    says: "a fork of a private repository that runs them",
    on: "pull_request",
    event: forked(),
    facts: { visibility: "private", settings: { forkPullRequests: { runs: true } } },
    comesTo: "yes event-listed",
    source: "docs.github.com, Managing GitHub Actions settings for a repository",
  },
];

function forked(): Partial<SimulatedEvent> {
  const event = pullRequest("main");
  const payload = { ...event.payload, pull_request: { number: 5, head: { ref: "x", repo: { full_name: fork.head } } } };
  return { ...event, payload };
}

const test = suite("what a job token starts");
test("nothing by 33 events but two, and pull requests that wait", () => {
  const started = eventHelp.flatMap(({ name, types, defaultTypes }) => {
    const action = defaultTypes?.[0] ?? types[0] ?? "x";
    const event = name.startsWith("pull_request")
      ? pullRequest("main", action, { name })
      : { name, payload: { action } };
    return startOf({ on: `{${name}: null}`, event: { ...event, by: "github-token" } }).starts === "no" ? [] : [name];
  });
  assert.equal(started, ["pull_request", "repository_dispatch", "workflow_dispatch"]);
});
test.run();

testCases("commit messages", messages);
testCases("where an event comes from", origins);
