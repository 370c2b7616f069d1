import { type JobView, printExpression, splitTemplate, type UsesReference, type WorkflowView } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { legName, skippedName } from "./check-name.ts";
import { jobContexts, strategyContext } from "./job-contexts.ts";
import { legsOfJob } from "./matrix-legs-of-job.ts";

/** The check runs that a job may file, whatever starts it; one of each for each leg of what calls it. */
export interface JobChecks {
  /** Of the run: `caller/id` of a job that is called. */
  readonly place: string;
  readonly path: JobView["path"];
  /** Of its legs, when it runs; none of a job that calls a workflow, whose jobs have their own. */
  readonly names: readonly CheckName[];
  /** The one that it files when it is skipped, also with a matrix: its bare name, with expressions as they are written. */
  readonly skipped: readonly CheckName[];
}

export interface CheckName {
  /** Parts that depend on the run stand as they are written: `Test (${{ inputs.os }})`. */
  readonly text: string;
  /** The expressions in it that depend on the run; `…` of legs that are not known. */
  readonly unknown: readonly string[];
}

/**
 * The names of all check runs of a workflow, as far as they are known without an event.
 * @param called a workflow by the `uses` of a job; undefined where it is not known.
 */
export function checkNames(
  view: WorkflowView,
  called: (uses: UsesReference) => WorkflowView | undefined = () => undefined,
): readonly JobChecks[] {
  return namesOf(view, called, "", [{ text: "", unknown: [] }], [view]);
}

function namesOf(
  view: WorkflowView,
  called: (uses: UsesReference) => WorkflowView | undefined,
  place: string,
  prefixes: readonly CheckName[],
  above: readonly WorkflowView[],
): readonly JobChecks[] {
  return view.jobs.flatMap((job): readonly JobChecks[] => {
    const own = ownNames(job);
    const names = prefixes.flatMap((prefix) => own.map((name) => joined(prefix, name)));
    const skipped = prefixes.map((prefix) => joined(prefix, { text: skippedName(job), unknown: [] }));
    const base = { place: `${place}${job.id}`, path: job.path, skipped };
    if (!job.uses) return [{ ...base, names }];
    const inner = called(job.uses);
    const self = { ...base, names: [] };
    if (!inner || above.includes(inner)) return [self];
    const outer = names.map(({ text, unknown }) => ({ text: `${text} / `, unknown }));
    return [self, ...namesOf(inner, called, `${base.place}/`, outer, [...above, inner])];
  });
}

function joined(prefix: CheckName, name: CheckName): CheckName {
  return { text: `${prefix.text}${name.text}`, unknown: [...new Set([...prefix.unknown, ...name.unknown])] };
}

const nothingKnown: PartialMap = jobContexts(
  {
    github: new Unknown(["github"]),
    inputs: new Unknown(["inputs"]),
    vars: new Unknown(["vars"]),
  },
  new Unknown(["needs"]),
);

function ownNames(job: JobView): readonly CheckName[] {
  const matrix = legsOfJob(job, nothingKnown);
  if (matrix.kind === "refused") return [];
  const legs =
    matrix.kind === "legs" ? matrix.legs : [{ matrix: new Unknown(["matrix"]), named: new Unknown(matrix.causes) }];
  return legs.map((leg, index) => {
    const contexts = {
      ...nothingKnown,
      matrix: leg.matrix,
      strategy: strategyContext(matrix.strategy, index, legs.length),
    };
    const name = legName(job, leg, contexts);
    return typeof name === "string" ? { text: name, unknown: [] } : writtenName(job, leg.named, contexts, name);
  });
}

/** With what is not known as it is written. */
function writtenName(job: JobView, named: PartialValue, contexts: PartialMap, unknown: PartialValue): CheckName {
  const causes = unknown instanceof Unknown ? unknown.causes : [];
  const stated = typeof job.keys.name === "string" ? job.keys.name : "";
  if (stated.includes("${{")) {
    const pieces = splitTemplate(stated) ?? [stated];
    const text = pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      const written = `\${{ ${printExpression(piece)} }}`;
      const one = legName({ ...job, keys: { name: written } }, { named: [] }, contexts);
      return typeof one === "string" ? one : written;
    });
    return { text: text.join(""), unknown: causes };
  }
  const values = named instanceof Unknown ? "…" : causes.map((cause) => `\${{ ${cause} }}`).join(", ");
  return { text: `${stated === "" ? job.id : stated} (${values})`, unknown: causes };
}
