import { codeOf, powershellTokens } from "./mask-texts.ts";
import type { RunnerFile, ScriptWrites } from "./runner-files.ts";
import { WrittenEntries } from "./written-entries.ts";

/** What stands in front of a command, or is none. */
const words = new Set(
  "begin break catch continue do else elseif end exit finally for foreach if in param process return switch throw try until while".split(
    " ",
  ),
);
/** Commands that run no other, with their usual short names. */
const plainCommands = new Set(
  (
    "add-content cat cd compare-object copy copy-item convertfrom-json convertto-json cp del dir echo expand-archive compress-archive " +
    "export-csv foreach-object format-list format-table get-childitem get-command get-content get-date get-filehash get-item " +
    "get-itemproperty get-location gci git gh group-object import-csv invoke-restmethod invoke-webrequest join-path ls md measure-object " +
    "mkdir move-item mv new-guid new-item new-object new-timespan out-file out-null out-string pop-location push-location pwd " +
    "remove-item rename-item resolve-path rm rmdir select-object select-string select-xml set-content set-location set-variable sort " +
    "sort-object split-path start-sleep tee-object test-path type where-object write-debug write-error write-host write-information " +
    "write-output write-verbose write-warning set-strictmode"
  ).split(" "),
);

export function powershellWrites(text: string, file: RunnerFile): ScriptWrites {
  const entries = new WrittenEntries();
  const mention = new RegExp(file, "i");
  for (const line of text.replace(/(?:`|\|)[ \t]*\r?\n/g, (end) => (end[0] === "|" ? "|" : " ")).split("\n")) {
    if (mention.test(line)) readLine(line, file, entries);
  }
  const withdrawn = [...text.matchAll(/::set-output\s+name=([^:$]*)::/gi)].map(([, name = ""]) => name);
  const names = new Set([...entries.names, ...(file === "GITHUB_OUTPUT" ? withdrawn : [])]);
  return { names, isComplete: entries.isComplete && runsNoOther(text), hasUnread: entries.hasUnread };
}

/** `"name=…" >> $env:GITHUB_OUTPUT`, `"name=…" | Out-File … $env:GITHUB_OUTPUT …`, `Add-Content … $env:GITHUB_OUTPUT … "name=…"`. */
function readLine(line: string, file: RunnerFile, entries: WrittenEntries): void {
  const target = `"?\\$\\{?env:${file}\\}?"?`;
  const before = new RegExp(
    `^\\s*(?:(?:echo|write-output)\\s+)?("(?:\`.|[^"\`])*"|'[^']*')\\s*(?:>>|\\|\\s*(?:out-file|add-content|tee-object)\\b[^|;]*?)\\s*${target}[^|;]*$`,
    "i",
  );
  const behind = new RegExp(
    `^\\s*add-content\\s+(?:-path\\s+)?${target}\\s+(?:-value\\s+)?("(?:\`.|[^"\`])*"|'[^']*')\\s*$`,
    "i",
  );
  const text = (before.exec(line) ?? behind.exec(line))?.[1];
  if (text === undefined) entries.addUnread();
  else entries.add(text.slice(1, -1).replaceAll("`n", "\n"));
}

function runsNoOther(text: string): boolean {
  const code = codeOf(text, powershellTokens);
  return code.split(/[\n;|{}()=,]|&&|\|\|/).every((piece) => {
    const [first = ""] = /^\s*(\S*)/.exec(piece)?.slice(1) ?? [];
    const word = first.toLowerCase();
    return /^$|^["'$[\]@\-!+*/%<>\d]|^\.\w/.test(word) || words.has(word) || plainCommands.has(word);
  });
}
