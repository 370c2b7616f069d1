import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { symbolicLink } from "../host/file-problem.ts";
import type { Files } from "../host/host.ts";
import { parseJson } from "../json/parse-json.ts";
import { repeatedKey, unreadableFile } from "../reasons/problems.ts";
import type { RecordFile } from "../record/parse-record.ts";
import { logFile } from "../record/print-artifacts.ts";

const decisionFile = "decision.json";
/** A run has 500 artifacts at most. */
const maximumFolders = 500;

/**
 * The log files in a folder, and in the folders directly below it: each artifact is downloaded into one of its own. A job that
 * was killed while it sent leaves its decision without a line in the log: that record counts as one. A symbolic link in one of
 * them is refused: it would bring another file's text into the log.
 */
export async function findLogFiles(directory: string, host: Files): Promise<Result<readonly RecordFile[], Diagnostic>> {
  const top = await host.listDirectory(directory);
  if (!top.ok) return fail(unreadableFile({ file: directory, reason: top.error }));
  const folders = top.value.filter((name) => name.endsWith("/")).map((name) => `${directory}/${name.slice(0, -1)}`);
  const found: RecordFile[] = [];
  for (const folder of [directory, ...folders.slice(0, maximumFolders)]) {
    const names = folder === directory ? top : await host.listDirectory(folder);
    if (!names.ok) return fail(unreadableFile({ file: folder, reason: names.error }));
    const [link] = await host.listLinks(folder);
    if (link !== undefined) return fail(unreadableFile({ file: `${folder}/${link}`, reason: symbolicLink }));
    const log = names.value.includes(logFile) ? await read(`${folder}/${logFile}`, host) : ok(undefined);
    if (!log.ok) return log;
    if (log.value) found.push(log.value);
    const decision = names.value.includes(decisionFile) ? await read(`${folder}/${decisionFile}`, host) : ok(undefined);
    if (!decision.ok) return decision;
    const line = decision.value && onOneLine(decision.value);
    if (line && !log.value?.text.split("\n").includes(line.text)) found.push(line);
  }
  return ok(found);
}

async function read(file: string, host: Files): Promise<Result<RecordFile, Diagnostic>> {
  const text = await host.readText(file, "refuse");
  return text.ok ? ok({ file, text: text.value }) : fail(unreadableFile({ file, reason: text.error }));
}

/** As the line of the log would be. What is wrong with it is left for the reader of lines to name. */
function onOneLine({ file, text }: RecordFile): RecordFile {
  const json = parseJson(text, file);
  if (json.ok) return { file, text: JSON.stringify(json.value) };
  return { file, text: json.error.code === repeatedKey.code ? text.replaceAll("\n", " ") : text };
}
