import { count } from "@yardmaster/core";
import { closestMiss, type EventTrace, type Trace, type WorkflowTrace } from "@yardmaster/simulator";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { lastName } from "./find-workflow.ts";
import { type PrintOptions, printRun } from "./print-run.ts";

export interface TraceOptions extends PrintOptions {
  /** Each workflow that does not start, in place of a few and a count. */
  readonly showsAll: boolean;
  /** Behind the counts. */
  readonly took: string;
}

/** For people: what starts with its jobs, then what does not, each with what decided. Ends with a newline. */
export function printTrace(trace: Trace, options: TraceOptions, paint: Paint): string {
  const { event, workflows } = trace;
  const started = workflows.filter(({ starts }) => starts !== "no");
  const others = workflows.filter(({ starts }) => starts === "no");
  const sections = [
    [
      paint.bold(visibleText(eventTitle(event))),
      ...(workflows.length === 1 ? [] : [summary(started, workflows) + options.took]),
    ],
    ...started.map((workflow) => [head(workflow, paint), ...printRun(workflow, options, paint)]),
    miss(trace, paint),
    workflows.length === 1 ? [] : printOthers(others, started.length === 0 || options.showsAll, options, paint),
    assumptions(trace),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n")}`;
}

/** `push on refs/heads/main by octocat at 2026-11-22T12:00:00Z`. */
export function eventTitle({ name, action, ref, actor, instant }: EventTrace): string {
  const type = action === undefined ? "" : ` (${action})`;
  return `${name}${type} on ${ref}${actor === "" ? "" : ` by ${actor}`} at ${instant.replace(/\.\d+Z$/, "Z")}`;
}

function summary(started: readonly WorkflowTrace[], all: readonly WorkflowTrace[]): string {
  const open = started.filter(({ starts }) => starts === "unknown").length;
  const sure = started.length - open;
  const maybe = open === 0 ? "" : `, ${open} may`;
  return `${sure} of ${count(all.length, "workflow")} ${sure === 1 ? "starts" : "start"}${maybe}`;
}

function head({ file, name, starts, run }: WorkflowTrace, paint: Paint): string {
  const title = name === file ? "" : `  ${name}`;
  const verdict =
    starts === "unknown"
      ? paint.yellow("may start")
      : run?.verdict === "refused"
        ? paint.red("is refused")
        : run?.verdict === "waits"
          ? paint.yellow("waits")
          : paint.green("starts");
  return `${paint.bold(visibleText(lastName(file)))}${visibleText(title)}  ${verdict}`;
}

function miss(trace: Trace, paint: Paint): readonly string[] {
  const closest = closestMiss(trace);
  if (!closest) return [];
  const name = visibleText(lastName(closest.workflow.file));
  if (trace.workflows.length === 1)
    return [`${paint.bold(name)} ${paint.cyan("does not start")}: ${visibleText(closest.text)}`];
  return [`${paint.yellow("Nothing starts.")} ${name} comes closest: ${visibleText(closest.text)}`];
}

const shownOthers = 5;

/** Those that came far first; the event's filters say more than that another event is meant. */
function printOthers(
  others: readonly WorkflowTrace[],
  isLong: boolean,
  { showsAll }: TraceOptions,
  paint: Paint,
): readonly string[] {
  if (others.length === 0) return [];
  const sorted = [...others].sort((a, b) => b.closeness - a.closeness || (a.file < b.file ? -1 : 1));
  const near = sorted.filter(({ closeness }) => closeness > 0);
  const limit = showsAll ? sorted.length : Math.max(isLong ? shownOthers : 0, Math.min(near.length, shownOthers));
  const shown = sorted.slice(0, limit);
  const width = Math.max(0, ...shown.map(({ file }) => lastName(file).length));
  const rest = sorted.length - shown.length;
  const more = shown.length === 0 ? count(rest, "workflow") : `${rest} more`;
  return [
    paint.bold(
      shown.length === 0 ? `${more} ${rest === 1 ? "does" : "do"} not start (--all shows why)` : "Not started",
    ),
    ...shown.map(({ file, reason }) => `  ${visibleText(lastName(file).padEnd(width))}  ${visibleText(reason.text)}`),
    ...(rest > 0 && shown.length > 0 ? [`  and ${more} (--all)`] : []),
  ];
}

function assumptions({ event }: Trace): readonly string[] {
  const { assumed } = event;
  if (assumed.length === 0) return [];
  const paths = assumed.map((path) => (path.startsWith("github.") ? path : `github.event.${path}`));
  return [visibleText(`Decided by values of GitHub's examples: ${paths.join(", ")} (--set states them)`)];
}
