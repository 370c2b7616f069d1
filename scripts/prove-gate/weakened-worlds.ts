import { ok, type Value, type ValueMap, type WorkflowModel } from "@yardmaster/core";
import { botToken, type World } from "./world.ts";

/** A world in which one thing is wrong, so that somebody without an allowing fact reaches the token. */
export interface WeakenedWorld {
  readonly name: string;
  /** Of the proof, where it is not that of comments. */
  readonly part?: string;
  readonly weaken: (world: World) => World;
}

const orchestrator = ".github/workflows/reusable-orchestrator.yml";
const gate = ".github/workflows/permission-gate.yml";
const runner = ".github/workflows/orchestrator-runner.yml";
const tokenInEnv = { LEAK: `\${{ secrets.${botToken} }}` };

export const weakenedWorlds: readonly WeakenedWorld[] = [
  {
    name: "the job with the token has no condition",
    weaken: (world) => changeAt(world, orchestrator, ["jobs", "dispatch", "if"], () => undefined),
  },
  {
    name: "the job with the token runs for whatever the gate has found",
    weaken: (world) =>
      changeAt(world, orchestrator, ["jobs", "dispatch", "if"], () => "needs.gate.outputs.found == 'true'"),
  },
  {
    name: "the job with the token takes any text for a yes",
    weaken: (world) => changeAt(world, orchestrator, ["jobs", "dispatch", "if"], () => "needs.gate.outputs.allowed"),
  },
  {
    name: "the job with the token runs always",
    weaken: (world) => changeAt(world, orchestrator, ["jobs", "dispatch", "if"], () => "always()"),
  },
  {
    name: "the token is handed to the job that says why not",
    weaken: (world) => changeAt(world, orchestrator, ["jobs", "refuse", "env"], () => tokenInEnv),
  },
  {
    name: "the gate itself is handed the token",
    weaken: (world) => {
      const handed = changeAt(world, orchestrator, ["jobs", "gate", "secrets"], () => "inherit");
      return changeAt(handed, gate, ["jobs", "gate", "env"], () => tokenInEnv);
    },
  },
  {
    name: "the gate puts out what it has found for what it allows",
    weaken: (world) =>
      changeAt(world, gate, ["jobs", "gate", "outputs", "allowed"], () => "${{ steps.decide.outputs.found }}"),
  },
  {
    name: "another job of the runner reads the token",
    weaken: (world) =>
      changeAt(world, runner, ["jobs", "hello"], () => ({
        "runs-on": "ubuntu-24.04",
        steps: [{ run: "./hello", env: tokenInEnv }],
      })),
  },
  {
    name: "another workflow trusts the association",
    weaken: (world) => addWorkflow(world, "issue_comment", "github.event.comment.author_association == 'MEMBER'"),
  },
  {
    name: "another workflow reads the token for every push",
    part: "events that give no command",
    weaken: (world) => addWorkflow(world, "push", "true"),
  },
  {
    name: "an event that contradicts itself counts",
    weaken: (world) => ({
      ...world,
      checkEvent: ({ sender: { login, id } }) => ok({ login, id, kind: "person" }),
    }),
  },
  {
    name: "whoever runs it again is not judged",
    weaken: (world) => ({
      ...world,
      decideAdmission: (rule, [sender]) => world.decideAdmission(rule, [sender]),
    }),
  },
  {
    name: "an exclusion does not count",
    weaken: (world) => ({
      ...world,
      decideAdmission: (rule, people) => world.decideAdmission({ ...rule, except: { teams: [], people: [] } }, people),
    }),
  },
  {
    name: "an invitation is a membership",
    weaken: (world) => ({
      ...world,
      decideAdmission: (rule, [first, ...rest]) => {
        const teams = new Map(first.teams);
        for (const [key, answer] of teams) if (answer.ok && answer.value === "pending") teams.set(key, ok("active"));
        return world.decideAdmission(rule, [{ ...first, teams }, ...rest]);
      },
    }),
  },
  {
    name: "a permission that is not known is enough",
    weaken: (world) => ({
      ...world,
      decideAdmission: (rule, people) => {
        const admission = world.decideAdmission(rule, people);
        const isOpen = people[0].permission?.ok === false && people[0].permission.error.kind !== "not-found";
        return isOpen ? { allowed: true, reason: admission.reason } : admission;
      },
    }),
  },
];

function addWorkflow(world: World, event: string, condition: string): World {
  const file = ".github/workflows/another.yml";
  const model: WorkflowModel = {
    on: event,
    jobs: { another: { if: condition, "runs-on": "ubuntu-24.04", steps: [{ run: "./another", env: tokenInEnv }] } },
  };
  return { ...world, workflows: new Map([...world.workflows, [file, { file, model }]]) };
}

function changeAt(
  world: World,
  file: string,
  path: readonly string[],
  change: (value: Value) => Value | undefined,
): World {
  const fact = world.workflows.get(file);
  if (!fact) throw new Error(`There is no ${file}`);
  const model = changeIn(fact.model as ValueMap, path, change) as WorkflowModel;
  return { ...world, workflows: new Map([...world.workflows, [file, { ...fact, model }]]) };
}

function changeIn(
  map: ValueMap,
  [key = "", ...rest]: readonly string[],
  change: (value: Value) => Value | undefined,
): ValueMap {
  const { [key]: value = null, ...others } = map;
  const changed = rest.length === 0 ? change(value) : changeIn(value as ValueMap, rest, change);
  return changed === undefined ? others : { ...others, [key]: changed };
}
