import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { EmbeddedGitHub } from "../tests/helpers/embedded-github/index.ts";
import { startDemoGitHub } from "./demo/demo-github.ts";
import { readDemoTasks } from "./demo/demo-tasks.ts";
import { printLine, type Style } from "./demo/print-line.ts";
import { type LineOptions, type LineRun, runLine } from "./demo/run-line.ts";
import {
  commentIdOf,
  createStepEvent,
  demoPeople,
  injectFaults,
  type Scenario,
  type Step,
  scenarios,
} from "./demo/scenario.ts";
import { complain, say } from "./say.ts";

/** `demo.ts`: all scenarios; `demo.ts NAME`: one; `demo.ts EVENT.json`: the line on a payload of your own. */

const useColour = process.stdout.isTTY && !process.env.NO_COLOR;
const style: Style = {
  strong: (text) => (useColour ? `\u001b[1m${text}\u001b[0m` : text),
  faint: (text) => (useColour ? `\u001b[2m${text}\u001b[0m` : text),
};

process.exitCode = await main(process.argv.slice(2));

async function main([choice, ...surplus]: readonly string[]): Promise<number> {
  const names = scenarios.map(({ name }) => name);
  if (surplus.length > 0) return usage(`One argument at most: ${names.join(", ")} or the path of an event.`);
  const chosen = choice === undefined ? scenarios : scenarios.filter(({ name }) => name === choice);
  if (choice !== undefined && chosen.length === 0) return runEvent(resolve(choice), names);

  say("From a comment to a dispatch. GitHub is embedded on 127.0.0.1; nothing leaves this machine.\n");
  let failures = 0;
  for (const [index, scenario] of chosen.entries()) {
    say(`\n${style.strong(`${index + 1}  ${scenario.title}`)}\n`);
    failures += (await runScenario(scenario, index === 0)).length === 0 ? 0 : 1;
  }
  const held = chosen.length - failures;
  say(`\n${held} of ${chosen.length} went as expected.\n`);
  return failures === 0 ? 0 : 1;
}

async function runScenario({ steps }: Scenario, inFull: boolean): Promise<readonly string[]> {
  const [first] = steps;
  if (!first) return [];
  const { full_name: fullName, default_branch: defaultBranch } = createStepEvent(first).repository;
  return withDirectory(async (directory) => {
    const github = await startDemoGitHub({ fullName, defaultBranch }, demoPeople);
    try {
      const surprises: string[] = [];
      for (const [index, step] of steps.entries()) {
        const stepDirectory = join(directory, `step-${index}`);
        surprises.push(...(await runStep(step, stepDirectory, { fullName, github, directory, inFull })));
      }
      return surprises;
    } finally {
      await github.close();
    }
  });
}

interface Stage {
  /** `OWNER/NAME` */
  readonly fullName: string;
  readonly github: EmbeddedGitHub;
  readonly directory: string;
  readonly inFull: boolean;
}

async function runStep(step: Step, directory: string, stage: Stage): Promise<readonly string[]> {
  const { github, fullName, inFull } = stage;
  const { login } = step.person;
  if (step.note) say(`   ${style.strong(`${step.note}:`)}\n`);
  for (const line of step.body.split("\n")) say(`   ${style.faint(`${login} > ${line}`)}\n`);
  const [requests, comments] = [github.requests.length, new Set(github.comments)];
  injectFaults(step, github);
  const run = await runEventFile(createStepEvent(step), {
    directory,
    sharedDirectory: stage.directory,
    eventName: "issue_comment",
    login,
    repository: fullName,
    apiUrl: github.url,
    runId: step.runId,
    attempt: step.attempt,
  });
  const news = {
    run,
    requests: github.requests.slice(requests),
    comments: github.comments.filter((comment) => !comments.has(comment)),
    inFull,
  };
  say(printLine(news, style));
  const surprises = compare(step, run, github);
  for (const surprise of surprises) say(`   ${style.strong("WRONG")} ${surprise}\n`);
  return surprises;
}

function compare(step: Step, { gate, second }: LineRun, github: EmbeddedGitHub): readonly string[] {
  const { expected } = step;
  const own = github.reactions.filter(({ commentId }) => commentId === commentIdOf(step));
  const checks: readonly (readonly [string, unknown, unknown])[] = [
    ["the gate's exit code", gate.code, expected.gate],
    ["the stage after the gate", second?.name, expected.stage],
    ["its exit code", second?.code, expected.code],
    ["its reasons", second?.reasons.join(" "), expected.reasons.join(" ")],
    ["its artifacts", second?.artifacts.join(" "), "decision.json dispatch-log.ndjson summary.md"],
    ["the reactions", own.map(({ content }) => content).join(" "), expected.reactions.join(" ")],
    ["the number of runs started", github.runs.length, expected.startedRuns],
  ];
  return checks.flatMap(([what, is, wanted]) => (is === wanted ? [] : [`${what} is ${is}, not ${wanted}`]));
}

/** @returns the exit code of the last stage that ran */
async function runEvent(path: string, names: readonly string[]): Promise<number> {
  let event: Partial<Record<"comment" | "sender" | "repository", Readonly<Record<string, unknown>>>>;
  try {
    event = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return usage(`"${path}" is neither ${names.join(", ")} nor an event: ${reason}`);
  }
  const login = String(event.sender?.login ?? "");
  const repository = String(event.repository?.full_name ?? "");
  const defaultBranch = String(event.repository?.default_branch ?? "");
  const person = { login, id: Number(event.sender?.id), role: "triage" } as const;
  return withDirectory(async (directory) => {
    const github = await startDemoGitHub({ fullName: repository, defaultBranch }, [person]);
    try {
      const eventName = event.comment ? "issue_comment" : "workflow_dispatch";
      const place = { directory, sharedDirectory: directory, apiUrl: github.url, runId: "1", attempt: 1 };
      const run = await runEventFile(event, { ...place, eventName, login, repository });
      const { requests, comments } = github;
      say(printLine({ run, requests, comments, inFull: true }, style));
      return (run.second ?? run.gate).code;
    } finally {
      await github.close();
    }
  });
}

interface EventRun extends Omit<LineOptions, "eventFile" | "tasksFile"> {
  /** For the event and the table of tasks. */
  readonly sharedDirectory: string;
}

async function runEventFile(event: object, { sharedDirectory, ...options }: EventRun): Promise<LineRun> {
  const eventFile = join(sharedDirectory, "event.json");
  const tasksFile = join(sharedDirectory, "tasks.json");
  await writeFile(eventFile, JSON.stringify(event));
  await writeFile(tasksFile, JSON.stringify(await readDemoTasks()));
  return runLine({ ...options, eventFile, tasksFile });
}

async function withDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "yardmaster-demo-"));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function usage(sentence: string): number {
  complain(`demo: ${sentence}\n`);
  return 2;
}
