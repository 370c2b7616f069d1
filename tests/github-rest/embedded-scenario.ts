import { createGitHub, type GitHub, type GitHubOptions } from "@yardmaster/github";
import {
  type EmbeddedGitHub,
  type EmbeddedGitHubOptions,
  startEmbeddedGitHub,
} from "../helpers/embedded-github/index.ts";

export const token = "ghp_botToken0123456789";
export const repository = { owner: "Codertocat", repo: "Hello-World" };
export const permissionRoute = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
export const membershipRoute = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
export const dispatchRoute = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";

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
        "release-notes.yml": { dispatchInputs: { since: { required: true }, until: {} } },
      },
    },
  ],
  teams: [{ org: "Octocoders", slug: "maintainers", members: { mona: "active", tara: "pending" } }],
  tokens: [
    { value: token, label: "bot", permissions: { metadata: "read", actions: "write", members: "read" } },
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
  { ghesVersion, ...options }: Partial<GitHubOptions> & { ghesVersion?: string } = {},
): Promise<void> {
  const server = await startEmbeddedGitHub(ghesVersion === undefined ? state : { ...state, ghesVersion });
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
    log: (line) => log.push(line),
    ...options,
  });
  try {
    await use({ server, gitHub, waits, log });
  } finally {
    await server.close();
  }
}
