import { asMap, defineDiagnostic, type JobView, type ModelPath, nearestNames } from "@yardmaster/core";
import type { Rule, Subject } from "../rule.ts";
import { listedTexts } from "./listed-texts.ts";
import { replacedBy, writeOneOf } from "./suggestion.ts";

interface Unknown {
  readonly job: string;
  readonly need: string;
  readonly nearest: readonly string[];
  readonly others: readonly string[];
}

export const needsUnknown = defineDiagnostic({
  code: "needs-unknown",
  severity: "error",
  message: (p: Unknown) => `The job "${p.job}" needs "${p.need}", and the workflow has no such job.`,
  hint: (p) => (p.others.length === 0 ? "Drop the need." : `Write ${writeOneOf(p.nearest, p.others)}`),
});

export const needsRepeated = defineDiagnostic({
  code: "needs-repeated",
  severity: "warning",
  message: (p: { job: string; need: string }) => `The job "${p.job}" needs "${p.need}" twice; once is enough.`,
  hint: () => "Drop one of the two, or name the job that was meant.",
});

export const needsCycle = defineDiagnostic({
  code: "needs-cycle",
  severity: "error",
  message: (p: { ring: readonly string[] }) =>
    p.ring.length === 2
      ? `The job "${p.ring[0]}" needs itself, and can never start.`
      : `Jobs wait for each other, and none can start: ${p.ring.join(" -> ")}.`,
  hint: (p) => `Remove one \`needs\` among ${[...new Set(p.ring)].map((id) => `\`${id}\``).join(", ")}.`,
});

interface Need {
  readonly text: string;
  readonly path: ModelPath;
  /** Undefined where the workflow has no such job. */
  readonly job: JobView | undefined;
}

/** Source: actions/runner, `WorkflowTemplateConverter.cs`: needed jobs are found without regard to case. */
export const needs: Rule = {
  reports: [needsUnknown, needsRepeated, needsCycle],
  workflow(workflow, report) {
    const needsOf = readNeeds(workflow);
    for (const [job, list] of needsOf) {
      const others = workflow.jobs.filter((other) => other !== job).map(({ id }) => id);
      const seen = new Map<string, ModelPath>();
      for (const { text, path, job: needed } of list) {
        const first = seen.get(text.toLowerCase());
        if (first) {
          const related = [{ message: "It is needed here already.", place: { path: first } }];
          report(needsRepeated, { job: job.id, need: text }, path, { related });
        } else if (!needed) {
          const nearest = nearestNames(text, others);
          const fixes = replacedBy(path, nearest);
          report(needsUnknown, { job: job.id, need: text, nearest, others }, path, { fixes });
        }
        seen.set(text.toLowerCase(), path);
      }
    }
    for (const ring of ringsIn(needsOf)) {
      const last = ring[ring.length - 1] as Edge;
      const ids = [...ring.map(({ from }) => from.id), last.need.job?.id ?? ""];
      const related = ring.slice(0, -1).map(({ from, need }) => ({
        message: `"${from.id}" needs "${need.text}" here.`,
        place: { path: need.path },
      }));
      report(needsCycle, { ring: ids }, last.need.path, { related });
    }
  },
};

function readNeeds({ jobs }: Subject): ReadonlyMap<JobView, readonly Need[]> {
  const byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  const withNeeds = jobs.filter((job) => asMap(job.keys)?.needs !== undefined);
  return new Map(
    withNeeds.map((job) => {
      const list = listedTexts(job.keys.needs, [...job.path, "needs"]).filter(({ text }) => !text.includes("${{"));
      return [job, list.map(({ text, path }) => ({ text, path, job: byId.get(text.toLowerCase()) }))];
    }),
  );
}

interface Edge {
  readonly from: JobView;
  readonly need: Need;
}

/** Each ring once, by the edges that make it, from the job that stands first. */
function ringsIn(needsOf: ReadonlyMap<JobView, readonly Need[]>): readonly (readonly Edge[])[] {
  const rings: Edge[][] = [];
  const done = new Set<JobView>();
  const trail: Edge[] = [];
  const walk = (from: JobView): void => {
    if (done.has(from)) return;
    for (const need of needsOf.get(from) ?? []) {
      if (!need.job) continue;
      const start = trail.findIndex((edge) => edge.from === need.job);
      trail.push({ from, need });
      if (need.job === from) rings.push([{ from, need }]);
      else if (start !== -1) rings.push(trail.slice(start));
      else walk(need.job);
      trail.pop();
    }
    done.add(from);
  };
  for (const job of needsOf.keys()) walk(job);
  return rings;
}
