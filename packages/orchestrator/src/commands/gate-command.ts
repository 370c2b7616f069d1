import { type Diagnostic, ok, type Result } from "@yardmaster/core";
import { checkEvent, factsOfEvent, sameName } from "../event/check-event.ts";
import type { Fact } from "../fact.ts";
import { type Admission, decideAdmission } from "../gate/decide-admission.ts";
import { type GateConfiguration, readGateConfiguration } from "../gate/gate-configuration.ts";
import { factsOfPerson, type LookUps, lookUpPerson, type Person } from "../gate/look-up-person.ts";
import type { Host } from "../host.ts";
import { nothingPlanned, type RunRecord } from "../record/run-record.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { createRecord } from "./create-record.ts";
import { planCommand, recordPlan } from "./plan-command.ts";
import { type PreparedRun, prepareRun, runFlags } from "./prepare-run.ts";
import { printVerdict } from "./print-verdict.ts";
import { writeRun } from "./write-record.ts";

export const gateCommand: CommandDefinition = {
  name: "orchestrator gate",
  description: "Decides whether the people behind an event may give commands here.",
  flags: runFlags,
  async run(flags, host) {
    const prepared = await prepareRun(flags, host);
    if (!prepared.ok) return prepared;
    const run = prepared.value;
    const configuration = readGateConfiguration(host.env, run.runner.repository.owner);
    if (!configuration.ok) return configuration;

    const people = peopleBehind(run);
    const { admission, facts } = await decide(run, people, configuration.value, host);
    const planned = run.commandLine.ok
      ? planCommand(run.commandLine.value, { ...run, dryRun: false })
      : run.commandLine;
    const decision = admission.allowed ? "allowed" : "denied";
    const record = createRecord("gate", run, {
      decision,
      reason: admission.reason,
      result: decision,
      people: people.map(({ login, id }) => ({ login, id: id ?? null })),
      plan: admission.allowed ? recordPlan(planned) : nothingPlanned,
      facts,
    });
    return finish(record, run, host);
  },
};

/** The sender, and whoever started this attempt in the sender's place. */
function peopleBehind({ event, runner }: PreparedRun): readonly [Person, ...Person[]] {
  const { login, id } = event.sender;
  const sender = { login, id };
  return sameName(runner.triggeringActor, login)
    ? [sender]
    : [sender, { login: runner.triggeringActor, id: undefined }];
}

async function decide(
  run: PreparedRun,
  people: readonly [Person, ...Person[]],
  configuration: GateConfiguration,
  host: Host,
): Promise<{ readonly admission: Admission; readonly facts: readonly Fact[] }> {
  const eventFacts = factsOfEvent(run.event, run.runner);
  const denial = checkEvent(run.event, run.runner) ?? (run.commandLine.ok ? undefined : run.commandLine.error);
  if (denial) return { admission: { allowed: false, reason: denial }, facts: eventFacts };

  const { permissionToken, team, apiUrl } = configuration;
  const connect = (token: string | undefined) => (token && apiUrl ? host.github({ token, apiUrl }) : undefined);
  const lookUps: LookUps = {
    repository: run.runner.repository,
    configuration,
    permissions: connect(permissionToken),
    teams: connect(team?.token),
  };
  const [sender, ...others] = people;
  const [first, ...rest] = await Promise.all([
    lookUpPerson(sender, lookUps),
    ...others.map((person) => lookUpPerson(person, lookUps)),
  ]);
  const answers = [first, ...rest] as const;
  return {
    admission: decideAdmission(answers, configuration.allowedRoles),
    facts: [
      ...eventFacts,
      { name: "allowed-roles", value: configuration.allowedRoles.join(", "), source: "ALLOWED_ROLES" },
      ...answers.flatMap((answer) => factsOfPerson(answer, lookUps)),
    ],
  };
}

async function finish(record: RunRecord, run: PreparedRun, host: Host): Promise<Result<0 | 1, Diagnostic>> {
  const outputs = {
    allowed: String(record.decision === "allowed"),
    reason_code: record.reason_code,
    run_id: record.run_id,
    run_attempt: record.github_run?.attempt ?? "",
  };
  const written = await writeRun(record, run.directory, outputs, host);
  if (!written.ok) return written;
  host.stdout(printVerdict(record));
  return ok(record.decision === "allowed" ? 0 : 1);
}
