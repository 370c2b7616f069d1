import { createGitHub, type GitHub, type GitHubOptions } from "@yardmaster/github";
import {
  type EmbeddedAccount,
  type EmbeddedGitHub,
  type EmbeddedGitHubOptions,
  startEmbeddedGitHub,
} from "../helpers/embedded-github/index.ts";

export const token = "ghp_botToken0123456789";
export const repository = { owner: "Codertocat", repo: "Hello-World" };
export const permissionRoute = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
export const membershipRoute = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
export const dispatchRoute = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";

export const bot: EmbeddedAccount = { login: "releasecopilot", id: 501, type: "User" };

export const state: EmbeddedGitHubOptions = {
  repositories: [
    {
      owner: "Codertocat",
      name: "Hello-World",
      defaultBranch: "master",
      collaborators: [
        { login: "tara", id: 13, role: "triage" },
        { login: "mona", id: 15, role: "maintain", customRole: "captain" },
        { login: "helper[bot]", id: 17, role: "write" },
      ],
      workflows: {
        "ci.yml": {},
        "release-notes.yml": {
          dispatchInputs: { since: { required: true }, until: {} },
          runName: "notes since {since}",
        },
        "created.yml": { repositoryDispatch: { types: ["release-created"] }, runName: "created {id}" },
      },
      pullRequests: [
        { number: 7, headSha: "a".repeat(40) },
        { number: 8, headSha: "b".repeat(40), headRepository: "mallory/Hello-World", state: "closed" },
        { number: 9, headSha: "c".repeat(40), headRepository: null },
      ],
    },
  ],
  teams: [{ org: "Octocoders", slug: "maintainers", members: { mona: "active", tara: "pending" } }],
  tokens: [
    {
      value: token,
      label: "bot",
      account: bot,
      permissions: {
        ...{ metadata: "read", members: "read" },
        ...{ actions: "write", contents: "write", issues: "write" },
      },
    },
    { value: "ghp_reader", label: "reader", permissions: { metadata: "read" } },
  ],
};

/** A client of a fresh server whose waits take no time. */
export interface Scenario {
  readonly server: EmbeddedGitHub;
  readonly gitHub: GitHub;
  /** Seconds, in order. */
  readonly waits: readonly number[];
  readonly log: readonly string[];
}

export async function withGitHub(
  use: (scenario: Scenario) => Promise<void>,
  { server: changes, ...options }: Partial<GitHubOptions> & { server?: Partial<EmbeddedGitHubOptions> } = {},
): Promise<void> {
  const server = await startEmbeddedGitHub({ ...state, ...changes });
  const waits: number[] = [];
  const log: string[] = [];
  const gitHub = createGitHub({
    token,
    apiUrl: server.url,
    userAgent: "yardmaster-tests",
    timeoutMilliseconds: 5000,
    wait: async (milliseconds) => {
      waits.push(milliseconds / 1000);
    },
    random: () => 0,
    log: (line) => log.push(line),
    ...options,
  });
  try {
    await use({ server, gitHub, waits, log });
  } finally {
    await server.close();
  }
}
