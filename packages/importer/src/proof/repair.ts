import { type Diagnostic, isMap, type ModelPath, type Value, valueAt } from "@yardmaster/core";
import { type Decisions, pathKey } from "../writing/decisions.ts";
import type { Objection } from "./objection.ts";

export interface Repair {
  readonly decisions: Decisions;
  /** Objections that no other way to write the module answers. */
  readonly unanswered: readonly Objection[];
}

/**
 * Decides how the nodes of a module are written in the next round, by what its judges said in this one: step by step, so
 * that no more is given up than has to be.
 */
export function repair(decisions: Decisions, objections: readonly Objection[], original: Value): Repair {
  const next = {
    raw: new Map(decisions.raw),
    loose: new Map(decisions.loose),
    plain: new Set(decisions.plain),
  };
  // What the language says of a node is the reason to give, not what follows from it for its types.
  const ordered = [...objections].sort((a, b) => rank(a) - rank(b));
  const unanswered = ordered.filter((objection) => !answer(objection, decisions, next, original));
  return { decisions: next, unanswered };
}

interface NextDecisions {
  readonly raw: Map<string, string>;
  readonly loose: Map<string, ReadonlySet<number> | "all">;
  readonly plain: Set<string>;
}

function rank({ judge }: Objection): number {
  return ["module", "language", "difference", "comment", "types"].indexOf(judge);
}

function answer(objection: Objection, decisions: Decisions, next: NextDecisions, original: Value): boolean {
  const { judge, path, operand, reason, parts, diagnostic } = objection;
  if (judge === "module") return false;
  if (parts && writeParts(path, reason, parts, decisions, next, original)) return true;
  if (judge === "comment") return writePlain(path, decisions, next);
  if (judge === "difference") {
    return writePlain(path, decisions, next) || writeRaw(path, keptReason, decisions, next, original);
  }
  if (
    (judge === "types" || isOfTypes(diagnostic)) &&
    isExpression(path, original) &&
    !decisions.raw.has(pathKey(path))
  ) {
    return writeLoose(path, operand, decisions, next) || writeRaw(path, reason, decisions, next, original);
  }
  // A template may take a value in another place, or none: the script's text stands in any.
  if (judge === "language" && isScript(path, original) && !decisions.plain.has(pathKey(path))) {
    next.plain.add(pathKey(path));
    return true;
  }
  return (
    writeRaw(path, reason, decisions, next, original) ||
    writeParts(path, reason, parts ?? quotedIn(reason), decisions, next, original)
  );
}

/** What the language itself says of types, where no compiler does: GitHub takes values of any. */
export function isOfTypes(diagnostic: Diagnostic | undefined): boolean {
  return diagnostic !== undefined && typeCodes.has(diagnostic.code);
}

const typeCodes = new Set(["value-type", "comparison-types", "option-unknown"]);

const keptReason = "kept as it was written: the language would write it in another way";

/** The node and all around it, since a preset may stand for any of them. */
function writePlain(path: ModelPath, decisions: Decisions, next: NextDecisions): boolean {
  const around = path.map((_, depth) => pathKey(path.slice(0, depth + 1)));
  for (const key of around) next.plain.add(key);
  return around.some((key) => !decisions.plain.has(key));
}

/** The operands that are objected to; the whole expression where that was no help. */
function writeLoose(path: ModelPath, operand: number | undefined, decisions: Decisions, next: NextDecisions): boolean {
  const key = pathKey(path);
  const before = decisions.loose.get(key);
  if (before === "all") return false;
  const now = next.loose.get(key);
  const isRepeated = operand === undefined || before?.has(operand) === true;
  next.loose.set(key, isRepeated || now === "all" ? "all" : new Set([...(before ?? []), ...(now ?? []), operand]));
  return true;
}

/** The node, or where that was no help, what is around it. */
function writeRaw(
  path: ModelPath,
  reason: string,
  decisions: Decisions,
  next: NextDecisions,
  original: Value,
): boolean {
  for (let at = knownPart(path, original); !isStructure(at, original); at = at.slice(0, -1)) {
    const key = pathKey(at);
    if (decisions.raw.has(key)) continue;
    if (!next.raw.has(key)) next.raw.set(key, reason);
    return true;
  }
  return false;
}

/** Where a job or a step is objected to: the texts in it that hold what it is about. */
function writeParts(
  path: ModelPath,
  reason: string,
  parts: readonly string[],
  decisions: Decisions,
  next: NextDecisions,
  original: Value,
): boolean {
  const around = knownPart(path, original);
  const found = parts
    .map((part) => textsWith(part, around, valueAt(around, original)))
    .find((paths) => paths.length > 0);
  return found?.map((at) => writeRaw(at, reason, decisions, next, original)).some(Boolean) ?? false;
}

function quotedIn(reason: string): readonly string[] {
  return [...reason.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
}

function textsWith(part: string, path: ModelPath, value: Value | undefined): readonly ModelPath[] {
  if (typeof value === "string") return value.toLowerCase().includes(part.toLowerCase()) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, Value | undefined]) =>
    textsWith(part, [...path, Array.isArray(value) ? Number(key) : key], child),
  );
}

function knownPart(path: ModelPath, original: Value): ModelPath {
  const depth = path.findIndex((_, index) => valueAt(path.slice(0, index + 1), original) === undefined);
  return depth === -1 ? path : path.slice(0, depth);
}

/** Of these the module is made: jobs, steps, and what holds them. */
function isStructure(path: ModelPath, original: Value): boolean {
  if (path.length === 0) return true;
  if (path[0] === "on") return path.length === 1;
  const value = valueAt(path, original);
  if (path[0] === "jobs")
    return path.length <= 2 || (isStepsKey(path.at(-1)) && Array.isArray(value)) || isStep(path, value);
  if (path[0] === "runs") return path.length === 1 || isStepsKey(path.at(-1)) || isStep(path, value);
  return false;
}

function isStep(path: ModelPath, value: Value | undefined): boolean {
  return typeof path.at(-1) === "number" && isStepsKey(path.at(-2)) && isMap(value);
}

/** Or the step that has one, at which variables of its `env` may meet. */
function isScript(path: ModelPath, original: Value): boolean {
  return path.at(-1) === "run" || path.at(-1) === "script" || isStep(path, valueAt(path, original));
}

function isStepsKey(key: string | number | undefined): boolean {
  return key === "steps" || key === "parallel";
}

function isExpression(path: ModelPath, original: Value): boolean {
  const value = valueAt(path, original);
  return path.at(-1) === "if" || (typeof value === "string" && value.includes("${{"));
}
