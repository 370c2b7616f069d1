import { fail, ok, type Result, type TaskTable } from "@yardmaster/core";
import type { Collaborator, PullRequest } from "@yardmaster/github";
import {
  type Actor,
  type ActorFacts,
  actorsOf,
  bindHead,
  type CheckedCommand,
  checkCommand,
  type checkEvent,
  type decideAdmission,
  findCommandLines,
  type OrchestratorEvent,
  parseCommand,
  parseEvent,
  readGateConfiguration,
  ruleFor,
} from "@yardmaster/orchestrator";
import type { Permission, Place, Rerun, Rule, Team } from "./axes.ts";
import { repositoryName, type runnerOf } from "./given-event.ts";

/** What a person's commands come to before it is known who the person is. */
export type ReadEvent =
  /** `rc` ends with exit code 2, without outputs. */
  | { readonly kind: "fails" }
  | { readonly kind: "nothing" }
  /** Somebody wrote a command, which nobody may give in this way. */
  | { readonly kind: "denied" }
  | {
      readonly kind: "commands";
      readonly event: OrchestratorEvent;
      readonly actors: readonly [Actor, ...Actor[]];
      readonly commands: readonly string[];
    };

/** @param command of the input, in place of the event's own. */
export function readEvent(
  payload: object,
  runner: ReturnType<typeof runnerOf>,
  command: string,
  check: typeof checkEvent,
): ReadEvent {
  const event = parseEvent(runner.eventName, JSON.stringify(payload), "event.json");
  if (!event.ok) return { kind: "fails" };
  const alone = command.trim() || (event.value.name === "workflow_dispatch" ? event.value.command?.trim() : "");
  const lines = alone ? ok([{ text: alone }]) : linesOf(event.value);
  if (!lines.ok) return { kind: lines.error.code === "no-command" ? "nothing" : "denied" };
  const sender = check(event.value, runner);
  if (!sender.ok) return { kind: "denied" };
  const texts = lines.value.map((line) => ("hidden" in line && line.hidden ? "" : line.text));
  return {
    kind: "commands",
    event: event.value,
    actors: actorsOf(sender.value, runner.triggeringActor),
    commands: texts,
  };
}

/** A comment is read once. */
const linesBefore = new Map<string, ReturnType<typeof findCommandLines>>();

function linesOf(event: OrchestratorEvent): ReturnType<typeof findCommandLines> {
  const body = event.name === "issue_comment" ? event.comment.body : "";
  const lines = linesBefore.get(body) ?? findCommandLines(body);
  linesBefore.set(body, lines);
  return lines;
}

/** What GitHub answers when it is asked for the people. */
export interface PeopleFacts {
  readonly permission: Permission;
  readonly team: Team;
  readonly rule: Rule;
  readonly rerun: Rerun;
  readonly place: Place;
}

/** Whether the gate lets at least one of the commands through. */
export function admitsAny(
  { event, actors, commands }: Extract<ReadEvent, { kind: "commands" }>,
  { permission, team, rule, rerun, place }: PeopleFacts,
  table: TaskTable,
  decide: typeof decideAdmission,
): boolean {
  const [owner = ""] = repositoryName.split("/");
  const configuration = configurationOf(rule, owner);
  const ruled = commands.map((text) => {
    const checked = readCommand(text, table);
    const task = checked.ok && checked.value.kind === "dispatch" ? checked.value.task : undefined;
    return { task, admissionRule: ruleFor(task, configuration, owner) };
  });
  // Asked once for all commands; a list alone asks nobody.
  const asks = ruled.some(({ admissionRule: { roles, customRoles } }) => roles.length + customRoles.length > 0);
  const [sender, other] = actors;
  const facts = [senderFacts(sender, permission, team), ...(other ? [rerunFacts(other, rerun)] : [])] as const;
  const people = facts.map((each) => (asks ? each : { ...each, permission: undefined }));
  return ruled.some(({ task, admissionRule }) => {
    const [first, ...rest] = people;
    if (!first || !decide(admissionRule, [first, ...rest]).allowed) return false;
    return !task || bindHead(task, event, place.pullRequest === undefined ? undefined : ok(pullOf(place))).ok;
  });
}

const checkedBefore = new WeakMap<TaskTable, Map<string, Result<CheckedCommand, unknown>>>();

function readCommand(text: string, table: TaskTable): Result<CheckedCommand, unknown> {
  const known = checkedBefore.get(table) ?? new Map<string, Result<CheckedCommand, unknown>>();
  checkedBefore.set(table, known);
  const before = known.get(text);
  if (before) return before;
  const parsed = parseCommand(
    text,
    table.tasks.map(({ name }) => name),
  );
  const checked = parsed.ok ? checkCommand(parsed.value, table) : parsed;
  known.set(text, checked);
  return checked;
}

/** As the workflow's own inputs and their defaults give it. */
function configurationOf({ maintainers = "" }: Rule, owner: string) {
  const env = {
    ALLOWED_ROLES: "triage",
    GITHUB_TOKEN: "a",
    GITHUB_API_URL: "https://api.github.com",
    ORCHESTRATOR_MAINTAINERS: maintainers,
    ORCHESTRATOR_TEAM: "ops",
    ORCHESTRATOR_TEAM_TOKEN: "b",
  };
  const configuration = configurations.get(maintainers) ?? readGateConfiguration(env, owner);
  configurations.set(maintainers, configuration);
  if (!configuration.ok) throw new Error(configuration.error.message);
  return configuration.value;
}

const configurations = new Map<string, ReturnType<typeof readGateConfiguration>>();

function senderFacts(
  actor: Actor,
  { level, roleName = "", isOfAnother, fails }: Permission,
  { answer }: Team,
): ActorFacts {
  const userId = isOfAnother ? 1 : (actor.id ?? 0);
  const permission = fails ? failed(fails) : ok(collaborator(actor.login, userId, level ?? 0, roleName));
  const membership = answer === "fails" ? failed("server") : ok(answer);
  return { actor, permission, teams: new Map([["acme/ops", membership]]) };
}

/** Whoever runs it again is in no team and on no list. */
function rerunFacts(actor: Actor, { login = "", level, fails }: Rerun): ActorFacts {
  const permission = fails ? failed(fails) : ok(collaborator(login, 9, level ?? 0, ""));
  return { actor, permission, teams: new Map([["acme/ops", ok("none")]]) };
}

function collaborator(login: string, userId: number, level: number, roleName: string): Collaborator {
  const [pull, triage, push, maintain, admin] = [1, 2, 3, 4, 5].map((each) => level >= each) as [
    boolean,
    boolean,
    boolean,
    boolean,
    boolean,
  ];
  return { login, userId, permissions: { pull, triage, push, maintain, admin }, roleName };
}

function failed<K extends string>(kind: K) {
  return fail({ kind, message: `it is ${kind}`, carriedOut: "no" as const });
}

function pullOf({ pullRequest }: Place): PullRequest {
  const headRepository = pullRequest === "fork" ? "stranger/app" : repositoryName;
  return {
    number: 7,
    isOpen: true,
    headSha: "d".repeat(40),
    headRepository,
    baseRepository: repositoryName,
  };
}
