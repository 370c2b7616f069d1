import type { ModelPath, Severity } from "../diagnostics/diagnostic.ts";
import type { RepositoryFacts } from "../facts/repository-facts.ts";
import type { ModelComment } from "../model/model.ts";
import type { Target } from "../platform/target.ts";
import type { WorkflowView } from "../view/workflow-view.ts";

/** A rule of a repository's own, which every workflow of it keeps. */
export interface Policy {
  readonly yardmaster: "policy";
  /** Kebab-case: findings name it. */
  readonly name: string;
  /** What it asks for, as a sentence. */
  readonly description: string;
  readonly severity: Severity;
  readonly check: PolicyCheck;
}

/** Looks at one workflow. It is pure, and reports every breach. */
export type PolicyCheck = (workflow: PolicyWorkflow, report: PolicyReport) => void;

/** A workflow as policies see it: its model, taken apart, and what is known of the repository around it. */
export interface PolicyWorkflow extends WorkflowView {
  /** Path from the root of the repository that runs it, such as `.github/workflows/ci.yml`. */
  readonly file: string;
  /** `github.com` unless stated. */
  readonly target?: Target | undefined;
  readonly comments: readonly ModelComment[];
  readonly facts: RepositoryFacts;
}

/**
 * @param message what is wrong, as a sentence.
 * @param path of the node that is wrong, such as `[...job.path, "timeout-minutes"]`; the workflow itself unless given.
 */
export type PolicyReport = (message: string, path?: ModelPath) => void;

export function isPolicy(value: unknown): value is Policy {
  if (typeof value !== "object" || value === null) return false;
  const { yardmaster, name, description, severity, check } = value as Partial<Policy>;
  return (
    yardmaster === "policy" &&
    typeof name === "string" &&
    typeof description === "string" &&
    (severity === "error" || severity === "warning") &&
    typeof check === "function"
  );
}
