import type { Facts } from "./facts.ts";

// By hand from docs/security.md, "Who may", and docs/promptops/orchestrator.md: no function of the programs is asked, and
// nothing is read of the facts but their names.

/** Whether somebody who may has given a command, so that the job with the token has something to do. */
export function hasAllowingFact(facts: Facts, trigger: string): boolean {
  // "Only a new comment of its own author counts": created; sender, author and actor agree; the same repository.
  if (trigger !== "runs by hand" && facts.action.name !== "created") return false;
  const commands = commandsOf(trigger, facts.comment.name);
  const gate = facts.rule.name.startsWith("the gate's") ? facts.rule.name : gateRule;
  const rules = commands.map((command) => (command === "task" ? facts.rule.name : gate));
  // "A login that changed hands is somebody else", where a rule asks for a permission; "a list alone compares logins".
  const isAsked = rules.some((rule) => !["the task's: a list with the sender", "the task's: the team"].includes(rule));
  if (isPerson(facts) && facts.permission.name === "admin, of another account" && isAsked) return false;
  return rules.some(
    (rule, index) => senderMay(rule, facts) && othersMay(rule, facts) && headIsOwn(commands[index], facts),
  );
}

type Given = "task" | "other";

/** What somebody gives: a task of the table, or what the gate's own rule is for, such as what will be refused. */
function commandsOf(trigger: string, text: string): readonly Given[] {
  if (trigger === "comments in another repository, whose workflow brings the command") return ["task"];
  return (trigger === "runs by hand" ? inRuns : inComments)[text] ?? [];
}

const inComments: Readonly<Record<string, readonly Given[]>> = {
  "a command": ["task"],
  "two commands": ["task", "other"],
  help: ["other"],
  "a value for a shell": ["task"],
};

const inRuns: Readonly<Record<string, readonly Given[]>> = {
  help: ["other"],
  "a command": ["task"],
  "a command as in a comment": ["task"],
  "a command without its input": ["other"],
  "no task of the table": ["other"],
};

const gateRule = "the gate's: triage, the team, or a list of others";

const levels = ["none", "read", "triage", "write", "maintain", "admin"];

function isPerson({ sender }: Facts): boolean {
  return sender.name === "the author" || sender.name === "the author through the app renovate";
}

/** "Bots and apps give no commands unless a task lists them"; "a person who writes through an app needs both". */
function senderMay(rule: string, facts: Facts): boolean {
  const { sender, permission, team } = facts;
  const listsApp = rule === "the task's: triage, and the app renovate";
  if (sender.name === "the app renovate") return listsApp;
  if (sender.name !== "the author" && !(sender.name === "the author through the app renovate" && listsApp))
    return false;
  const name = permission.name === "admin, of another account" ? "admin" : permission.name;
  // "What is unknown is no"; a custom role counts by its own booleans.
  const level = levels.indexOf(name);
  const [hasTriage, hasWrite] = [level >= 2, level >= 3];
  const isMember = team.name === "a member";
  switch (rule) {
    case gateRule:
      return hasTriage || isMember;
    case "the gate's, with the sender on the list":
      return true;
    case "the task's: write":
      return hasWrite;
    case "the task's: a list with the sender":
      return true;
    case "the task's: the team":
      return isMember;
    case "the task's: triage, but the sender":
      return false;
    // "An exclusion that cannot be answered denies", and an invitation counts.
    case "the task's: triage, but the team":
      return hasTriage && team.name === "no member";
    case "the task's: triage, and the app renovate":
    case "the task's: triage, on the head of a pull request":
      return hasTriage;
    default:
      throw new Error(`No hand has written down the rule "${rule}"`);
  }
}

/** "A re-run is judged again, for whoever starts it": both must pass. Jobs that run again alone keep what the gate has said. */
function othersMay(rule: string, { rerun }: Facts): boolean {
  if (rerun.name === "the first attempt" || rerun.name === "failed jobs again, by somebody with read") return true;
  if (rerun.name !== "all jobs again, by an admin") return false;
  // In no team and on no list.
  return rule !== "the task's: a list with the sender" && rule !== "the task's: the team";
}

/** "No commit of a fork is handed on". */
function headIsOwn(command: Given | undefined, { rule, place }: Facts): boolean {
  const takesHead = command === "task" && rule.name === "the task's: triage, on the head of a pull request";
  return !takesHead || place.name === "a pull request";
}
