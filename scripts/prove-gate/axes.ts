import type { TaskRule } from "@yardmaster/core";
import type { GitHubErrorKind } from "@yardmaster/github";

// What may be so when somebody gives a command. The first of each list is the ordinary case of a stranger, from which a
// counter-example tells how it differs. Names alone are read by the oracle (allowing-fact.ts), the rest by the programs.

/** `author_association` of the comment. */
export const associations = [
  "NONE",
  "FIRST_TIMER",
  "FIRST_TIME_CONTRIBUTOR",
  "MANNEQUIN",
  "CONTRIBUTOR",
  "COLLABORATOR",
  "MEMBER",
  "OWNER",
].map(named);

export type Named = Readonly<{ name: string; index: number }>;

/** What GitHub says of the sender's permission: the booleans that it answers with, or why it does not. */
export interface Permission extends Named {
  readonly level?: number;
  readonly roleName?: string;
  readonly isOfAnother?: true;
  readonly fails?: GitHubErrorKind | "not-found";
}

export const permissions: readonly Permission[] = [
  { name: "none", fails: "not-found" as const },
  { name: "read", level: 1 },
  { name: "triage", level: 2 },
  { name: "write", level: 3 },
  { name: "maintain", level: 4 },
  { name: "admin", level: 5 },
  { name: "read by the custom role admin", level: 1, roleName: "admin" },
  { name: "admin, of another account", level: 5, isOfAnother: true as const },
  { name: "unknown: server error", fails: "server" as const },
  { name: "unknown: rate limit", fails: "rate-limited" as const },
].map(indexed);

/** What GitHub says of the sender in the team that the rule asks for. */
export interface Team extends Named {
  readonly answer: "none" | "active" | "pending" | "none-or-not-visible" | "fails";
}

export const teams: readonly Team[] = [
  { name: "no member", answer: "none" as const },
  { name: "a member", answer: "active" as const },
  { name: "invited", answer: "pending" as const },
  { name: "not visible, or no member", answer: "none-or-not-visible" as const },
  { name: "unreadable", answer: "fails" as const },
].map(indexed);

/** Who may by the configuration of the gate and the table of tasks. */
export interface Rule extends Named {
  readonly who?: TaskRule;
  readonly maintainers?: string;
  readonly takesHead?: true;
}

export const author = { login: "octocat", id: 583231 };

export const rules: readonly Rule[] = [
  { name: "the gate's: triage, the team, or a list of others", maintainers: "hubot, monalisa" },
  { name: "the gate's, with the sender on the list", maintainers: `hubot ${author.login}` },
  { name: "the task's: write", who: { roles: ["write" as const] } },
  { name: "the task's: a list with the sender", who: { people: ["hubot", author.login] } },
  { name: "the task's: the team", who: { teams: ["ops"] } },
  {
    name: "the task's: triage, but the sender",
    who: { roles: ["triage" as const], except: { people: [author.login] } },
  },
  { name: "the task's: triage, but the team", who: { roles: ["triage" as const], except: { teams: ["ops"] } } },
  { name: "the task's: triage, and the app renovate", who: { roles: ["triage" as const], apps: ["renovate"] } },
  {
    name: "the task's: triage, on the head of a pull request",
    who: { roles: ["triage" as const] },
    takesHead: true as const,
  },
].map(indexed);

/** The text of a comment. */
export interface Comment extends Named {
  readonly body: string;
}

const command = "/orchestrate release-notes since=v1.2.0";

export const comments: readonly Comment[] = [
  { name: "no command", body: "Thanks, it works." },
  { name: "empty", body: "" },
  { name: "a command", body: command },
  { name: "two commands", body: `${command}\n/orchestrate help` },
  { name: "help", body: "/orchestrate help" },
  { name: "a command in a quote", body: `> ${command}\n\nNo.` },
  { name: "a command in code", body: `\`\`\`\n${command}\n\`\`\`` },
  { name: "a command that the page hides", body: `<!--\n${command}\n-->` },
  { name: "another word", body: "/orchestratex release-notes since=v1.2.0" },
  { name: "a value for a shell", body: "/orchestrate release-notes since=$(rc);rc" },
].map(indexed);

export const actions = ["created", "edited", "deleted"].map(named);

/** Who has sent the event, and whether its parts agree. */
export interface Sender extends Named {
  readonly login: string;
  readonly id: number;
  readonly type: string;
  readonly through?: string;
  readonly isNotAuthor?: true;
  readonly actor?: string;
}

export const senders: readonly Sender[] = [
  { name: "the author", ...author, type: "User" },
  { name: "another than the author", ...author, type: "User", isNotAuthor: true as const },
  { name: "another than the run's actor", ...author, type: "User", actor: "hubot" },
  { name: "the bot of a workflow", login: "github-actions[bot]", id: 41898282, type: "Bot" },
  { name: "the app renovate", login: "renovate[bot]", id: 29139614, type: "Bot" },
  { name: "the author through the app renovate", ...author, type: "User", through: "renovate" },
].map(indexed);

/** Who has started this attempt. */
export interface Rerun extends Named {
  readonly login?: string;
  readonly level?: number;
  readonly fails?: GitHubErrorKind;
  /** "Re-run failed jobs": the gate is not asked again, its outputs are those of the first attempt. */
  readonly keepsGate?: true;
}

export const reruns: readonly Rerun[] = [
  { name: "the first attempt" },
  { name: "all jobs again, by an admin", login: "monalisa-admin", level: 5 },
  { name: "all jobs again, by somebody with read", login: "reader", level: 1 },
  { name: "all jobs again, by somebody unknown", login: "mona", fails: "server" as const },
  { name: "all jobs again, by the bot of a workflow", login: "github-actions[bot]" },
  { name: "failed jobs again, by somebody with read", login: "reader", level: 1, keepsGate: true as const },
].map(indexed);

export const firstAttempt = reruns[0] as Rerun;

/** Where the command stands. */
export interface Place extends Named {
  readonly pullRequest?: "own" | "fork";
}

export const places: readonly Place[] = [
  { name: "an issue" },
  { name: "a pull request", pullRequest: "own" as const },
  { name: "a pull request of a fork", pullRequest: "fork" as const },
].map(indexed);

// Of a run that somebody starts by hand.

export const manualCommands: readonly Comment[] = [
  { name: "help", body: "help" },
  { name: "no text", body: " " },
  { name: "a command", body: "release-notes since=v1.2.0" },
  { name: "a command as in a comment", body: command },
  { name: "a command without its input", body: "release-notes" },
  { name: "no task of the table", body: "deploy-everything" },
].map(indexed);

export const modes = ["dry-run", "live"].map(named);
export const branches: readonly Place[] = ["the default branch", "another branch"].map(named);

function named(name: string, index: number): Named {
  return { name, index };
}

function indexed<T extends { readonly name: string }>(each: T, index: number): T & Named {
  return { ...each, index };
}
