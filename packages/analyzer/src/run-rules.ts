import { type Diagnostic, expressionsIn, InvariantError, type Task, viewWorkflow } from "@yardmaster/core";
import { rules as allRules } from "./rules/index.ts";
import type { AnalyzedWorkflow, Report, RepositoryWorkflows, Rule, Subject } from "./rules/rule.ts";

/**
 * Everything that the rules find in a workflow, among the others of its repository: by rule, and within one by visitor.
 * Places are paths of its model.
 */
export function checkModel(
  workflow: AnalyzedWorkflow,
  repository: RepositoryWorkflows,
  rules: readonly Rule[] = allRules,
): readonly Diagnostic[] {
  const subject: Subject = { ...workflow, ...viewWorkflow(workflow.model), repository };
  return rules.flatMap((rule) => run(rule, (report) => visit(rule, subject, report)));
}

/**
 * A task of the orchestrator against the workflow of the repository that it dispatches. Places are paths of the table of
 * tasks.
 */
export function checkDispatch(task: Task, dispatched: AnalyzedWorkflow): readonly Diagnostic[] {
  return allRules.flatMap((rule) => run(rule, (report) => rule.task?.(task, dispatched, report)));
}

function visit(rule: Rule, subject: Subject, report: Report): void {
  rule.workflow?.(subject, report);
  for (const job of subject.jobs) {
    rule.job?.(job, subject, report);
    if (rule.step) for (const step of job.steps) rule.step(step, job, subject, report);
  }
  if (rule.expression) for (const at of expressionsIn(subject.model)) rule.expression(at, subject, report);
}

function run({ reports }: Rule, look: (report: Report) => void): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  look((kind, parameters, path, extras) => {
    if (!reports.includes(kind)) throw new InvariantError(`A rule reports ${kind.code}, which it does not list.`);
    found.push({ ...kind(parameters, { path }), ...extras });
  });
  return found;
}
