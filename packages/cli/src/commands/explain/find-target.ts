import { fail, nearestNames, ok, type Result, type StepView, viewWorkflow } from "@yardmaster/core";
import type { SimulatedRepository, Target, Trace } from "@yardmaster/simulator";
import { findWorkflow, listNames } from "../simulate/find-workflow.ts";

/** @param text `WORKFLOW`, `WORKFLOW#JOB`, `WORKFLOW#JOB/STEP`, with `CALLER/JOB` for a job that is called. */
export function findTarget(text: string, trace: Trace, repository: SimulatedRepository): Result<Target, string> {
  const split = text.indexOf("#");
  const workflow = findWorkflow(split < 0 ? text : text.slice(0, split), trace);
  if (!workflow.ok) return workflow;
  const { file } = workflow.value;
  if (split < 0) return ok({ file });
  return findIn(file, text.slice(split + 1).split("/"), repository);
}

function findIn(file: string, names: readonly string[], repository: SimulatedRepository): Result<Target, string> {
  let inner = file;
  const place: string[] = [];
  for (const [index, name] of names.entries()) {
    const fact = repository.workflows.get(inner);
    const jobs = fact ? viewWorkflow(fact.model).jobs : [];
    const job = jobs.find(({ id }) => id.toLowerCase() === name.toLowerCase());
    if (!job)
      return fail(
        missing(
          `${inner} has no job`,
          name,
          jobs.map(({ id }) => id),
        ),
      );
    place.push(job.id);
    const rest = names.slice(index + 1);
    if (rest.length === 0) return ok({ file, place: place.join("/") });
    if (!job.uses) return findStep(file, place.join("/"), rest.join("/"), job.steps);
    const called = job.uses.kind === "local" ? job.uses.folder : job.uses.text;
    if (!repository.workflows.has(called))
      return fail(`${inner}#${job.id} calls ${job.uses.text}, which is not known.`);
    inner = called;
  }
  return ok({ file });
}

/** By its id, its name or its number from 1. */
function findStep(file: string, place: string, text: string, steps: readonly StepView[]): Result<Target, string> {
  const given = text.toLowerCase();
  const is = (value: unknown): boolean => typeof value === "string" && value.toLowerCase() === given;
  const step =
    steps.find(({ keys }) => is(keys.id)) ??
    steps.find(({ keys }) => is(keys.name)) ??
    steps.find((_, index) => String(index + 1) === text);
  if (step) {
    const { id } = step.keys;
    return ok({ file, place, step: typeof id === "string" ? id : String(steps.indexOf(step)) });
  }
  const names = steps.flatMap(({ keys }) => [keys.id, keys.name]).filter((name) => typeof name === "string");
  if (names.length > 0 || steps.length === 0) return fail(missing(`${place} has no step`, text, names));
  const numbers = steps.length === 1 ? "its only one is 1" : `its steps are 1 to ${steps.length}`;
  return fail(`${place} has no step ${JSON.stringify(text)}: ${numbers}.`);
}

function missing(beginning: string, name: string, names: readonly string[]): string {
  const near = nearestNames(name, names);
  const shown = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${listNames(names)}.`;
  return `${beginning} ${JSON.stringify(name)}: ${names.length === 0 ? "it has none." : shown}`;
}
