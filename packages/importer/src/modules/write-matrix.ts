import {
  type Expression,
  isMap,
  type ModelPath,
  matrixLegs,
  type Value,
  type ValueMap,
  walkExpression,
} from "@yardmaster/core";
import type { PlannedSteps } from "../steps/plan-steps.ts";
import { expressionPlace } from "../values/expression-place.ts";
import { writeExpression } from "../values/write-expression.ts";
import { writeKey } from "../values/write-text.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { withComments } from "./comments-at-keys.ts";
import { jsonText, type NamesRead, namesReadOf, typeOfRead } from "./computed-legs.ts";
import type { LegNames } from "./job-references.ts";
import { type Entry, printBlock, printInline } from "./print-entries.ts";
import type { JobPart } from "./workflow-parts.ts";

/** How a job's matrix is declared, and read. */
export interface MatrixPlan extends LegNames {
  readonly definition: Value;
  readonly path: ModelPath;
  readonly read: NamesRead;
  /** `inline`: it stands in the job and is given to the function around its steps; `handle`: it is declared before the job. */
  readonly form: "inline" | "handle" | "unread";
}

/** The matrices of a workflow by their jobs: a single one that is declared before its job needs no name of its own. */
export function planMatrices(
  jobs: ReadonlyMap<string, JobPart>,
  steps: ReadonlyMap<string, PlannedSteps>,
  writer: ModuleWriter,
): ReadonlyMap<string, MatrixPlan> {
  const plans = [...jobs.values()].flatMap((job) => {
    const plan = planMatrix(job, steps.get(job.id), writer);
    return plan ? [[job.id, plan] as const] : [];
  });
  const isOnly = plans.filter(([, { form }]) => form === "handle").length === 1;
  const named = plans.map(([job, plan]): readonly [string, MatrixPlan] => {
    if (plan.form !== "handle") return [job, plan];
    return [job, { ...plan, name: writer.names.take(isOnly ? "legs" : `${job} legs`, "matrix") }];
  });
  return new Map(named);
}

function planMatrix(job: JobPart, steps: PlannedSteps | undefined, writer: ModuleWriter): MatrixPlan | undefined {
  const { strategy } = job.keys;
  const path = ["jobs", job.id, "strategy", "matrix"];
  if (!isMap(strategy) || strategy.matrix === undefined || strategy.matrix === null) return undefined;
  const isRaw = [path, path.slice(0, 3)].some((at) => writer.decisions.raw.has(pathKey(at)));
  const read = namesReadOf(job.expressions);
  const properties = isRaw ? new Set<string>() : propertiesOf(strategy.matrix, path, read, writer);
  const form = readingForm(job, steps, properties);
  return { definition: strategy.matrix, path, form, name: "matrix", properties, read };
}

/**
 * Names that all of a matrix says it has. Where it is computed, all that is read of it, which its type then says; none
 * where a judge has refused that type.
 */
function propertiesOf(matrix: Value, path: ModelPath, read: NamesRead, writer: ModuleWriter): ReadonlySet<string> {
  const isTyped = (value: Value, at: ModelPath) => jsonText(value) !== undefined && !isPlainAt(at, writer);
  if (!isMap(matrix)) return new Set(isTyped(matrix, path) ? Object.keys(read) : []);
  const { include = [], exclude: _exclude, ...axes } = matrix;
  const axisNames = Object.entries(axes)
    .filter(([name, values = null]) => typeof values !== "string" || isTyped(values, [...path, name]))
    .map(([name]) => name);
  if (!Array.isArray(include)) {
    return new Set(isTyped(include, [...path, "include"]) ? [...axisNames, ...Object.keys(read)] : []);
  }
  const included = (include as readonly Value[]).flatMap((leg) => (isMap(leg) ? Object.keys(leg) : []));
  return new Set([...axisNames, ...included]);
}

function isPlainAt(path: ModelPath, { decisions: { raw, loose } }: ModuleWriter): boolean {
  return raw.has(pathKey(path)) || loose.has(pathKey(path));
}

/** Steps that others name are declared before the job, where the function around its steps gives them nothing. */
function readingForm(
  { expressions }: JobPart,
  steps: PlannedSteps | undefined,
  properties: ReadonlySet<string>,
): MatrixPlan["form"] {
  const readers = expressions.filter(({ expression }) => readsOneOf(expression, properties));
  if (readers.length === 0) return "unread";
  const isInline = readers.every(({ path }) => path[2] === "steps") && !steps?.declaresRead("matrix");
  return isInline ? "inline" : "handle";
}

function readsOneOf(expression: Expression, properties: ReadonlySet<string>): boolean {
  let isRead = false;
  walkExpression(expression, (part) => {
    if (part.kind !== "property" || part.object.kind !== "context") return;
    if (part.object.name === "matrix" && properties.has(part.name)) isRead = true;
  });
  return isRead;
}

/** Several legs write the same outputs, or how many there are is known only at run time. */
export function hasSeveralLegs(matrix: Value | undefined): boolean {
  return matrix !== undefined && matrixLegs(matrix)?.length !== 1;
}

export function writeStrategy(
  strategy: Value,
  path: ModelPath,
  plan: MatrixPlan | undefined,
  references: References,
  writer: ModuleWriter,
): string {
  if (!plan || !isMap(strategy) || writer.decisions.raw.has(pathKey(path))) {
    return writeValue(strategy, path, references, writer);
  }
  return (
    writer.mark(path) +
    printInline(
      Object.entries(strategy).map(([key, value = null]): Entry => {
        const at = [...path, key];
        if (key !== "matrix") return [key, withComments(writeValue(value, at, references, writer), at, writer)];
        return [
          key,
          plan.form === "handle" ? writer.mark(plan.path) + plan.name : writeMatrix(plan, references, writer),
        ];
      }),
    )
  );
}

/** The definition itself; of what is computed, the type is what its readers take it for. */
export function writeMatrix(plan: MatrixPlan, references: References, writer: ModuleWriter): string {
  const { definition, path, read } = plan;
  if (writer.decisions.raw.has(pathKey(path))) return writeValue(definition, path, references, writer);
  if (!isMap(definition)) {
    const lists = Object.entries(read).map(([name, inner]) => `${writeKey(name)}: ${typeOfRead(inner)}[]`);
    const type = `<{ ${lists.join("; ")} }>`;
    return (
      (lists.length > 0 ? writeComputed(definition, path, type, references, writer) : undefined) ??
      writeValue(definition, path, references, writer)
    );
  }
  const entries = Object.entries(definition).map(([key, value = null]): Entry => {
    const at = [...path, key];
    const type = typeOfList(key, definition, read);
    const computed = type === undefined ? undefined : writeComputed(value, at, type, references, writer);
    return [key, withComments(computed ?? writeValue(value, at, references, writer), at, writer)];
  });
  return writer.mark(path) + (isShort(definition) ? printInline(entries) : printBlock(entries));
}

function isShort(definition: ValueMap): boolean {
  return Object.keys(definition).length <= 2 && definition.include === undefined;
}

/** Of an axis or of `include`, as `fromJSON` takes it; undefined where nothing is read. */
function typeOfList(key: string, definition: ValueMap, read: NamesRead): string | undefined {
  if (key === "exclude") return undefined;
  if (key !== "include") {
    const type = typeOfRead(read[key] ?? {});
    return type === "string" ? "string[]" : `<${type}[]>`;
  }
  const others = Object.entries(read).filter(([name]) => definition[name] === undefined);
  return others.length === 0 ? undefined : `<${typeOfRead(Object.fromEntries(others))}[]>`;
}

function writeComputed(
  value: Value,
  path: ModelPath,
  type: string,
  references: References,
  writer: ModuleWriter,
): string | undefined {
  const text = jsonText(value);
  if (text === undefined || isPlainAt(path, writer)) return undefined;
  const source = writeExpression(text, expressionPlace(path, references), writer);
  if (source === undefined) return undefined;
  const name = writer.mark(path) + writer.language("fromJSON");
  return type.startsWith("<") ? `${name}${type}(${source})` : `${name}(${source}, "${type}")`;
}
