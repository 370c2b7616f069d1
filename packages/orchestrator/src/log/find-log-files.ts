import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../host.ts";
import { unreadableFile } from "../problems.ts";
import type { RecordFile } from "../record/parse-record.ts";
import { logFile } from "../record/print-artifacts.ts";

/** A run has 500 artifacts at most. */
const maximumFolders = 500;

/** The log files in a folder, and in the folders directly below it: each artifact is downloaded into one of its own. */
export async function findLogFiles(
  directory: string,
  host: Pick<Host, "listDirectory" | "readText">,
): Promise<Result<readonly RecordFile[], Diagnostic>> {
  const top = await host.listDirectory(directory);
  if (!top.ok) return fail(unreadableFile({ file: directory, reason: top.error }));
  const folders = top.value.filter((name) => name.endsWith("/")).map((name) => `${directory}/${name.slice(0, -1)}`);
  const found: RecordFile[] = [];
  for (const folder of [directory, ...folders.slice(0, maximumFolders)]) {
    const names = folder === directory ? top : await host.listDirectory(folder);
    if (!names.ok) return fail(unreadableFile({ file: folder, reason: names.error }));
    if (!names.value.includes(logFile)) continue;
    const file = `${folder}/${logFile}`;
    const text = await host.readText(file);
    if (!text.ok) return fail(unreadableFile({ file, reason: text.error }));
    found.push({ file, text: text.value });
  }
  return ok(found);
}
