// Run by phoenix-on-any-host.test.ts under several TZ: the host's zone is fixed when a process starts.
import { formatRunId, parseTimeZone, phoenix } from "@yardmaster/zoned-time";

const quarterHour = 15 * 60_000;
const newYork = parseTimeZone("America/New_York");
const lordHowe = parseTimeZone("Australia/Lord_Howe");
if (!newYork.ok || !lordHowe.ok) throw new Error("The runtime lacks the zones of this test.");

const lines = [`host ${Intl.DateTimeFormat().resolvedOptions().timeZone}`];
for (let instant = Date.UTC(2026); instant < Date.UTC(2027); instant += quarterHour) {
  const date = new Date(instant);
  const zones = [phoenix, newYork.value, lordHowe.value];
  lines.push(zones.map((zone) => formatRunId(date, zone)).join(" "));
}
process.stdout.write(`${lines.join("\n")}\n`);
