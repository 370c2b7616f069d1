import { asMap } from "@yardmaster/core";
import type { Reason } from "../trace/trace.ts";
import { type Call, refuseCall } from "./call-contract.ts";
import { entryNamed } from "./called-inputs.ts";
import { declaredSecrets } from "./called-secrets.ts";

/**
 * Secrets as GitHub judges them before a run: with `inherit` not at all.
 * Source: actions/runner, `WorkflowTemplateConverter.ValidateWorkflowJobSecrets`.
 */
export function refuseSecrets({ job, caller, called, contract }: Call): Reason | undefined {
  if (job.keys.secrets === "inherit") return undefined;
  const refuse = (code: string, what: string): Reason => refuseCall(code, job, caller, `calls ${called.key}, ${what}`);
  if (typeof job.keys.secrets === "string") {
    return refuse(
      "call-invalid",
      `and its \`secrets\` is \`${job.keys.secrets}\`, which is neither a map nor \`inherit\``,
    );
  }
  const given = asMap(job.keys.secrets) ?? {};
  for (const { name, isRequired } of declaredSecrets(contract.secrets)) {
    if (isRequired && !entryNamed(given, name)) {
      return refuse("call-secret-missing", `whose secret \`${name}\` is required`);
    }
  }
  for (const name of Object.keys(given)) {
    if (!entryNamed(contract.secrets, name)) return refuse("call-secret-undeclared", `which has no secret \`${name}\``);
  }
  return undefined;
}
