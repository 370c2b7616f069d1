import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { jobToken, type people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";

type GitHub = Awaited<ReturnType<typeof startOrchestratorGitHub>>;
type Person = (typeof people)[keyof typeof people];

export const body = "/orchestrate release-notes since=v1.2.0";

interface Case {
  readonly event: object;
  readonly github?: GitHub;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly flags?: readonly string[];
  readonly timeoutMilliseconds?: number;
}

export async function gate({ event, github, env = {}, flags = [], timeoutMilliseconds }: Case) {
  const { login } = (event as { sender: { login: string } }).sender;
  const run = await runRcOn(
    {
      timeoutMilliseconds,
      files: { "event.json": JSON.stringify(event) },
      env: {
        ...runnerVariables,
        GITHUB_ACTOR: login,
        GITHUB_TRIGGERING_ACTOR: login,
        ...(github ? { GITHUB_TOKEN: jobToken, GITHUB_API_URL: github.url } : {}),
        ...env,
      },
    },
    "orchestrator",
    "gate",
    "--event-path",
    "event.json",
    ...flags,
  );
  const decision = run.files["artifacts/orchestrator/decision.json"];
  return { ...run, decision: decision === undefined ? undefined : JSON.parse(decision) };
}

/** Exit code and line: what a workflow and its reader see. */
export function verdict({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): string {
  return `${code} ${stdout}${stderr}`.trimEnd();
}

export async function withGitHub(use: (github: GitHub) => Promise<void>): Promise<void> {
  const github = await startOrchestratorGitHub();
  try {
    await use(github);
  } finally {
    await github.close();
  }
}

export const commentBy = (person: Person, text = body) => createCommentEvent({ ...person, body: text });
