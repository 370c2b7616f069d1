import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startDemoGitHub } from "./demo/demo-github.ts";
import { printLine, type Style } from "./demo/print-line.ts";
import { type LineRun, runLine } from "./demo/run-line.ts";
import { createScenarioEvent, demoPeople, type Scenario, scenarios } from "./demo/scenario.ts";

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

  process.stdout.write("From a comment to a dispatch. GitHub is embedded on 127.0.0.1; nothing leaves this machine.\n");
  let failures = 0;
  for (const [index, scenario] of chosen.entries()) {
    process.stdout.write(`\n${style.strong(`${index + 1}  ${scenario.title}`)}\n`);
    failures += (await runScenario(scenario, index === 0)).length === 0 ? 0 : 1;
  }
  const held = chosen.length - failures;
  process.stdout.write(`\n${held} of ${chosen.length} went as expected.\n`);
  return failures === 0 ? 0 : 1;
}

async function runScenario(scenario: Scenario, wholeSummary: boolean): Promise<readonly string[]> {
  const event = createScenarioEvent(scenario);
  const { full_name: fullName, default_branch: defaultBranch } = event.repository;
  for (const line of scenario.body.split("\n"))
    process.stdout.write(`   ${style.faint(`${scenario.person.login} > ${line}`)}\n`);
  return withDirectory(async (directory) => {
    const eventFile = join(directory, "event.json");
    await writeFile(eventFile, JSON.stringify(event));
    const github = await startDemoGitHub({ fullName, defaultBranch }, demoPeople);
    try {
      const { login } = scenario.person;
      const options = {
        eventFile,
        eventName: "issue_comment",
        login,
        repository: fullName,
        apiUrl: github.url,
        directory,
      };
      const run = await runLine(options);
      process.stdout.write(printLine({ run, requests: github.requests, wholeSummary }, style));
      const surprises = compare(scenario, run, github.requests.filter(({ method }) => method === "POST").length);
      for (const surprise of surprises) process.stdout.write(`   ${style.strong("WRONG")} ${surprise}\n`);
      return surprises;
    } finally {
      await github.close();
    }
  });
}

function compare(
  { expected }: Scenario,
  { gate, dispatch, artifacts }: LineRun,
  dispatches: number,
): readonly string[] {
  const isDenied = expected.dispatchReason === undefined;
  const isDone = expected.dispatchReason === "dispatched" || expected.dispatchReason === "dry-run";
  const checks: readonly (readonly [string, unknown, unknown])[] = [
    ["the gate's exit code", gate.code, isDenied ? 1 : 0],
    ["the gate's reason", gate.outputs.reason_code, expected.gateReason],
    ["the dispatch's exit code", dispatch?.code, isDenied ? undefined : isDone ? 0 : 1],
    ["the dispatch's reason", dispatch?.outputs.reason_code, expected.dispatchReason],
    ["the number of dispatches", dispatches, expected.dispatches],
    ["the artifacts", artifacts.join(" "), "decision.json dispatch-log.ndjson plan.json summary.md"],
  ];
  return checks.flatMap(([what, is, wanted]) => (is === wanted ? [] : [`${what} is ${is}, not ${wanted}`]));
}

/** @returns the exit code of the last stage that ran */
async function runEvent(eventFile: string, names: readonly string[]): Promise<number> {
  let event: Partial<Record<"comment" | "sender" | "repository", Readonly<Record<string, unknown>>>>;
  try {
    event = JSON.parse(await readFile(eventFile, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return usage(`"${eventFile}" is neither ${names.join(", ")} nor an event: ${reason}`);
  }
  const login = String(event.sender?.login ?? "");
  const repository = String(event.repository?.full_name ?? "");
  const defaultBranch = String(event.repository?.default_branch ?? "");
  const person = { login, id: Number(event.sender?.id), role: "triage" } as const;
  return withDirectory(async (directory) => {
    const github = await startDemoGitHub({ fullName: repository, defaultBranch }, [person]);
    try {
      const eventName = event.comment ? "issue_comment" : "workflow_dispatch";
      const run = await runLine({ eventFile, eventName, login, repository, apiUrl: github.url, directory });
      process.stdout.write(printLine({ run, requests: github.requests, wholeSummary: true }, style));
      return (run.dispatch ?? run.gate).code;
    } finally {
      await github.close();
    }
  });
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
  process.stderr.write(`demo: ${sentence}\n`);
  return 2;
}
