import { isMap, isWithin, printExpression, readTemplate, type Value } from "@yardmaster/core";
import { writeString } from "../values/write-text.ts";
import { pathKey } from "../writing/decisions.ts";
import { printInline } from "./print-entries.ts";
import { type JobPart, neededJobs, type WorkflowParts } from "./workflow-parts.ts";

const keys = ["name", "if", "needs", "runs-on", "permissions", "timeout-minutes", "steps"];
const unsound = "contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')";

/** The job as `requiredCheck` makes it; undefined where it is any other. */
export function writeRequiredCheck(job: JobPart, { jobs, writer }: WorkflowParts): string | undefined {
  const path = ["jobs", job.id];
  const { name, if: condition, needs, "runs-on": runsOn, permissions, "timeout-minutes": timeout, steps } = job.keys;
  const handles = neededJobs(needs).map((id) => jobs.get(id)?.name);
  const isExact =
    !writer.decisions.plain.has(pathKey(path)) &&
    Object.keys(job.keys).every((key) => keys.includes(key)) &&
    isCondition(condition, "always()") &&
    handles.length > 0 &&
    !handles.includes(undefined) &&
    isPlainText(runsOn) &&
    (name === undefined || isPlainText(name)) &&
    isMap(permissions) &&
    Object.keys(permissions).length === 0 &&
    timeout === 5 &&
    isVerdict(steps);
  // Its parts have no place for comments.
  if (!isExact || writer.file.document.comments().some((comment) => isWithin(comment.path, path))) return undefined;
  const options = [
    ...(runsOn === "ubuntu-24.04" ? [] : [["runs-on", writeString(runsOn)] as const]),
    ...(name === undefined ? [] : [["name", writeString(name)] as const]),
  ];
  const rest = options.length === 0 ? "" : `, ${printInline(options)}`;
  return `${writer.language("requiredCheck")}(${writeString(job.id)}, [${handles.join(", ")}]${rest})`;
}

function isPlainText(value: Value | undefined): value is string {
  return typeof value === "string" && !value.includes("${{");
}

function isVerdict(steps: Value | undefined): boolean {
  const [step, ...others] = Array.isArray(steps) ? (steps as readonly Value[]) : [];
  if (!isMap(step) || others.length > 0) return false;
  const { name, if: condition, run, ...more } = step;
  return (
    Object.keys(more).length === 0 &&
    name === "Fail when a job failed or was cancelled" &&
    run === "exit 1" &&
    isCondition(condition, unsound)
  );
}

function isCondition(value: Value | undefined, expected: string): boolean {
  if (typeof value !== "string") return false;
  const [part, ...others] = readTemplate(value, true);
  return part?.isWhole === true && others.length === 0 && printExpression(part.expression) === expected;
}
