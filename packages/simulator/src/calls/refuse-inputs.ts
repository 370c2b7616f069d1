import { asMap, type Value } from "@yardmaster/core";
import type { Reason } from "../trace/trace.ts";
import { type Call, refuseCall } from "./call-contract.ts";
import { convertInput, type DeclaredInput, declaredInputs, entryNamed } from "./called-inputs.ts";

/**
 * Inputs as GitHub judges them before a run: what is required is there, nothing else is, and plain values are of the declared
 * kind. Source: actions/runner, `WorkflowTemplateConverter.ConvertToWorkflowJobInputs`, `isEarlyValidation`.
 */
export function refuseInputs({ job, caller, called, contract }: Call): Reason | undefined {
  const refuse = (code: string, what: string): Reason => refuseCall(code, job, caller, `calls ${called.key}, ${what}`);
  const given = asMap(job.keys.with) ?? {};
  for (const input of declaredInputs(contract.inputs)) {
    const { name, isRequired, type } = input;
    const standard = wrongValue(input.default, input);
    if (standard !== undefined) {
      return refuse("call-input-type", `whose input \`${name}\` of type ${type} has the default \`${standard}\``);
    }
    const [, value] = entryNamed(given, name) ?? [];
    const wrong = wrongValue(value, input);
    if (wrong !== undefined)
      return refuse("call-input-type", `whose input \`${name}\` is a ${type} and gets \`${wrong}\``);
    if (value === undefined && isRequired) return refuse("call-input-missing", `whose input \`${name}\` is required`);
  }
  for (const name of Object.keys(given)) {
    if (!entryNamed(contract.inputs, name)) return refuse("call-input-undeclared", `which has no input \`${name}\``);
  }
  return undefined;
}

/** @returns the value as it is shown; undefined for one of the right kind, and for one that only the run can tell. */
function wrongValue(value: Value | undefined, { type }: DeclaredInput): string | undefined {
  if (value === undefined || (typeof value === "string" && value.includes("${{"))) return undefined;
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a sequence" : "a mapping";
  const converted = convertInput(value, type);
  return converted.ok ? undefined : converted.error;
}
