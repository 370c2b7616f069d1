import { type Diagnostic, fail, ok, type Result, type Task } from "@yardmaster/core";
import type { GitHub, GitHubError, PullRequest } from "@yardmaster/github";
import type { CheckedCommand } from "../command/check-command.ts";
import type { GivenCommand } from "../command/given-command.ts";
import { type Actor, actorsOf } from "../event/actor.ts";
import { checkEvent, factsOfEvent } from "../event/check-event.ts";
import { ruleFor } from "../gate/admission-rule.ts";
import { bindHead, pullRequestOf } from "../gate/bind-head.ts";
import { decideAdmission } from "../gate/decide-admission.ts";
import { factsOfPeople } from "../gate/facts-of-people.ts";
import { type GateConfiguration, readGateConfiguration } from "../gate/gate-configuration.ts";
import { printVerdicts, type Verdict } from "../gate/gate-verdicts.ts";
import { lookUpPeople } from "../gate/look-up-people.ts";
import type { Host } from "../host/host.ts";
import { createStopwatch } from "../host/stopwatch.ts";
import { judgedCommand } from "../plan/plan-command.ts";
import type { Fact, Reason } from "../reasons/fact.ts";
import type { RunRecord } from "../record/run-record.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { createRecord } from "./create-record.ts";
import { contextOf, type PreparedRun, prepareRun, runFlags } from "./prepare-run.ts";
import { printVerdict } from "./print-verdict.ts";
import { writeOutputs } from "./write-outputs.ts";
import { writeRecord } from "./write-record.ts";

export const gateCommand: CommandDefinition = {
  name: "orchestrator gate",
  description: "Decides which commands of an event the people behind it may give.",
  flags: runFlags,
  async run(flags, host) {
    const prepared = await prepareRun(flags, host);
    if (!prepared.ok) return prepared;
    const run = prepared.value;
    const configuration = readGateConfiguration(host.env, run.runner.repository.owner);
    if (!configuration.ok) return configuration;

    const stopwatch = createStopwatch(run.clock);
    const judged = await stopwatch.measure("decide", () => judge(run, configuration.value, host));
    const context = contextOf(run, false);
    const commands = judged.verdicts.map(({ given, verdict }) => judgedCommand(given, verdict, context));
    const record = createRecord("gate", run, host.now(), { ...judged, commands, timings: stopwatch.timings });
    return finish(record, judged, run, host);
  },
};

interface Judgement {
  readonly people: RunRecord["people"];
  readonly facts: readonly Fact[];
  /** Of an event without commands. */
  readonly reason: Reason | undefined;
  /** Whether somebody wrote a command at all: nobody is answered who did not. */
  readonly isFound: boolean;
  readonly verdicts: readonly { readonly given: GivenCommand; readonly verdict: Verdict }[];
}

async function judge(run: PreparedRun, configuration: GateConfiguration, host: Host): Promise<Judgement> {
  const { event, runner, commands } = run;
  const facts = factsOfEvent(event, runner);
  const { login, id } = event.sender;
  const alone = { people: [{ login, id }], facts, verdicts: [] };
  if (!commands.ok) return { ...alone, reason: commands.error, isFound: commands.error.code !== "no-command" };

  const sender = checkEvent(event, runner);
  if (!sender.ok) {
    const verdicts = commands.value.map((given) => ({ given, verdict: deny(given, sender.error) }));
    return { ...alone, verdicts, reason: undefined, isFound: true };
  }
  const actors = actorsOf(sender.value, runner.triggeringActor);
  const admitted = await admit(actors, commands.value, configuration, run, host);
  return {
    people: actors.map((actor) => ({ login: actor.login, id: actor.id ?? null })),
    facts: [...facts, ...admitted.facts],
    reason: undefined,
    isFound: true,
    verdicts: admitted.verdicts,
  };
}

async function admit(
  actors: readonly [Actor, ...Actor[]],
  commands: readonly GivenCommand[],
  configuration: GateConfiguration,
  run: PreparedRun,
  host: Host,
): Promise<Pick<Judgement, "facts" | "verdicts">> {
  const { repository } = run.runner;
  const { permissionToken, team, apiUrl } = configuration;
  const connect = (token: string | undefined): GitHub | undefined =>
    token && apiUrl
      ? host.github({ token, apiUrl, remainingMilliseconds: run.clock.remainingMilliseconds })
      : undefined;
  const permissions = connect(permissionToken);
  const ruled = commands.map((given) => ({
    given,
    rule: ruleFor(ruledTask(given.checked), configuration, repository.owner),
  }));
  const rules = ruled.map(({ rule }) => rule);
  const people = await lookUpPeople(actors, rules, { repository, permissions, teams: connect(team?.token) });

  const readPull = readOnce((number) =>
    permissions ? permissions.pullRequest(repository, number) : Promise.resolve(fail(withoutToken)),
  );
  const verdicts: Judgement["verdicts"][number][] = [];
  for (const { given, rule } of ruled) {
    const admission = decideAdmission(rule, people);
    verdicts.push({
      given,
      verdict: admission.allowed ? await bind(given, admission.reason, run, readPull) : deny(given, admission.reason),
    });
  }
  return { facts: factsOfPeople(people, rules, repository), verdicts };
}

type ReadPull = (number: number) => Promise<Result<PullRequest, GitHubError>>;

/** To the head of the pull request, where the command's task takes it. */
async function bind(given: GivenCommand, reason: Reason, run: PreparedRun, readPull: ReadPull): Promise<Verdict> {
  const allowed = { id: given.id, allowed: true, reason, head: undefined };
  if (!given.checked.ok || given.checked.value.kind !== "dispatch") return allowed;
  const { task } = given.checked.value;
  const number = pullRequestOf(task, run.event);
  const head = bindHead(task, run.event, number === undefined ? undefined : await readPull(number));
  return head.ok ? { ...allowed, head: head.value } : deny(given, head.error);
}

/** The task whose rule counts: to cancel one takes the same right as to give it. Help and status are the gate's own. */
function ruledTask(checked: Result<CheckedCommand, Diagnostic>): Task | undefined {
  if (!checked.ok) return undefined;
  const { value } = checked;
  if (value.kind === "dispatch" || value.kind === "cancel") return value.task;
  return undefined;
}

function deny({ id }: GivenCommand, reason: Reason): Verdict {
  return { id, allowed: false, reason, head: undefined };
}

function readOnce(read: ReadPull): ReadPull {
  const answers = new Map<number, ReturnType<ReadPull>>();
  return (number) => {
    const known = answers.get(number) ?? read(number);
    answers.set(number, known);
    return known;
  };
}

const withoutToken: GitHubError = {
  kind: "unauthorized",
  message: "Not sent: GITHUB_TOKEN is not set.",
  carriedOut: "no",
};

async function finish(
  record: RunRecord,
  { verdicts, isFound, reason }: Judgement,
  run: PreparedRun,
  host: Host,
): Promise<Result<0 | 1, Diagnostic>> {
  // A comment that cannot be read as commands has one refusal, which stands for all of them.
  const all = reason ? [{ id: "", allowed: false, reason, head: undefined }] : verdicts.map(({ verdict }) => verdict);
  // What allows comes last: no part of a text that was cut off allows anything.
  const outputs = {
    reason_code: record.reason_code,
    run_id: record.run_id,
    run_attempt: record.github_run?.attempt ?? "",
    found: String(isFound),
    verdicts: printVerdicts({ table: run.tableDigest, verdicts: all }),
    allowed: String(record.decision === "allowed"),
  };
  const recorded = await writeRecord(record, { directory: run.directory, log: true }, host);
  if (!recorded.ok) return recorded;
  host.stdout(printVerdict(record));
  const put = await writeOutputs(outputs, host);
  if (!put.ok) return put;
  return ok(record.decision === "allowed" ? 0 : 1);
}
