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

/** A repository with its people and the workflow that `/orchestrate release-notes` starts. */
export function startDemoGitHub(repository: DemoRepository, people: readonly DemoPerson[]): Promise<EmbeddedGitHub> {
  const [owner = "", name = ""] = repository.fullName.split("/");
  return startEmbeddedGitHub({
    repositories: [
      {
        owner,
        name,
        defaultBranch: repository.defaultBranch,
        collaborators: people,
        workflows: {
          "release-notes.yml": { dispatchInputs: { since: { required: true }, until: { default: "HEAD" } } },
        },
      },
    ],
    teams: [{ org: owner, slug: demoTeamSlug, members: {} }],
    tokens: [
      { value: demoTokens.job, label: "GITHUB_TOKEN", permissions: { metadata: "read" } },
      { value: demoTokens.team, label: "ORCHESTRATOR_TEAM_TOKEN", permissions: { members: "read" } },
      { value: demoTokens.bot, label: "ORCHESTRATOR_BOT_TOKEN", permissions: { metadata: "read", actions: "write" } },
    ],
  });
}
