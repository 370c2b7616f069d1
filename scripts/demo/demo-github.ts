import { type EmbeddedGitHub, startEmbeddedGitHub } from "../../tests/helpers/embedded-github/index.ts";

export interface DemoPerson {
  readonly login: string;
  readonly id: number;
  readonly role: "read" | "triage";
}

export interface DemoRepository {
  /** `OWNER/NAME` */
  readonly fullName: string;
  readonly defaultBranch: string;
}

/** Made up for the embedded GitHub: no other server knows them. */
export const demoTokens = { job: "demo-job-token-0001", team: "demo-team-token-0001", bot: "demo-bot-token-0001" };

export const demoTeamSlug = "releasecopilot-maintainers";

/** Of the pull request 7, a branch of the repository, and of 8, which comes from a fork. */
export const demoHead = "3f2a91c0de".repeat(4);

/** A repository with its people, its pull requests and the workflows that the tasks of the demo start. */
export function startDemoGitHub(repository: DemoRepository, people: readonly DemoPerson[]): Promise<EmbeddedGitHub> {
  const [owner = "", name = ""] = repository.fullName.split("/");
  return startEmbeddedGitHub({
    repositories: [
      {
        owner,
        name,
        defaultBranch: repository.defaultBranch,
        collaborators: people,
        pullRequests: [
          { number: 7, headSha: demoHead },
          { number: 8, headSha: demoHead, headRepository: `passer-by/${name}` },
        ],
        workflows: {
          "release-notes.yml": {
            dispatchInputs: { since: { required: true }, until: { default: "HEAD" }, correlation_id: {} },
            runName: "{correlation_id} release-notes since {since}",
          },
          "publish.yml": { dispatchInputs: { correlation_id: {} }, runName: "{correlation_id} publish" },
          "preview.yml": {
            dispatchInputs: { sha: { required: true }, correlation_id: {} },
            runName: "{correlation_id} preview {sha}",
          },
        },
      },
    ],
    teams: [{ org: owner, slug: demoTeamSlug, members: {} }],
    tokens: [
      {
        value: demoTokens.job,
        label: "GITHUB_TOKEN",
        permissions: { metadata: "read", issues: "write", pull_requests: "write" },
      },
      { value: demoTokens.team, label: "ORCHESTRATOR_TEAM_TOKEN", permissions: { members: "read" } },
      { value: demoTokens.bot, label: "ORCHESTRATOR_BOT_TOKEN", permissions: { metadata: "read", actions: "write" } },
    ],
  });
}
