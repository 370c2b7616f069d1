import { type EmbeddedGitHub, type EmbeddedGitHubOptions, startEmbeddedGitHub } from "./embedded-github/index.ts";

export const eve = { login: "eve", id: 66, type: "User" } as const;
const usual = { owner: "o", defaultBranch: "main", collaborators: [] };
const state: EmbeddedGitHubOptions = {
  now: () => new Date("2026-11-22T15:06:30.789Z"),
  repositories: [
    {
      ...usual,
      name: "r",
      workflows: {
        "deploy.yml": {
          dispatchInputs: { stage: { default: "staging" }, correlation_id: {} },
          runName: "deploy {stage} {correlation_id}{absent}",
        },
        "plain.yml": { dispatchInputs: {} },
        "listen.yml": { repositoryDispatch: { types: ["created"] } },
        "titled.yml": { repositoryDispatch: { types: ["created", "edited"] }, runName: "got {id}" },
      },
      pullRequests: [{ number: 7, headSha: "a".repeat(40) }],
    },
    {
      ...usual,
      name: "private",
      isPrivate: true,
      workflows: {},
      pullRequests: [{ number: 7, headSha: "a".repeat(40) }],
    },
  ],
  tokens: [
    {
      value: "ghs_all",
      label: "all",
      permissions: { metadata: "read", actions: "write", contents: "write", issues: "write", pull_requests: "read" },
    },
    { value: "ghp_eve", label: "eve", account: eve, permissions: { metadata: "read", pull_requests: "write" } },
    { value: "ghs_read", label: "read", permissions: { metadata: "read" } },
  ],
};

export async function withServer(
  options: Partial<EmbeddedGitHubOptions>,
  use: (server: EmbeddedGitHub) => Promise<void>,
) {
  const server = await startEmbeddedGitHub({ ...state, ...options });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

export async function ask(server: EmbeddedGitHub, request: string, body?: unknown, token = "ghs_all") {
  const [method = "", path = ""] = request.split(" ");
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(5000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

export async function said(server: EmbeddedGitHub, request: string, body?: unknown, token?: string) {
  const { status, body: answer } = await ask(server, request, body, token);
  return answer?.message === undefined ? `${status}` : `${status} ${answer.message}`;
}

export const comments = "/repos/o/r/issues/1/comments";
export const firstComment = 3_000_000_001;
export const firstRun = 16_000_000_001;
export const dispatches = "POST /repos/o/r/actions/workflows/deploy.yml/dispatches";
export const dispatchRoute = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
