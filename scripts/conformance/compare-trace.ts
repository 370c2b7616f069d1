import { workflowModel } from "@yardmaster/compiler/lint";
import { viewWorkflow, type WorkflowFact, type WorkflowView } from "@yardmaster/core";
import { type JobTrace, type RunTrace, type SimulatedEvent, simulate, type WorkflowTrace } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";
import type { ReaderCase } from "./read-reader-case.ts";

/** A job as GitHub's parser writes it, as far as a trace says the same. */
interface ExpectedJob {
  readonly type: "job" | "reusableWorkflowJob";
  readonly id: string;
  readonly if: { readonly expr: string };
  readonly needs?: readonly string[];
  readonly ref?: string;
  readonly jobs?: readonly ExpectedJob[];
  readonly steps?: readonly ExpectedStep[];
  readonly name?: unknown;
  readonly "runs-on"?: unknown;
  readonly strategy?: Written;
}

/** A mapping or list as GitHub's parser writes it. */
interface Written {
  readonly map?: readonly { readonly Key: string; readonly Value: Written | string | number | boolean }[];
  readonly seq?: readonly unknown[];
}

interface ExpectedStep {
  readonly id: string;
  readonly if?: { readonly expr: string };
  readonly run?: unknown;
  readonly uses?: string;
}

/** What is simulated of a case, against what GitHub's parser makes of it: conditions, needs, steps, called jobs. */
export function compareTrace(reader: ReaderCase): readonly string[] {
  const { path, expected } = reader;
  const { jobs, errors } = JSON.parse(expected) as { jobs?: readonly ExpectedJob[]; errors?: unknown };
  const fact = factOf(path, reader.text);
  if (errors) return reader.called.size > 0 && fact ? compareRefusal(reader, fact) : [];
  if (!jobs) return [];
  if (!fact) return ["our reader finds no workflow"];
  const view = viewWorkflow(fact.model);
  // What others call alone is started by no event.
  if ([...view.events.keys()].every((event) => event === "workflow_call")) return [];
  const trace = traceOf(reader, fact, view);
  if (!trace?.run) return [`nothing of it runs: ${trace?.reason.text}`];
  if (trace.run.verdict === "refused") return [`the run is refused: ${trace.run.reason?.text}`];
  return compareJobs(jobs, trace.run);
}

/** A call that does not fit what it calls, in another repository too, ends the whole run at its start. */
function compareRefusal(reader: ReaderCase, fact: WorkflowFact): readonly string[] {
  const run = traceOf(reader, fact, viewWorkflow(fact.model))?.run;
  return run?.verdict === "refused" ? [] : [`the run is not refused: ${run?.verdict}`];
}

function factOf(file: string, text: string): WorkflowFact | undefined {
  const model = workflowModel(readYaml(text, file).model);
  return model && { file, model };
}

function traceOf(reader: ReaderCase, fact: WorkflowFact, view: WorkflowView): WorkflowTrace | undefined {
  const facts = [...reader.called].flatMap(([uses, text]) => {
    const called = factOf(uses.replace(/@.*/, "").replace(/^[^/]+\/[^/]+\//, ""), text);
    return called ? [[uses, called] as const] : [];
  });
  const local = facts
    .filter(([uses]) => uses.startsWith("./"))
    .map(([uses, called]) => [uses.slice(2), called] as const);
  const repository = {
    name: "owner/repository",
    defaultBranch: "main",
    visibility: "public",
    workflows: new Map([[fact.file, fact] as const, ...local]),
    calledElsewhere: new Map(facts.filter(([uses]) => !uses.startsWith("./"))),
    settings: { defaultPermissions: "permissive" },
  } as const;
  const name = [...view.events.keys()].find((each) => each !== "workflow_call") ?? "workflow_call";
  const event: SimulatedEvent = {
    name,
    payload: {},
    ref: "refs/heads/main",
    sha: "0000000000000000000000000000000000000001",
    actor: "octocat",
    triggeringActor: "octocat",
    instant: "2026-11-27T00:00:00Z",
    changedFiles: ["README.md"],
    commitMessage: "Change",
    by: "person",
    attempt: 1,
    assumed: new Set(),
  };
  return simulate(repository, event).workflows.find(({ file }) => file === fact.file);
}

function compareJobs(expected: readonly ExpectedJob[], { jobs }: RunTrace): readonly string[] {
  const ids = (list: readonly { readonly id: string }[]): string => list.map(({ id }) => id).join(", ");
  if (ids(jobs) !== ids(expected)) return [`jobs: said ${ids(jobs)}, expected ${ids(expected)}`];
  return jobs.flatMap((job, index) => compareJob(expected[index] as ExpectedJob, job));
}

function compareJob(expected: ExpectedJob, job: JobTrace): readonly string[] {
  const { id } = expected;
  const differ = (what: string, said: unknown, wanted: unknown): readonly string[] =>
    JSON.stringify(said) === JSON.stringify(wanted)
      ? []
      : [`${what} of ${id}: said ${JSON.stringify(said)}, expected ${JSON.stringify(wanted)}`];
  const [call] = job.calls;
  const [leg] = job.legs;
  return [
    ...differ("if", withoutBlanks(job.condition?.evaluated), withoutBlanks(expected.if.expr)),
    ...differ(
      "needs",
      job.needs.map((need) => need.id),
      expected.needs ?? [],
    ),
    ...(typeof expected.name === "string" ? differ("name", nameOf(job), expected.name) : []),
    ...(leg && typeof expected["runs-on"] === "string" ? differ("runs-on", leg.runsOn, expected["runs-on"]) : []),
    ...differ("number of legs", legCount(expected) && (call ? job.calls : job.legs).length, legCount(expected)),
    ...(call ? differ("uses", call.uses, expected.ref) : []),
    ...(call?.run ? compareJobs(expected.jobs ?? [], call.run) : []),
    ...(leg ? differ("steps", leg.steps.length, expected.steps?.length ?? 0) : []),
    ...(leg?.steps ?? []).flatMap((step, index) => {
      const wanted = expected.steps?.[index];
      return [
        ...(wanted?.if
          ? differ(`if of step ${index}`, withoutBlanks(step.condition.evaluated), withoutBlanks(wanted.if.expr))
          : []),
        ...differ(`uses of step ${index}`, step.uses, wanted?.uses),
        ...(typeof wanted?.run === "string" ? differ(`run of step ${index}`, step.run, wanted.run) : []),
      ];
    }),
    ...(job.verdict === "skipped" || leg || call ? [] : [`${id} has neither a leg nor a call`]),
  ];
}

/** Without those of the jobs that call it. */
function nameOf({ name }: JobTrace): unknown {
  return typeof name === "string" ? name.slice(name.lastIndexOf(" / ") + 1).replace(/^\/ /, "") : name;
}

/** Of a matrix that is nothing but lists of plain values. */
function legCount({ strategy }: ExpectedJob): number | undefined {
  const matrix = strategy?.map?.find(({ Key }) => Key === "matrix")?.Value;
  const axes = typeof matrix === "object" ? matrix.map : undefined;
  if (
    !axes?.every(({ Key, Value }) => Key !== "include" && Key !== "exclude" && typeof Value === "object" && Value.seq)
  ) {
    return undefined;
  }
  return axes.reduce((product, { Value }) => product * ((Value as Written).seq?.length ?? 0), 1);
}

/** Inside `${{ }}` GitHub's parser keeps the text, and a trace prints what it read of it. */
function withoutBlanks(text: string | undefined): string | undefined {
  return text?.replaceAll(/\s+/g, "");
}
