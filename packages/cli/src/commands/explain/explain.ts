import { viewWorkflow } from "@yardmaster/core";
import { explainJob, type SimulatedRepository, smallestChange, type Target } from "@yardmaster/simulator";
import { exitCodes } from "../../program/exit-code.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import type { FreeCommand } from "../command.ts";
import { lastName } from "../simulate/find-workflow.ts";
import { prepareSimulation } from "../simulate/prepare.ts";
import { tellProblems } from "../simulate/tell-problems.ts";
import { findTarget } from "./find-target.ts";
import { jsonExplanation } from "./json-explanation.ts";
import { printExplanation } from "./print-explanation.ts";

/** Why something runs or does not for an event, and by which smallest change of facts it would be otherwise. */
export const explain: FreeCommand = async (given, host) => {
  const [name, ...more] = given.operands;
  if (name === undefined || more.length > 0) {
    const got = name === undefined ? "none" : String(given.operands.length);
    host.stderr.write(`\`explain\` takes one WORKFLOW, WORKFLOW#JOB or WORKFLOW#JOB/STEP, and got ${got}.\n`);
    return exitCodes.usage;
  }
  const prepared = await withProgress("reading workflows", host, (host) =>
    prepareSimulation(given, given.values.get("payload"), host),
  );
  if ("code" in prepared) return prepared.code;
  const { reading, trace: whole, event, outcomes, eventOf } = prepared;
  const { repository } = reading;
  const target = findTarget(name, whole, repository);
  if (!target.ok) {
    host.stderr.write(`${visibleText(target.error)}\n`);
    return exitCodes.usage;
  }
  const explanation = explainJob(whole, target.value);
  const search = smallestChange(repository, event, outcomes, target.value, { eventOf });
  if (!explanation || !search) {
    host.stderr.write(`${visibleText(`${name} is not in what the event brings about.`)}\n`);
    return exitCodes.usage;
  }
  const { file } = target.value;
  const trace = { ...whole, problems: whole.problems.filter((each) => each.file === undefined || each.file === file) };
  const paint = paintFor(host.stdout, host.env);
  if (given.values.get("format") === "json") host.stdout.write(jsonText(jsonExplanation(trace, explanation, search)));
  else host.stdout.write(printExplanation(trace, explanation, search, calledAs(target.value, repository), paint));
  return tellProblems(trace, prepared, host);
};

/** The same below each job that calls its workflow. */
function calledAs({ file, place }: Target, { workflows }: SimulatedRepository): readonly string[] {
  const below = place === undefined ? "" : `/${place}`;
  return [...workflows.values()].flatMap((caller) =>
    viewWorkflow(caller.model)
      .jobs.filter(({ uses }) => uses?.kind === "local" && uses.folder === file)
      .map(({ id }) => `${lastName(caller.file)}#${id}${below}`),
  );
}
