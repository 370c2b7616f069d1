import { type EmbeddedGitHub, type EmbeddedGitHubOptions, startEmbeddedGitHub } from "./embedded-github/index.ts";

export const jobToken = "ghs_JobTokenOfTheTests0001";
export const teamToken = "ghp_TeamTokenOfTheTests0001";
export const botToken = "ghp_BotTokenOfTheTests0001";

export const permissionRoute = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
export const teamRoute = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
export const dispatchRoute = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";

export const people = {
  triager: { login: "octocat", id: 583231 },
  reader: { login: "reader", id: 1001 },
  maintainer: { login: "maintainer", id: 1002 },
  teammate: { login: "teammate", id: 1003 },
  invited: { login: "invited", id: 1004 },
  outsider: { login: "outsider", id: 1005 },
} as const;

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
          "release-notes.yml": { dispatchInputs: { since: { required: true }, until: {} } },
          "deploy.yml": { dispatchInputs: { stage: {}, replicas: {}, force: {} } },
        },
      },
    ],
    teams: [
      { org: "Octocoders", slug: "releasecopilot-maintainers", members: { teammate: "active", invited: "pending" } },
    ],
    tokens: [
      { value: jobToken, label: "job", permissions: { metadata: "read" } },
      { value: teamToken, label: "team", permissions: { members: "read" } },
      { value: botToken, label: "bot", permissions: { metadata: "read", actions: "write" } },
    ],
    ...changes,
  });
}
