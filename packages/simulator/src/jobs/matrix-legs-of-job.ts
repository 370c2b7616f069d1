import {
  asMap,
  isMap,
  type JobView,
  type ModelPath,
  matrixLegs,
  spelledKey,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { causesOf, type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { fill } from "../evaluate/evaluate.ts";
import type { Reason } from "../trace/trace.ts";

/** The legs that a job's `strategy` makes. */
export type MatrixOfJob =
  | { readonly kind: "legs"; readonly legs: readonly MatrixLeg[]; readonly strategy: StrategyFacts }
  /** They depend on what is not known. */
  | { readonly kind: "unknown"; readonly causes: readonly string[]; readonly strategy: StrategyFacts }
  /** GitHub fails the job: none of its legs starts. */
  | { readonly kind: "refused"; readonly reason: Reason };

export interface MatrixLeg {
  /** Null for a job without a matrix, and for one whose matrix excludes all that it has. */
  readonly matrix: PartialMap | null;
  /** What stands in the name of its check run, in this order. */
  readonly named: PartialValue;
}

export interface StrategyFacts {
  /** True unless stated. */
  readonly failFast: boolean | Unknown;
  /** Undefined: all at once. */
  readonly maxParallel: PartialValue | undefined;
}

const maximumLegs = 256;

/**
 * The legs of a job's matrix, in their order, with its expressions filled in. A value that is not known is a leg like
 * another, as long as no filter asks for it.
 * Source: actions/runner, `WorkflowTemplateConverter.ConvertToStrategy`, `WorkflowTemplateEvaluator.EvaluateStrategy` and
 * `MatrixBuilder`; docs.github.com, "Actions limits": 256 jobs.
 * @param contexts `github`, `inputs`, `vars` and `needs`.
 */
export function legsOfJob(job: JobView, contexts: PartialMap): MatrixOfJob {
  const stated = job.keys.strategy;
  if (stated === undefined || stated === null) return single;
  const path = [...job.path, "strategy"];
  const failures: string[] = [];
  const onFailure = (expression: string, reason: string): void => {
    failures.push(`\`${expression}\`: ${reason}`);
  };
  const filled = fill(stated, { contexts, answers: {}, onFailure });
  if (failures.length > 0) return refused("strategy-fails", `GitHub fails on ${failures.join(", ")}`, path);
  if (filled instanceof Unknown) return { kind: "unknown", causes: filled.causes, strategy: unknownStrategy(filled) };
  if (!isMap(filled)) return refused("matrix-invalid", "`strategy` is no map", path);
  const { matrix, "fail-fast": failFast, "max-parallel": maxParallel } = filled as PartialMap;
  const strategy: StrategyFacts = {
    failFast: failFast instanceof Unknown ? failFast : failFast !== false,
    maxParallel,
  };
  if (matrix === undefined) return { ...single, strategy };
  return legsOfMatrix(matrix, strategy, [...path, "matrix"]);
}

const single: Extract<MatrixOfJob, { kind: "legs" }> = {
  kind: "legs",
  legs: [{ matrix: null, named: [] }],
  strategy: { failFast: true, maxParallel: undefined },
};

function unknownStrategy(value: Unknown): StrategyFacts {
  return { failFast: new Unknown(value.causes), maxParallel: value };
}

function refused(code: string, text: string, path: ModelPath): MatrixOfJob {
  return { kind: "refused", reason: { code, text, path } };
}

function legsOfMatrix(matrix: PartialValue, strategy: StrategyFacts, path: ModelPath): MatrixOfJob {
  const unknown = (causes: readonly string[]): MatrixOfJob => ({ kind: "unknown", causes, strategy });
  if (matrix instanceof Unknown) return unknown(matrix.causes);
  if (!isMap(matrix)) return refused("matrix-invalid", "`matrix` is no map", path);
  const { include = [], exclude = [], ...axes } = matrix as PartialMap;
  for (const [name, values] of Object.entries(axes)) {
    if (values instanceof Unknown) continue;
    if (!isList(values)) return refused("matrix-invalid", `\`${name}\` of \`matrix\` is no list`, [...path, name]);
    if (values.length === 0) {
      return refused("matrix-vector-empty", `\`${name}\` of \`matrix\` has no values`, [...path, name]);
    }
  }
  const problem = problemOfFilters(include, exclude, axes, path);
  if (problem) return problem;
  const parts: PartialValue[] = [...Object.values(axes), include, exclude].filter((part) => part instanceof Unknown);
  const entries = [...(isList(include) ? include : []), ...(isList(exclude) ? exclude : [])];
  parts.push(...entries.filter((entry) => entry instanceof Unknown), ...unknownFilters(entries, axes));
  if (parts.length > 0) return unknown([...new Set(parts.flatMap(causesOf))]);
  return combine(axes, include, exclude, strategy, path);
}

function problemOfFilters(
  include: PartialValue,
  exclude: PartialValue,
  axes: PartialMap,
  path: ModelPath,
): MatrixOfJob | undefined {
  for (const [name, list] of [
    ["include", include],
    ["exclude", exclude],
  ] as const) {
    if (list instanceof Unknown) continue;
    const at = [...path, name];
    if (!isList(list)) return refused("matrix-invalid", `\`${name}\` of \`matrix\` is no list`, at);
    for (const [index, entry] of list.entries()) {
      if (entry instanceof Unknown) continue;
      if (!isMap(entry)) return refused("matrix-invalid", `an entry of \`${name}\` is no map`, [...at, index]);
      const keys = Object.keys(entry);
      if (keys.length === 0) return refused("matrix-filter-empty", `an entry of \`${name}\` is empty`, [...at, index]);
      const stray = name === "exclude" ? keys.find((key) => spelledKey(axes, key) === undefined) : undefined;
      if (stray !== undefined) {
        return refused("matrix-exclude-stray", `\`exclude\` names \`${stray}\`, which the matrix does not have`, [
          ...at,
          index,
          stray,
        ]);
      }
    }
  }
  if (Object.keys(axes).length > 0 || include instanceof Unknown || (isList(include) && include.length > 0))
    return undefined;
  return refused("matrix-empty", "`matrix` has no values and no entry of `include`", path);
}

/** What a filter compares that is not known: on either side of the comparison. */
function unknownFilters(entries: readonly PartialValue[], axes: PartialMap): readonly PartialValue[] {
  const compared = new Set<string>();
  const asked: PartialValue[] = [];
  for (const entry of entries) {
    if (entry instanceof Unknown || !isMap(entry)) continue;
    for (const [key, value] of Object.entries(entry as PartialMap)) {
      const axis = spelledKey(axes, key);
      if (axis === undefined || value === undefined) continue;
      compared.add(axis);
      asked.push(value);
    }
  }
  return [...asked, ...[...compared].map((axis) => axes[axis] ?? null)].filter((value) => causesOf(value).length > 0);
}

function combine(
  axes: PartialMap,
  include: PartialValue,
  exclude: PartialValue,
  strategy: StrategyFacts,
  path: ModelPath,
): MatrixOfJob {
  const stand = new StandIns();
  const known = { ...(stand.hide(axes) as ValueMap), include: stand.hide(include), exclude: stand.hide(exclude) };
  const tooMany = refused("matrix-too-many", `\`matrix\` makes more than ${maximumLegs} jobs`, path);
  const legs = matrixLegs(known);
  if (!legs || legs.length > maximumLegs) return tooMany;
  // All of it is excluded: GitHub runs the job once, with an empty matrix.
  if (legs.length === 0) return { ...single, strategy };
  const combinations = combinationsOf(known, axes, legs.length);
  return {
    kind: "legs",
    strategy,
    legs: legs.map((leg, index) => ({
      matrix: stand.show(leg) as PartialMap,
      named: stand.show(index < combinations ? axesOf(leg, axes) : axesFirst(leg, axes)),
    })),
  };
}

/** How many of the legs, the first ones, are combinations; those behind them are entries of `include` that extend none. */
function combinationsOf({ include, ...known }: ValueMap, axes: PartialMap, all: number): number {
  if (Object.keys(axes).length === 0) return 0;
  return (include as readonly Value[]).length === 0 ? all : (matrixLegs(known)?.length ?? 0);
}

/** What another entry adds to a combination is not in its name. */
function axesOf(leg: ValueMap, axes: PartialMap): ValueMap {
  return Object.fromEntries(Object.entries(leg).filter(([key]) => Object.hasOwn(axes, key)));
}

function axesFirst(leg: ValueMap, axes: PartialMap): ValueMap {
  const others = Object.entries(leg).filter(([key]) => !Object.hasOwn(axes, key));
  return { ...axesOf(leg, axes), ...Object.fromEntries(others) };
}

function isList(value: PartialValue | undefined): value is readonly PartialValue[] {
  return Array.isArray(value);
}

/** Texts in the place of values that are not known, while legs are combined as plain data. */
class StandIns {
  readonly #hidden = new Map<string, Unknown>();

  hide(value: PartialValue | undefined): Value {
    if (value === undefined) return null;
    if (value instanceof Unknown) {
      const text = `\u0000${this.#hidden.size}`;
      this.#hidden.set(text, value);
      return text;
    }
    if (isList(value)) return value.map((item) => this.hide(item));
    if (!isMap(value)) return value as Value;
    return Object.fromEntries(Object.entries(value as PartialMap).map(([key, item]) => [key, this.hide(item)]));
  }

  show(value: Value | undefined): PartialValue {
    if (value === undefined) return null;
    if (typeof value === "string") return this.#hidden.get(value) ?? value;
    if (Array.isArray(value)) return (value as readonly Value[]).map((item) => this.show(item));
    const map = asMap(value);
    if (!map) return value as PartialValue;
    return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, this.show(item)]));
  }
}
