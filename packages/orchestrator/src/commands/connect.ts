import { type Diagnostic, defineDiagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { GitHub, RepositoryName } from "@yardmaster/github";
import { sameName } from "../event/same-name.ts";
import type { Connection, Host } from "../host/host.ts";
import { type GitHubRun, readApiUrl, requireRun, requireVariable } from "../host/runner-environment.ts";
import type { CommandPlan } from "../plan/plan-command.ts";
import { fullName, splitName } from "../plan/plan-dispatch.ts";
import { quote } from "../text/visible-text.ts";
import type { PreparedRun } from "./prepare-run.ts";

/** GitHub with the job's own token, to answer the comment that gave the commands. */
export interface Answering {
  readonly github: GitHub;
  readonly run: GitHubRun;
}

export interface Connected {
  /** Undefined where the commands were given alone. */
  readonly answering: Answering | undefined;
  /** With the token that dispatches, or why there is none, for each command that is not settled, by its id. */
  readonly bots: ReadonlyMap<string, Result<GitHub, Diagnostic>>;
}

/** What was done is told even where the time of the run is over. */
const answeringMilliseconds = 60_000;

/** Tokens are asked for only when there is something to do with them. A missing one of the bot is told in the answer. */
export async function connect(
  plans: readonly CommandPlan[],
  run: PreparedRun,
  host: Host,
): Promise<Result<Connected, Diagnostic>> {
  const apiUrl = readApiUrl(host.env);
  if (!apiUrl.ok) return apiUrl;
  const answers = run.event.name === "issue_comment";
  const own = answers
    ? requireVariable(host.env, "GITHUB_TOKEN", "the job's own token, which answers comments")
    : ok(undefined);
  if (!own.ok) return own;
  const gitHubRun = answers ? requireRun(run.runner) : ok(undefined);
  if (!gitHubRun.ok) return gitHubRun;
  const { remainingMilliseconds } = run.clock;
  const connection = { apiUrl: apiUrl.value, remainingMilliseconds };
  const patient = { ...connection, remainingMilliseconds: () => remainingMilliseconds() + answeringMilliseconds };
  return ok({
    answering:
      own.value && gitHubRun.value
        ? { github: host.github({ ...patient, token: own.value }), run: gitHubRun.value }
        : undefined,
    bots: await connectBots(plans, run, connection, host),
  });
}

/** A token of an App is of one owner's repositories: each command has its own. */
async function connectBots(
  plans: readonly CommandPlan[],
  run: PreparedRun,
  connection: Omit<Connection, "token">,
  host: Host,
): Promise<Connected["bots"]> {
  const bots = new Map<string, Result<GitHub, Diagnostic>>();
  for (const plan of plans) {
    if (plan.kind === "settled") continue;
    const token = await readBotToken(plan, run, connection.apiUrl, host);
    bots.set(plan.record.id, token.ok ? ok(host.github({ ...connection, token: token.value })) : token);
  }
  return bots;
}

/** A token as it is, or one of a GitHub App that reaches the repositories of the command and nothing else. */
async function readBotToken(
  plan: CommandPlan,
  { runner, clock }: PreparedRun,
  apiUrl: string,
  host: Host,
): Promise<Result<string, Diagnostic>> {
  const { ORCHESTRATOR_APP_ID: appId, ORCHESTRATOR_APP_PRIVATE_KEY: privateKey } = host.env;
  if (host.env.ORCHESTRATOR_BOT_TOKEN || !appId || !privateKey) {
    const purpose =
      "the token that starts workflows (ORCHESTRATOR_APP_ID and ORCHESTRATOR_APP_PRIVATE_KEY can take its place)";
    return requireVariable(host.env, "ORCHESTRATOR_BOT_TOKEN", purpose);
  }
  const made = await host.installationToken({
    appId,
    privateKey,
    apiUrl,
    repositories: repositoriesOf(plan, runner.repository),
    permissions: permissionsFor(plan),
    remainingMilliseconds: clock.remainingMilliseconds,
  });
  return made.ok ? ok(made.value.token) : fail(noAppToken({ message: made.error.message }));
}

function repositoriesOf(plan: CommandPlan, own: RepositoryName): readonly RepositoryName[] {
  if (plan.kind === "dispatch") return plan.planned.map(({ dispatch }) => dispatch.repository);
  if (plan.kind === "cancel" && plan.task.dispatch.repositories.length > 0) {
    return plan.task.dispatch.repositories.map(splitName);
  }
  const tasks = plan.kind === "status" ? plan.tasks : [];
  const names = tasks.flatMap((task) => task.dispatch.repositories).map(splitName);
  // What tasks have started at other owners stays unknown to `status`.
  const all = [own, ...names.filter(({ owner }) => sameName(owner, own.owner))];
  return [...new Map(all.map((name) => [fullName(name).toLowerCase(), name])).values()];
}

function permissionsFor(plan: CommandPlan): Readonly<Record<string, "read" | "write">> {
  if (plan.kind === "cancel") return { actions: "write" };
  if (plan.kind !== "dispatch") return { actions: "read" };
  return plan.task.dispatch.event === "workflow_dispatch"
    ? { actions: "write" }
    : { actions: "read", contents: "write" };
}

export const noAppToken = defineDiagnostic<{ readonly message: string }>({
  code: "app-token",
  severity: "error",
  message: (p) => `The GitHub App gives no token: ${quote(p.message, 200)}.`,
  hint: () =>
    "Check ORCHESTRATOR_APP_ID and ORCHESTRATOR_APP_PRIVATE_KEY, and that the app is installed with Actions: write.",
});
