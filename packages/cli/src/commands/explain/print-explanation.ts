import type {
  ChangeSearch,
  ExplainedCondition,
  ExplainedJob,
  ExplainedPart,
  Explanation,
  NeedTrace,
  Standing,
  Trace,
} from "@yardmaster/simulator";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { lastName, listNames } from "../simulate/find-workflow.ts";
import { eventTitle } from "../simulate/print-trace.ts";
import { quotedValue } from "../simulate/value-text.ts";

/**
 * For people: the verdict, the way to it part by part, and what would turn it. Ends with a newline.
 * @param calledAs the same where other workflows call it: `ci.yml#ship/send`.
 */
export function printExplanation(
  trace: Trace,
  explanation: Explanation,
  search: ChangeSearch,
  calledAs: readonly string[],
  paint: Paint,
): string {
  const { target, standing, reason, workflow, run, jobs, step } = explanation;
  const name = `${lastName(target.file)}${target.place === undefined ? "" : `#${target.place}`}`;
  const subject = step ? `${name}, step ${step.index + 1} "${step.name}",` : name;
  const title = `${paint.bold(visibleText(subject))} ${standingText(standing, paint)}: ${visibleText(reason.text)}`;
  const sections: (readonly string[])[] = [
    [title],
    [
      visibleText(eventTitle(trace.event)),
      visibleText(`The workflow ${startText[workflow.starts]}: ${workflow.reason.text}`),
      ...(run?.reason
        ? [visibleText(`Its run ${run.verdict === "refused" ? "is refused" : run.verdict}: ${run.reason.text}`)]
        : []),
    ],
    ...jobs.map((job, index) => printJob(job, jobs.length > 1 || index > 0, paint)),
    ...(step
      ? [[`step ${step.index + 1} ${verdictText(step.verdict)}`, ...printCondition(step.condition, paint)]]
      : []),
    printChange(search, standing === "not-started" ? calledAs : [], paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n")}`;
}

const startText = { yes: "starts", no: "does not start", unknown: "may start" } as const;

function standingText(standing: Standing, paint: Paint): string {
  switch (standing) {
    case "runs":
      return paint.green("runs");
    case "not-started":
      return paint.cyan("does not start");
    case "refused":
      return paint.red("is refused");
    case "waits":
      return paint.yellow("waits");
    case "unknown":
      return paint.yellow("may run");
    default:
      return paint.cyan("is skipped");
  }
}

function verdictText(verdict: string): string {
  if (verdict === "skipped" || verdict === "refused") return `is ${verdict}`;
  return verdict === "unknown" ? "may run" : verdict;
}

function printJob(job: ExplainedJob, isNamed: boolean, paint: Paint): readonly string[] {
  const { place, verdict, reason, needs, condition, because } = job;
  const title = isNamed
    ? [`${paint.bold(visibleText(place))} ${verdictText(verdict)}: ${visibleText(reason.text)}`]
    : [];
  return [
    ...title,
    ...(needs.length > 0 ? [visibleText(`needs ${needs.map(needText).join(", ")}`)] : []),
    ...(condition && (condition.text !== undefined || condition.truth !== true)
      ? printCondition(condition, paint)
      : []),
    ...(because ? ["", ...printJob(because, true, paint)] : []),
  ];
}

function needText({ id, result }: NeedTrace): string {
  return `${id} (${result === "unknown" ? "not known" : result})`;
}

function printCondition({ text, evaluated, tree, error }: ExplainedCondition, paint: Paint): readonly string[] {
  if (error !== undefined) return [`if ${visibleText(`${text}: GitHub fails on it: ${error}`)}`];
  const [status, own] = tree.parts;
  const isAdded = text !== undefined && evaluated !== text && status?.text === "success()" && own !== undefined;
  if (isAdded && status.truth === true) {
    return ["if, behind the `success()` that GitHub adds and that is true", ...printPart(own, "  ", false, paint)];
  }
  return [text === undefined ? "no `if`, so that GitHub adds" : "if", ...printPart(tree, "  ", false, paint)];
}

/** Literals say what they are themselves. */
function printPart(part: ExplainedPart, indent: string, isMarked: boolean, paint: Paint): readonly string[] {
  const mark = isMarked ? paint.yellow("  <- decides") : "";
  const hasBystanders = part.parts.some(({ decides }) => !decides);
  const line = `${indent}${visibleText(part.text)}  ${paint.cyan(visibleText(stateText(part)))}${mark}`;
  if (!part.isEvaluated) return [line];
  return [
    line,
    ...part.parts
      .filter(({ text }) => !isLiteral(text))
      .flatMap((inner) => printPart(inner, `${indent}  `, part.decides && hasBystanders && inner.decides, paint)),
  ];
}

function isLiteral(text: string): boolean {
  return /^(?:'(?:[^']|'')*'|-?\d[\d.eE+-]*|true|false|null)$/.test(text);
}

function stateText({ isEvaluated, isMissing, value }: ExplainedPart): string {
  if (!isEvaluated) return "not evaluated";
  if (isMissing) return "is not there";
  const text = quotedValue(value);
  return text.startsWith("?") ? `is not known: it depends on ${text.slice(3, -1)}` : `is ${text}`;
}

function printChange(
  { standing, found, tried }: ChangeSearch,
  calledAs: readonly string[],
  paint: Paint,
): readonly string[] {
  const would = standing === "runs" ? "It would not run" : "It would run";
  if (found.length === 0 && calledAs.length > 0)
    return [`Other workflows call it: explain ${visibleText(listNames(calledAs))}.`];
  if (tried === 0) return ["It asks for nothing that could be otherwise."];
  if (found.length === 0) return [`No change of what it asks for would turn it: ${tried} were tried.`];
  const [first, ...others] = found;
  return [
    `${paint.bold(`${would} if`)} ${visibleText(first?.text ?? "")}.`,
    ...others.map(({ text }) => `  or if ${visibleText(text)}.`),
  ];
}
