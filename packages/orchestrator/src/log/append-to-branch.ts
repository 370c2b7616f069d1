import { fail, ok, type Result } from "@yardmaster/core";
import type { FileChange, FileStore, GitHubError, RepositoryName, StoredText } from "@yardmaster/github";
import type { LogLine } from "./log-line.ts";

export interface Appended {
  readonly written: number;
  /** There before: a repeat, or a write whose answer was lost. */
  readonly present: number;
}

/** The lines that a place did not get, and why. */
export interface AppendFailure {
  readonly appended: Appended;
  readonly error: GitHubError;
}

/** GitHub reads files of up to 1 MB. */
const maximumFileBytes = 900_000;
const maximumFilesOfDay = 100;

/**
 * One file a day of UTC: `2026/11/22.ndjson`, and `22-2.ndjson` once that is full. The day is that of the run, so that a
 * repeat on the next day finds its lines.
 */
export async function appendToBranch(
  lines: readonly LogLine[],
  { repository, branch }: { readonly repository: RepositoryName; readonly branch: string },
  store: FileStore,
): Promise<Result<Appended, AppendFailure>> {
  let appended: Appended = { written: 0, present: 0 };
  for (const [day, ofDay] of byDay(lines)) {
    let rest = ofDay.map(({ text, short }) => (Buffer.byteLength(text) < maximumFileBytes ? text : short));
    for (let file = 1; rest.length > 0; file++) {
      if (file > maximumFilesOfDay) return fail({ appended, error: tooManyFiles(day) });
      const path = `${day}${file === 1 ? "" : `-${file}`}.ndjson`;
      const place = { repository, branch, path, message: `Log runs of ${day.replaceAll("/", "-")}`, readme };
      const wanted = rest;
      const updated = await store.update(place, (stored) => addLines(stored, wanted));
      if (!updated.ok) return fail({ appended, error: updated.error });
      const { written, present } = updated.value;
      appended = { written: appended.written + written, present: appended.present + present };
      rest = [...updated.value.rest];
    }
  }
  return ok(appended);
}

const readme = `# Log of the orchestrator

Written by \`rc orchestrator log\`: one file a day (UTC), one line a run of a stage, each a JSON object as
\`packages/orchestrator/schemas/dispatch-log.schema.json\` of Yardmaster describes it. Nothing else belongs on this branch.
`;

/** Oldest first. */
function byDay(lines: readonly LogLine[]): ReadonlyMap<string, readonly LogLine[]> {
  const days = new Map<string, LogLine[]>();
  const sorted = [...lines].sort((a, b) => a.start.getTime() - b.start.getTime());
  for (const line of sorted) {
    const day = line.start.toISOString().slice(0, 10).replaceAll("-", "/");
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return days;
}

/** `rest` goes to the next file. Each line that fits is taken: so a repeat finds it in the file that took it. */
function addLines(stored: StoredText, lines: readonly string[]): FileChange<Appended & { readonly rest: string[] }> {
  if (stored === "unreadable") return { value: { written: 0, present: 0, rest: [...lines] } };
  const before = stored === "missing" ? "" : stored.text;
  const known = new Set(before.split("\n"));
  // A file that somebody edited may lack its last line break.
  let text = before === "" || before.endsWith("\n") ? before : `${before}\n`;
  let bytes = Buffer.byteLength(text);
  const rest: string[] = [];
  let written = 0;
  for (const line of lines.filter((each) => !known.has(each))) {
    const more = Buffer.byteLength(line) + 1;
    if (bytes + more > maximumFileBytes) {
      rest.push(line);
    } else {
      text += `${line}\n`;
      bytes += more;
      written += 1;
    }
  }
  const value = { written, present: lines.length - written - rest.length, rest };
  return written > 0 ? { text, value } : { value };
}

function tooManyFiles(day: string): GitHubError {
  const message = `The log has ${maximumFilesOfDay} full files of ${day}.`;
  return { kind: "unexpected", message, carriedOut: "no" };
}
