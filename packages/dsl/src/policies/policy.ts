import type { Policy, PolicyCheck, Severity } from "@yardmaster/core";

export interface PolicyOptions {
  /** An `error`, which stops `gen`, unless stated. */
  readonly severity?: Severity;
}

/**
 * A rule of this repository's own. Exported from `workflows-src/policies.ts` in the list `policies`, it is asked of every
 * workflow.
 * @param name kebab-case: findings name it.
 * @param description what it asks for, as a sentence.
 * @param check looks at one workflow, and reports every breach with the path of the node.
 */
export function policy(
  name: string,
  description: string,
  check: PolicyCheck,
  { severity = "error" }: PolicyOptions = {},
): Policy {
  return { yardmaster: "policy", name, description, severity, check };
}
