import { type EmbeddedGitHub, type EmbeddedGitHubOptions, startEmbeddedGitHub } from "./embedded-github/index.ts";

export const jobToken = "ghs_JobTokenOfTheTests0001";
export const teamToken = "ghp_TeamTokenOfTheTests0001";
export const botToken = "ghp_BotTokenOfTheTests0001";

export const permissionRoute = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
export const teamRoute = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
export const reactionRoute = "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions";
export const listCommentsRoute = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
export const createCommentRoute = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
export const updateCommentRoute = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
export const listRunsRoute = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
export const getRunRoute = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
export const cancelRoute = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel";
export const pullRequestRoute = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
export const repositoryDispatchRoute = "POST /repos/{owner}/{repo}/dispatches";
export const dispatchRoute = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";

export const people = {
  triager: { login: "octocat", id: 583231 },
  reader: { login: "reader", id: 1001 },
  maintainer: { login: "maintainer", id: 1002 },
  teammate: { login: "teammate", id: 1003 },
  invited: { login: "invited", id: 1004 },
  outsider: { login: "outsider", id: 1005 },
} as const;

const satellite = (name: string) => ({
  owner: "Codertocat",
  name,
  defaultBranch: "main",
  collaborators: [],
  workflows: {
    "sync.yml": { dispatchInputs: { topic: {}, correlation_id: {} }, runName: "{correlation_id} sync {topic}" },
  },
});

const releaseNotes = {
  dispatchInputs: { since: { required: true }, until: {}, correlation_id: {} },
  runName: "{correlation_id} release-notes since {since}",
};

/** Of the pull request 7; 8 comes from a fork, and 9 is closed. */
export const headSha = "a".repeat(40);

/** The repository of GitHub's example payload, with a person for each answer that the gate can get. */
export function startOrchestratorGitHub(changes: Partial<EmbeddedGitHubOptions> = {}): Promise<EmbeddedGitHub> {
  return startEmbeddedGitHub({
    repositories: [
      {
        owner: "Codertocat",
        name: "Hello-World",
        defaultBranch: "master",
        collaborators: [
          { ...people.triager, role: "triage" },
          { ...people.reader, role: "read" },
          { ...people.maintainer, role: "maintain" },
          { ...people.teammate, role: "read" },
          { ...people.invited, role: "read" },
        ],
        workflows: {
          "release-notes.yml": releaseNotes,
          "deploy.yml": {
            dispatchInputs: { stage: {}, replicas: {}, force: {}, correlation_id: {} },
            runName: "{correlation_id} deploy {stage}",
          },
          "preview.yml": {
            dispatchInputs: { size: {}, sha: {}, correlation_id: {} },
            runName: "{correlation_id} preview {sha}",
          },
          "announce.yml": {
            repositoryDispatch: { types: ["release-created"] },
            runName: "{correlation_id} announce {tag}",
          },
        },
        pullRequests: [
          { number: 7, headSha },
          { number: 8, headSha, headRepository: "somebody/Hello-World" },
          { number: 9, headSha, state: "closed" },
        ],
      },
      satellite("north"),
      satellite("south"),
      satellite("west"),
      // Of GitHub's example of a manual run.
      {
        owner: "octo-org",
        name: "octo-repo",
        defaultBranch: "master",
        collaborators: [{ ...people.triager, role: "triage" }],
        workflows: { "release-notes.yml": releaseNotes },
      },
    ],
    teams: [
      { org: "Octocoders", slug: "releasecopilot-maintainers", members: { teammate: "active", invited: "pending" } },
    ],
    tokens: [
      {
        value: jobToken,
        label: "job",
        permissions: { metadata: "read", issues: "write", pull_requests: "write" },
      },
      { value: teamToken, label: "team", permissions: { members: "read" } },
      { value: botToken, label: "bot", permissions: { metadata: "read", actions: "write", contents: "write" } },
    ],
    ...changes,
  });
}
