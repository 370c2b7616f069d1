import { asList, asMap, type Cron, parseCron } from "@yardmaster/core";
import { textOf } from "../events/payload-field.ts";
import { type Gate, type GateAnswer, type GateInput, leavesOpen, passes, refuses } from "./gate.ts";
import { listed } from "./listed.ts";
import { type LocalMinute, localMinutes } from "./local-time.ts";

interface Schedule {
  readonly cron: string;
  readonly zone: string;
  readonly index: number;
}

/** GitHub runs nothing more often than this. */
const minimumMinutes = 5;

/** Source: docs.github.com, "Events that trigger workflows", `schedule`, and "Workflow syntax", `on.schedule`. */
export const scheduleGate: Gate = (input) => {
  const { event, model, path } = input;
  if (event.name !== "schedule") return undefined;
  const schedules = asList(asMap(model.on)?.schedule).flatMap((item, index): readonly Schedule[] => {
    const { cron, timezone } = asMap(item) ?? {};
    return typeof cron === "string" ? [{ cron, zone: typeof timezone === "string" ? timezone : "UTC", index }] : [];
  });
  if (schedules.length === 0) return refuses("cron-not-due", "`schedule` has no cron", path);
  const said = textOf(event.payload, "schedule");
  return said === undefined ? judgeInstant(schedules, input) : judgeCron(schedules, said, input);
};

/** The payload says which cron it is. */
function judgeCron(schedules: readonly Schedule[], said: string, { path }: GateInput): GateAnswer {
  const found = schedules.find(({ cron }) => cron === said);
  const reads = ["schedule"];
  if (found) return { ...passes("cron-due", `\`${said}\` is due`, [...path, found.index, "cron"]), cron: said, reads };
  const text = `\`schedule\` lists ${listed(schedules.map(({ cron }) => cron))}, not \`${said}\``;
  return { ...refuses("cron-not-due", text, path), reads };
}

function judgeInstant(schedules: readonly Schedule[], { event, path, file }: GateInput): GateAnswer {
  const { instant } = event;
  for (const { cron, zone, index } of schedules) {
    const at = [...path, index, "cron"];
    const parsed = parseCron(cron);
    const minutes = localMinutes(instant, zone);
    if (!parsed.ok || !minutes) {
      const text = parsed.ok ? `nobody knows a time zone \`${zone}\`` : `\`${cron}\` is no cron: ${parsed.error}`;
      const code = parsed.ok ? "zone-unknown" : "cron-invalid";
      const problem = { code, message: `${text}: GitHub does not run ${file}`, file, path: at };
      return { ...refuses(code, text, at), problem };
    }
    if (!minutes.some((minute) => isDue(parsed.value, minute))) continue;
    if (isTooOften(parsed.value)) {
      const text = `\`${cron}\` is due more often than every 5 minutes, which GitHub does not do`;
      return { ...leavesOpen("cron-too-often", text, ["github.event.schedule"], at), cron };
    }
    return { ...passes("cron-due", `\`${cron}\` is due at ${instant}`, at), cron };
  }
  const text = `${listed(schedules.map(({ cron }) => cron))} ${schedules.length === 1 ? "is" : "are"} not due at ${instant}`;
  return refuses("cron-not-due", text, path);
}

/** Where both days are restricted, one of them is enough. */
function isDue({ minute, hour, day, month, weekday }: Cron, local: LocalMinute): boolean {
  const isTime =
    minute.values.includes(local.minute) && hour.values.includes(local.hour) && month.values.includes(local.month);
  if (!isTime) return false;
  const [isDay, isWeekday] = [day.values.includes(local.day), weekday.values.includes(local.weekday)];
  if (day.isStar) return isWeekday;
  return weekday.isStar ? isDay : isDay || isWeekday;
}

function isTooOften({ minute: { values } }: Cron): boolean {
  return values.some((value, index) => index > 0 && value - (values[index - 1] ?? 0) < minimumMinutes);
}
