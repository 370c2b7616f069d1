import {
  type Diagnostic,
  InvariantError,
  type RepositoryFacts,
  type Task,
  viewAction,
  viewWorkflow,
} from "@yardmaster/core";
import { rules as allRules } from "./rules/index.ts";
import type {
  ActionSubject,
  AnalyzedAction,
  AnalyzedDependabot,
  AnalyzedWorkflow,
  Report,
  Rule,
  StepHolder,
  Subject,
} from "./rules/rule.ts";

/**
 * Everything that the rules find in a workflow, in its repository: by rule, and within one by visitor. Places are paths of
 * its model.
 */
export function checkModel(
  workflow: AnalyzedWorkflow,
  facts: RepositoryFacts,
  rules: readonly Rule[] = allRules,
): readonly Diagnostic[] {
  const view = viewWorkflow(workflow.model);
  const subject: Subject = Object.assign(view, workflow, {
    kind: "workflow" as const,
    repository: facts.workflows,
    facts,
  });
  return rules.flatMap((rule) => run(rule, (report) => visitWorkflow(rule, subject, report)));
}

/** The same for the metadata of an action. */
export function checkActionModel(
  action: AnalyzedAction,
  facts: RepositoryFacts,
  rules: readonly Rule[] = allRules,
): readonly Diagnostic[] {
  const subject: ActionSubject = Object.assign(viewAction(action.model), action, { kind: "action" as const, facts });
  return rules.flatMap((rule) => run(rule, (report) => visitAction(rule, subject, report)));
}

/** The same for a `dependabot.yml`. */
export function checkDependabot(file: AnalyzedDependabot, rules: readonly Rule[] = allRules): readonly Diagnostic[] {
  return rules.flatMap((rule) => run(rule, (report) => rule.dependabot?.(file, report)));
}

/**
 * A task of the orchestrator against the workflow of the repository that it dispatches. Places are paths of the table of
 * tasks.
 */
export function checkDispatch(task: Task, dispatched: AnalyzedWorkflow): readonly Diagnostic[] {
  return allRules.flatMap((rule) => run(rule, (report) => rule.task?.(task, dispatched, report)));
}

function visitWorkflow(rule: Rule, subject: Subject, report: Report): void {
  rule.workflow?.(subject, report);
  for (const job of subject.jobs) {
    rule.job?.(job, subject, report);
    visitSteps(rule, { job, steps: job.steps, document: subject }, report);
  }
  visitExpressions(rule, subject, report);
}

function visitAction(rule: Rule, subject: ActionSubject, report: Report): void {
  rule.action?.(subject, report);
  visitSteps(rule, { steps: subject.steps, document: subject }, report);
  visitExpressions(rule, subject, report);
}

function visitSteps(rule: Rule, holder: StepHolder, report: Report): void {
  if (rule.step) for (const step of holder.steps) rule.step(step, holder, report);
}

function visitExpressions(rule: Rule, document: Subject | ActionSubject, report: Report): void {
  if (rule.expression) for (const at of document.expressions) rule.expression(at, document, report);
}

function run({ reports }: Rule, look: (report: Report) => void): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  look((kind, parameters, path, { at, excerpt, ...extras } = {}) => {
    if (!reports.includes(kind)) throw new InvariantError(`A rule reports ${kind.code}, which it does not list.`);
    const place = { path, ...(at ? { at } : {}), ...(excerpt === undefined ? {} : { excerpt }) };
    found.push({ ...kind(parameters, place), ...extras });
  });
  return found;
}
