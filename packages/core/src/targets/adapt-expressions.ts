import type { ModelPath } from "../diagnostics/diagnostic.ts";
import { type Expression, walkExpression } from "../expressions/expression.ts";
import { mapTemplate } from "../expressions/map-template.ts";
import type { Value } from "../model/model.ts";
import { type Adaptation, mapEntries, refuse } from "./adaptation.ts";
import { hasFeature } from "./feature-table.ts";
import { rewriteCase } from "./rewrite-case.ts";

/** Rewrites what expressions use and the target lacks, in every text of the model, and shows each one to `observe`. */
export function adaptExpressions(
  value: Value,
  path: ModelPath,
  into: Adaptation,
  observe: (expression: Expression) => void,
): Value {
  if (typeof value === "string") {
    return mapTemplate(value, isCondition(path), (expression) => {
      observe(expression);
      refuseJobIdentity(expression, path, into);
      if (hasFeature(into.target, "case")) return expression;
      const rewritten = rewriteCase(expression);
      if (!rewritten) refuse(into, "case", path, "a list or map that it gives is compared or taken apart here");
      return rewritten ?? expression;
    });
  }
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value)) {
    return mapEntries(value as { readonly [key: string]: Value }, (key, inner) =>
      inner === undefined ? inner : adaptExpressions(inner, [...path, key], into, observe),
    );
  }
  const items = value.map((item: Value, index) => adaptExpressions(item, [...path, index], into, observe));
  return items.every((item, index) => item === value[index]) ? value : items;
}

/** The `if` of a job, a step or a snapshot; an `if` among a step's inputs or variables is only a name. */
function isCondition(path: ModelPath): boolean {
  const [jobs] = path;
  const owner = path.at(-2);
  const isOfJob = path.length === 3 && jobs === "jobs";
  return path.at(-1) === "if" && (isOfJob || typeof owner === "number" || owner === "snapshot");
}

function refuseJobIdentity(expression: Expression, path: ModelPath, into: Adaptation): void {
  walkExpression(expression, (part) => {
    if (part.kind !== "property" || part.object.kind !== "context" || part.object.name !== "job") return;
    if (/^(workflow_(ref|sha|repository|file_path)|check_run_id)$/i.test(part.name)) refuse(into, "job-workflow", path);
  });
}
