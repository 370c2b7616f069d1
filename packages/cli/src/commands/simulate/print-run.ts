import { type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type {
  CallTrace,
  ConcurrencyTrace,
  JobTrace,
  JobVerdict,
  LegTrace,
  RunTrace,
  StepTrace,
  Verdict,
  WorkflowTrace,
} from "@yardmaster/simulator";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { shorten, valueText } from "./value-text.ts";

export interface PrintOptions {
  readonly showsSteps: boolean;
}

/** Below the name of a workflow that starts, or may: why, what it stands on, and its jobs. */
export function printRun({ reason, run }: WorkflowTrace, options: PrintOptions, paint: Paint): readonly string[] {
  const lines = [`  ${visibleText(reason.text)}`];
  if (!run) return lines;
  if (run.reason) lines.push(`  ${visibleText(run.reason.text)}`);
  const sha = run.sha === "" ? "" : ` at ${run.sha.slice(0, 7)}`;
  const restricted = run.isRestricted
    ? "; an outsider's: the token only reads, and no secrets come"
    : run.hasSecretsOfDependabot
      ? "; started by Dependabot: secrets are Dependabot's, and the token only reads where nothing states `permissions`"
      : "";
  lines.push(`  stands on ${visibleText(`${run.ref}${sha}${restricted}`)}`);
  if (run.concurrency) lines.push(`  ${visibleText(concurrencyText(run.concurrency))}`);
  return [...lines, ...printJobs(run, options, paint, "  ")];
}

function concurrencyText({ group, effect }: ConcurrencyTrace): string {
  return `concurrency ${valueText(group)}: ${effect.text}`;
}

function printJobs({ jobs }: RunTrace, options: PrintOptions, paint: Paint, indent: string): readonly string[] {
  const width = Math.max(0, ...jobs.map(({ id }) => id.length));
  return jobs.flatMap((job) => printJob(job, width, options, paint, indent));
}

function printJob(
  job: JobTrace,
  width: number,
  options: PrintOptions,
  paint: Paint,
  indent: string,
): readonly string[] {
  const verdict = verdictText(job.verdict, paint);
  const first = `${indent}${paint.bold(visibleText(job.id.padEnd(width)))}  ${verdict}`;
  const deeper = `${indent}    `;
  if (job.verdict === "skipped" || job.verdict === "refused") return [`${first}  ${visibleText(job.reason.text)}`];
  const doubt = job.verdict === "unknown" ? [visibleText(job.reason.text)] : [];
  const [headline = "", ...details] = [...doubt, ...detailsOf(job).map(visibleText)];
  return [
    `${first}  ${headline}`.trimEnd(),
    ...details.map((line) => `${deeper}${line}`),
    ...(options.showsSteps ? printSteps(job.legs, paint, deeper) : []),
    ...job.calls.flatMap((call) => printCall(call, options, paint, deeper)),
  ];
}

function verdictText(verdict: JobVerdict | Verdict, paint: Paint): string {
  const colour = { runs: paint.green, skipped: paint.cyan, unknown: paint.yellow, refused: paint.red }[verdict];
  return colour(verdict.padEnd("skipped".length));
}

/** Where it runs, then what is out of the ordinary: environment, token, secrets, concurrency, an end that is none. */
function detailsOf({ legs, unknownLegs, result, calls }: JobTrace): readonly string[] {
  const [leg] = legs;
  const lines: string[] = [];
  if (unknownLegs) lines.push(`legs depend on ${unknownLegs.join(", ")}`);
  else if (legs.length > 1) lines.push(`${legs.length} legs: ${legs.map((each) => legText(each)).join(", ")}`);
  if (leg) {
    const runners = [...new Set(legs.map(({ runsOn }) => runnerText(runsOn)))];
    const isSaid = runners.every((runner) => lines.some((line) => line.includes(runner)));
    if (lines.length === 0) lines.push(runners.join(", "));
    else if (!isSaid) lines.push(`on ${shorten(runners.join(", "))}`);
    lines.push(...legDetails(leg));
  }
  if (calls.length > 1) lines.push(`${calls.length} legs`);
  if (result === "failure" || result === "cancelled") lines.push(`ends in ${result}`);
  return lines;
}

function legDetails({ environment, permissions, secrets, concurrency, reason }: LegTrace): readonly string[] {
  const lines: string[] = [];
  if (environment) {
    const why = environment.reason ? `: ${environment.reason.text}` : "";
    lines.push(`environment ${valueText(environment.name)}${why}`);
  }
  const given = Object.entries(permissions);
  const token = given.map(([scope, level]) => (scope === "*" ? settingText : `${scope}: ${level}`)).join(", ");
  const reach = secrets.map((name) => (name === "*" ? "any" : name)).join(", ");
  const parts = [
    `token ${token === "" ? "without permissions" : token}`,
    ...(reach === "" ? [] : [`secrets ${reach}`]),
  ];
  lines.push(parts.join("; "));
  if (concurrency) lines.push(concurrencyText(concurrency));
  if (reason) lines.push(reason.text);
  return lines;
}

/** Nothing states `permissions`, and nobody said what the repository's setting is. */
const settingText = "by the repository's setting";

/** `secrets: inherit` hands on whatever there is. */
function secretText(name: string): string {
  return name === "*" ? "inherit" : name;
}

function legText({ matrix }: LegTrace): string {
  return Object.values(matrix).map(valueText).join(" ");
}

function runnerText(runsOn: PartialValue): string {
  if (Array.isArray(runsOn)) return (runsOn as readonly PartialValue[]).map(valueText).join(" ");
  return runsOn instanceof Unknown ? `a runner by ${runsOn.causes.join(", ")}` : valueText(runsOn);
}

function printCall(call: CallTrace, options: PrintOptions, paint: Paint, indent: string): readonly string[] {
  const inputs = Object.entries(call.inputs).map(([name, value]) => `${name}: ${inputText(value)}`);
  const leg = Object.values(call.matrix).map(valueText).join(" ");
  const lines = [
    `calls ${call.uses.replace(/^(?:\.|\$)\/\.github\/workflows\//, "")}${leg === "" ? "" : ` for ${leg}`}`,
    ...(inputs.length > 0 ? [`with ${inputs.join(", ")}`] : []),
    ...(call.secrets.length > 0 ? [`secrets ${call.secrets.map(secretText).join(", ")}`] : []),
    ...(call.run ? [] : ["its file is not known (--facts names it under calledElsewhere)"]),
  ];
  const jobs = call.run ? printJobs(call.run, options, paint, indent) : [];
  return [...lines.map((line) => `${indent}${visibleText(line)}`), ...jobs];
}

function inputText(value: PartialValue | undefined): string {
  return value === "" ? "''" : shorten(valueText(value));
}

/** Of legs whose steps come to the same, once. */
function printSteps(legs: readonly LegTrace[], paint: Paint, indent: string): readonly string[] {
  const printed = legs.map((leg) => ({ leg, lines: leg.steps.map((step) => printStep(step, paint, indent)) }));
  const groups = new Map<string, { readonly legs: LegTrace[]; readonly lines: readonly string[] }>();
  for (const { leg, lines } of printed) {
    const key = lines.join("\n");
    const group = groups.get(key) ?? { legs: [], lines };
    group.legs.push(leg);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  return all.flatMap(({ legs: same, lines }) => [
    ...(all.length > 1 ? [`${indent}${visibleText(`steps of ${same.map(legText).join(", ")}`)}`] : []),
    ...lines,
  ]);
}

function printStep({ index, name, verdict, reason, uses, within }: StepTrace, paint: Paint, indent: string): string {
  const deeper = within === undefined ? "" : "  ";
  const title = valueText(name);
  const action =
    uses === undefined || title.includes(uses) ? "" : ` (${uses.replace(/@([0-9a-f]{7})[0-9a-f]{33}$/, "@$1")})`;
  const why = verdict === "runs" ? "" : `: ${reason.text}`;
  const number = String(index + 1).padStart(2);
  return `${indent}${deeper}${number} ${verdictText(verdict, paint)}  ${visibleText(`${shorten(title)}${action}${why}`)}`;
}
