import {
  asMap,
  contextsOf,
  type Expression,
  eventsOf,
  mapExpression,
  mapTemplate,
  type Scalar,
  type Value,
  type ValueMap,
  walkExpression,
} from "@yardmaster/core";
import type { AnalyzedWorkflow } from "./rule.ts";

/** What the expressions of a workflow are read with. */
export interface CallScope {
  /** `github.workflow`: in a called workflow that of the first caller; undefined when that is not known. */
  readonly workflowName: string | undefined;
  /** Of a called workflow: the inputs whose values are known. Undefined in the first workflow, where they are its own. */
  readonly inputs: ReadonlyMap<string, Scalar> | undefined;
}

export interface ConcurrencyGroup {
  readonly group: string;
  readonly key: string;
}

/**
 * The group of a `concurrency`, with a key that is equal for groups that are equal in every run; undefined when there is
 * none, or when what it reads may differ between the places that are compared.
 */
export function concurrencyGroup(
  concurrency: Value | undefined,
  scope: CallScope,
  job?: ValueMap,
): ConcurrencyGroup | undefined {
  const group = asMap(concurrency)?.group ?? concurrency;
  if (typeof group !== "string" || group === "") return undefined;
  let isComparable = true;
  const text = mapTemplate(group, false, (expression) => {
    const known = mapExpression(expression, (part) => replaceKnown(part, scope));
    const varies = contextsOf(known).some(
      (context) =>
        !(
          context === "github" ||
          // The variables of an environment take the place of the repository's.
          (context === "vars" && job?.environment === undefined) ||
          (context === "inputs" && scope.inputs === undefined)
        ),
    );
    if (varies || readsOwnJob(known)) isComparable = false;
    return { ...known };
  });
  const key = text.replace(/\$\{\{ '((?:[^']|'')*)' \}\}/g, (_, literal: string) => literal.replaceAll("''", "'"));
  return isComparable ? { group, key: key.toLowerCase() } : undefined;
}

/** What is known inside a called workflow: the values that its caller gives as plain data, or else the defaults. */
export function scopeOfCall(scope: CallScope, job: ValueMap, called: AnalyzedWorkflow): CallScope {
  const declared = asMap(eventsOf(called.model.on).get("workflow_call")?.inputs) ?? {};
  const given = new Map(Object.entries(asMap(job.with) ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const inputs = Object.entries(declared).flatMap(([name, declaration]): [string, Scalar][] => {
    const key = name.toLowerCase();
    const value = given.has(key) ? given.get(key) : (asMap(declaration)?.default ?? defaultOf(declaration));
    return isPlain(value) ? [[key, value]] : [];
  });
  return { ...scope, inputs: new Map(inputs) };
}

function defaultOf(declaration: Value | undefined): Scalar {
  const type = asMap(declaration)?.type;
  return type === "boolean" ? false : type === "number" ? 0 : "";
}

function isPlain(value: Value | undefined): value is Scalar {
  if (value === null || typeof value === "boolean" || typeof value === "number") return true;
  return typeof value === "string" && !value.includes("${{");
}

function replaceKnown(part: Expression, { workflowName, inputs }: CallScope): Expression {
  if (part.kind !== "property" || part.object.kind !== "context") return part;
  const name = part.name.toLowerCase();
  if (part.object.name === "github" && name === "workflow" && workflowName !== undefined) {
    return { kind: "literal", value: workflowName };
  }
  const value = part.object.name === "inputs" ? inputs?.get(name) : undefined;
  return value === undefined ? part : { kind: "literal", value: String(value) };
}

/** `github.job` is another in each job. */
function readsOwnJob(expression: Expression): boolean {
  let reads = false;
  walkExpression(expression, (part) => {
    if (part.kind === "property" && part.object.kind === "context" && part.name.toLowerCase() === "job") reads = true;
  });
  return reads;
}
