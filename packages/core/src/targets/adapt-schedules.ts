import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { ModelComment, Value, ValueMap } from "../model/model.ts";
import { type Adaptation, asList, asMap } from "./adaptation.ts";
import { type Cron, parseCron } from "./cron.ts";
import { cronInvalid, scheduleNotUtc, timeZoneUnknown } from "./diagnostics.ts";
import { hasFeature } from "./feature-table.ts";
import { fixedOffsetMinutes } from "./fixed-offset.ts";
import { shiftCron } from "./shift-cron.ts";

export interface AdaptedSchedules {
  /** The value of `on`. */
  readonly on: Value;
  /** Above each cron that is not the author's: the author's own. */
  readonly comments: readonly ModelComment[];
  /** Where a node of the author's stands now: an entry may have become several. */
  readonly relocate: (path: ModelPath) => ModelPath;
}

/**
 * Checks the crons and time zones of a workflow and, for a target without time zones, writes them in UTC.
 * @param readsSchedule whether an expression reads `github.event.schedule`, the text of the cron that ran.
 */
export function adaptSchedules(on: Value, readsSchedule: boolean, into: Adaptation): AdaptedSchedules {
  const events = asMap(on);
  const entries: Value[] = [];
  const comments: ModelComment[] = [];
  const places: number[] = [];
  for (const entry of asList(events?.schedule)) {
    places.push(entries.length);
    const path = ["on", "schedule", entries.length];
    const schedule = asMap(entry);
    const crons = schedule && utcCrons(schedule, readsSchedule, path, into);
    for (const cron of crons ?? []) {
      const place = ["on", "schedule", entries.length];
      comments.push({ path: place, position: "above", text: `${schedule?.cron} ${schedule?.timezone}` });
      const { timezone: _gone, ...others } = schedule as ValueMap;
      entries.push({ ...others, cron });
    }
    if (!crons) entries.push(entry);
  }
  if (comments.length === 0) return { on, comments, relocate: (path) => path };
  return { on: { ...events, schedule: entries }, comments, relocate: (path) => relocate(path, places) };
}

/** @returns undefined for an entry that stays as it is, also because it is wrong. */
function utcCrons(
  { cron: text, timezone: zone }: ValueMap,
  readsSchedule: boolean,
  path: ModelPath,
  into: Adaptation,
): readonly string[] | undefined {
  if (typeof text !== "string") return undefined;
  const cron = parseCron(text);
  if (!cron.ok) into.diagnostics.push(cronInvalid({ cron: text, reason: cron.error }, { path: [...path, "cron"] }));
  if (typeof zone !== "string") return undefined;
  const offset = fixedOffsetMinutes(zone);
  if (!offset.ok && offset.error === "unknown") {
    into.diagnostics.push(timeZoneUnknown({ zone }, { path: [...path, "timezone"] }));
    return undefined;
  }
  if (!cron.ok || hasFeature(into.target, "schedule-timezone")) return undefined;
  const refuse = (reason: string): undefined => {
    const place = { path: [...path, "timezone"] };
    into.diagnostics.push(scheduleNotUtc({ target: into.target, cron: text, zone, reason }, place));
    return undefined;
  };
  if (!offset.ok)
    return refuse("the zone changes its offset, and a cron in UTC would be an hour off for part of the year");
  return shift(cron.value, offset.value, text, readsSchedule, refuse);
}

function shift(
  cron: Cron,
  offsetMinutes: number,
  text: string,
  readsSchedule: boolean,
  refuse: (reason: string) => undefined,
): readonly string[] | undefined {
  const shifted = shiftCron(cron, offsetMinutes);
  if (!shifted.ok) return refuse(shifted.error);
  if (readsSchedule && shifted.value.join() !== text) {
    return refuse("an expression reads `github.event.schedule`, where the cron would have another text");
  }
  return shifted.value;
}

function relocate(path: ModelPath, places: readonly number[]): ModelPath {
  const [on, schedule, index, key, ...rest] = path;
  if (on !== "on" || schedule !== "schedule" || typeof index !== "number") return path;
  const place = [on, schedule, places[index] ?? index];
  return key === undefined ? place : [...place, key === "timezone" ? "cron" : key, ...rest];
}
