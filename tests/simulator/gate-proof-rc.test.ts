import { fail, ok } from "@yardmaster/core";
import type { GitHub } from "@yardmaster/github";
import { checkEvent, decideAdmission } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as axes from "../../scripts/prove-gate/axes.ts";
import type { Facts } from "../../scripts/prove-gate/facts.ts";
import { admitsAny, readEvent } from "../../scripts/prove-gate/gate-answer.ts";
import { commentPayload, repositoryName, runnerOf } from "../../scripts/prove-gate/given-event.ts";
import { readWorld } from "../../scripts/prove-gate/read-world.ts";
import { taskTable } from "../../scripts/prove-gate/task-tables.ts";
import { jobToken, teamToken } from "../helpers/orchestrator-github.ts";
import { runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";

// The proof puts the functions of the gate together itself; here the program as a whole answers for the same facts.

const test = suite("proof of the gate: the program agrees");
const { table } = await readWorld(process.cwd());
const spaces = {
  permission: axes.permissions,
  team: axes.teams,
  rule: axes.rules,
  comment: axes.comments,
  action: axes.actions,
  sender: axes.senders,
  rerun: axes.reruns.filter(({ keepsGate }) => !keepsGate),
  place: axes.places,
} as const;
const first = Object.fromEntries(Object.entries(spaces).map(([name, values]) => [name, values[0]]));
const stranger = { association: axes.associations[0], ...first } as unknown as Facts;
const triager = { ...stranger, permission: axes.permissions[2], comment: axes.comments[2] } as Facts;

function proofSays(facts: Facts): string {
  const read = readEvent(commentPayload(facts), runnerOf("issue_comment", facts.sender, facts.rerun), "", checkEvent);
  if (read.kind !== "commands") return read.kind;
  return admitsAny(read, facts, taskTable(table, facts.rule), decideAdmission) ? "allowed" : "denied";
}

async function programSays(facts: Facts): Promise<string> {
  const { permission, team, rule, sender, rerun, place } = facts;
  const runner = runnerOf("issue_comment", sender, rerun);
  const booleans = (level: number) => ({
    pull: level >= 1,
    triage: level >= 2,
    push: level >= 3,
    maintain: level >= 4,
    admin: level >= 5,
  });
  const failed = (kind: string) => fail({ kind, message: kind, carriedOut: "no" });
  const github = {
    collaborator: async (_: unknown, login: string) => {
      const other = rerun.login === login ? rerun : undefined;
      const { fails, level = 0 } = other ?? permission;
      if (fails) return failed(fails);
      const userId = other ? 9 : permission.isOfAnother ? 1 : sender.id;
      return ok({ login, userId, permissions: booleans(level), roleName: (!other && permission.roleName) || "" });
    },
    teamMembership: async (_: string, __: string, login: string) => {
      if (login === rerun.login) return ok("none-or-not-visible");
      if (team.answer === "fails") return failed("server");
      return ok(team.answer === "none" ? "none-or-not-visible" : team.answer);
    },
    teamVisibility: async () => ok(team.name === "not visible, or no member" ? "not-visible" : "visible"),
    pullRequest: async () =>
      ok({
        number: 7,
        isOpen: true,
        headSha: "d".repeat(40),
        headRepository: place.pullRequest === "fork" ? "stranger/app" : repositoryName,
        baseRepository: repositoryName,
      }),
  } as unknown as GitHub;
  const run = await runRcOn(
    {
      github: () => github,
      files: {
        "event.json": JSON.stringify(commentPayload(facts)),
        "generated/orchestrator-tasks.json": JSON.stringify(taskTable(table, rule)),
      },
      env: {
        ...runnerVariables,
        GITHUB_REPOSITORY: repositoryName,
        GITHUB_ACTOR: runner.actor,
        GITHUB_TRIGGERING_ACTOR: runner.triggeringActor,
        GITHUB_RUN_ATTEMPT: runner.run.attempt,
        GITHUB_API_URL: "https://api.github.com",
        GITHUB_TOKEN: jobToken,
        ORCHESTRATOR_TEAM_TOKEN: teamToken,
        ORCHESTRATOR_TEAM: "ops",
        ALLOWED_ROLES: "triage",
        ORCHESTRATOR_MAINTAINERS: rule.maintainers ?? "",
      },
    },
    ...["orchestrator", "gate", "--event-path", "event.json"],
  );
  const output = run.files["github-output"] ?? "";
  const says = (name: string) =>
    new RegExp(`^${name}<<.*\\ntrue$`, "m").test(output) || output.includes(`${name}=true`);
  if (run.code > 1) return "fails";
  return says("allowed") ? "allowed" : says("found") ? "denied" : "nothing";
}

for (const [name, base, answers] of [
  ["a stranger's words", stranger, ["allowed", "denied", "nothing"]],
  ["a command by somebody with triage", triager, ["allowed", "denied", "nothing"]],
] as const) {
  test(`where one or two facts differ from ${name}`, async () => {
    const names = Object.keys(spaces) as (keyof typeof spaces)[];
    const all = names.flatMap((one, index) =>
      names
        .slice(index + 1)
        .flatMap((other) =>
          spaces[one].flatMap((a) => spaces[other].map((b): Facts => ({ ...base, [one]: a, [other]: b }))),
        ),
    );
    const seen = new Map<string, number>();
    for (const facts of all) {
      const expected = proofSays(facts);
      seen.set(expected, (seen.get(expected) ?? 0) + 1);
      const actual = await programSays(facts);
      if (actual !== expected)
        assert.is(
          actual,
          expected,
          `${actual}, and not ${expected}: ${names.map((each) => facts[each].name).join(" | ")}`,
        );
    }
    assert.equal([...seen.keys()].sort(), answers);
  });
}

test.run();
