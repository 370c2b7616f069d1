import { count } from "@yardmaster/core";
import type { JudgedRecording, Recording } from "@yardmaster/simulator";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";

/** Each disagreement with the reason of the trace, then what agrees and what is not known. */
export function printRecorded({ run }: Recording, judged: JudgedRecording, paint: Paint): string {
  const { disagreements, agreed, unknown } = judged;
  const head = [
    ...(run.id === undefined ? [] : [`run ${run.id}`]),
    ...(run.attempt > 1 ? [`attempt ${run.attempt}`] : []),
    `${run.event}${run.actor === undefined ? "" : ` by ${run.actor}`}`,
  ].join(", ");
  const lines = disagreements.flatMap(({ about, said, because, gitHub }) => [
    `${paint.red("disagrees")} ${about}`,
    `  it said: ${said}, because ${because}`,
    `  GitHub:  ${gitHub}`,
  ]);
  const open = [
    ...(unknown.jobs.length > 0 ? [`${count(unknown.jobs.length, "job")} (${unknown.jobs.join(", ")})`] : []),
    ...(unknown.steps > 0 ? [count(unknown.steps, "step")] : []),
  ];
  const sum = [
    `${count(agreed.jobs, "job")} and ${count(agreed.steps, "step")} agree`,
    ...(open.length > 0 ? [`not known: ${open.join(" and ")}`] : []),
    disagreements.length === 0
      ? paint.green("no disagreement")
      : paint.red(count(disagreements.length, "disagreement")),
  ].join("; ");
  return `${[`${paint.bold(run.path)}: ${head}: ${run.conclusion}`, ...lines, sum].map(visibleText).join("\n")}\n`;
}
