import { createHash } from "node:crypto";
import { botToken, jobToken, teamToken } from "./orchestrator-github.ts";
import { type Machine, type RunOfRc, runnerVariables, runRcOn } from "./orchestrator-host.ts";
import { sampleTasks } from "./orchestrator-tasks.ts";

interface AnyEvent {
  readonly sender: { readonly login: string };
  readonly repository: { readonly full_name: string };
}

export interface Line extends Omit<Machine, "files"> {
  /** Its sender is the actor, and it happens in its repository, unless `env` says otherwise. */
  readonly event: AnyEvent;
  readonly apiUrl: string;
  /** Of the workflow run; 42 unless given. */
  readonly runId?: string;
  /** From 1. */
  readonly attempt?: number;
  /** Of every stage. */
  readonly flags?: readonly string[];
  /** Of the dispatch alone. */
  readonly dispatchFlags?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

export interface RunOfLine {
  readonly gate: RunOfRc;
  readonly outputs: Readonly<Record<string, string>>;
  /** Absent where the gate has allowed nothing: the workflow skips the job. */
  readonly dispatch: RunOfRc | undefined;
  /** Absent where the gate has allowed something, or found no command. */
  readonly refuse: RunOfRc | undefined;
}

/** One attempt of the workflow: the gate, then dispatch or refusal with what the gate has put out, each on its own machine. */
export async function runLine(line: Line): Promise<RunOfLine> {
  const gate = await runStage("gate", line);
  const outputs = outputsOf(gate);
  const isAllowed = outputs.allowed === "true";
  return {
    gate,
    outputs,
    dispatch: isAllowed ? await runStage("dispatch", line, outputs) : undefined,
    refuse: !isAllowed && outputs.found === "true" ? await runStage("refuse", line, outputs) : undefined,
  };
}

/**
 * One job of the workflow, with the tokens that belong to it.
 * @param outputs of the gate
 */
export function runStage(
  stage: "gate" | "dispatch" | "refuse",
  { event, apiUrl, runId = "42", attempt = 1, flags = [], dispatchFlags = [], ...machine }: Line,
  outputs: Readonly<Record<string, string | undefined>> = {},
): Promise<RunOfRc> {
  const gate = { GATE_ALLOWED: outputs.allowed, GATE_ATTEMPT: outputs.run_attempt, GATE_VERDICTS: outputs.verdicts };
  const env = {
    ...runnerVariables,
    ...variablesOf(event),
    GITHUB_API_URL: apiUrl,
    GITHUB_RUN_ID: runId,
    GITHUB_RUN_ATTEMPT: String(attempt),
    GITHUB_TOKEN: jobToken,
    ...(stage === "gate" ? { ORCHESTRATOR_TEAM_TOKEN: teamToken } : gate),
    ...(stage === "dispatch" ? { ORCHESTRATOR_BOT_TOKEN: botToken } : {}),
    ...machine.env,
  };
  const files = { ...machine.files, "event.json": JSON.stringify(event) };
  const further = stage === "dispatch" ? dispatchFlags : [];
  return runRcOn({ ...machine, files, env }, "orchestrator", stage, "--event-path", "event.json", ...flags, ...further);
}

/** What a gate puts out that has judged so, by that table. */
export function verdictsText(verdicts: readonly object[], table: string = JSON.stringify(sampleTasks)): string {
  return JSON.stringify({ table: createHash("sha256").update(table).digest("hex"), verdicts });
}

/** What the runner says of the event. */
export function variablesOf(event: AnyEvent): Readonly<Record<string, string>> {
  return {
    GITHUB_EVENT_NAME: "comment" in event ? "issue_comment" : "workflow_dispatch",
    GITHUB_REPOSITORY: event.repository.full_name,
    GITHUB_ACTOR: event.sender.login,
    GITHUB_TRIGGERING_ACTOR: event.sender.login,
  };
}

/** What a stage has put out. */
export function outputsOf(run: RunOfRc | undefined): Readonly<Record<string, string>> {
  return parseOutputs(run?.files["github-output"] ?? "");
}

function parseOutputs(text: string): Readonly<Record<string, string>> {
  const entries = text.matchAll(/^([^\n<]+)<<(\S+)\n(.*?)\n?\2$/gms);
  return Object.fromEntries([...entries].map(([, name = "", , value = ""]) => [name, value]));
}

/** `decision.json` of a stage. */
export function decisionOf(run: RunOfRc | undefined) {
  const text = run?.files["artifacts/orchestrator/decision.json"];
  return text === undefined ? undefined : JSON.parse(text);
}
