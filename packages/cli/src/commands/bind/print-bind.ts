import type { PlannedFile } from "@yardmaster/compiler";
import { type Diagnostic, type Finding, placeFinding } from "@yardmaster/core";
import type { Arguments } from "../../program/arguments.ts";
import type { ExitCode } from "../../program/exit-code.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { printHuman } from "../../report/print-human.ts";
import { jsonFinding } from "../../report/print-json.ts";
import { visibleText } from "../../report/visible-text.ts";
import { countChanges, writeVerbs } from "../../report/write-verbs.ts";
import type { CommandContext } from "../command.ts";

export interface BindPrinter {
  /** What was locked, moved or is as it was: for people. */
  readonly line: (text: string) => void;
  readonly file: (file: Pick<PlannedFile, "kind" | "path">) => void;
  readonly problems: (diagnostics: readonly Diagnostic[]) => void;
  /** Prints what stands until the end, and hands the code back. */
  readonly end: (code: ExitCode) => ExitCode;
}

/** What `bind` says as it goes; with `--format json`, all of it at its end: bind.schema.json. */
export function bindPrinter(
  { values }: Arguments,
  { host, timed }: Pick<CommandContext, "host" | "timed">,
): BindPrinter {
  const isJson = values.get("format") === "json";
  const files: { readonly file: string; readonly change: string }[] = [];
  const findings: Finding[] = [];
  const say = (text: string): void => {
    if (!isJson) host.stdout.write(`${text}\n`);
  };
  return {
    line: (text) => say(visibleText(text)),
    file: ({ kind, path }) => {
      const change = writeVerbs[kind as keyof typeof writeVerbs];
      files.push({ file: path, change });
      say(`${change} ${path}`);
    },
    problems: (diagnostics) => {
      const placed = diagnostics.map(placeFinding);
      findings.push(...placed);
      host.stderr.write(printHuman(placed, new Map(), paintFor(host.stderr, host.env)));
    },
    end: (code) => {
      if (isJson) {
        host.stdout.write(jsonText({ files, findings: findings.map((finding) => jsonFinding(finding, new Map())) }));
      } else if (host.stdout.isTerminal && files.length > 0)
        host.stderr.write(timed(`${countChanges(files.map(({ change }) => change))}\n`));
      return code;
    },
  };
}
