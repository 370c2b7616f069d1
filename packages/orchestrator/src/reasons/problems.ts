import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import { quote } from "../text/visible-text.ts";

/** What makes a run impossible before anything is decided: exit code 2, and nothing is written. */

export const unreadableFile = defineDiagnostic<{ readonly file: string; readonly reason: string }>({
  code: "unreadable-file",
  severity: "error",
  message: (p) => `The file ${quote(p.file, 400)} cannot be read: ${p.reason}.`,
  hint: () => "Check the path and its permissions.",
});

export const unwritableFile = defineDiagnostic<{ readonly file: string; readonly reason: string }>({
  code: "unwritable-file",
  severity: "error",
  message: (p) => `The file ${quote(p.file, 400)} cannot be written: ${p.reason}.`,
  hint: () => "Free space there, or name another directory.",
});

/** In the place of a file's name. */
export const standardOutput = "standard output";

export const notJson = defineDiagnostic<{ readonly file: string; readonly line: number; readonly column: number }>({
  code: "not-json",
  severity: "error",
  message: (p) => `The file ${quote(p.file, 400)} is not JSON from line ${p.line}, column ${p.column} on.`,
  hint: () => "Write the file again; a partly written one ends early.",
});

export const repeatedKey = defineDiagnostic<{
  readonly file: string;
  readonly key: string;
  readonly line: number;
  readonly column: number;
}>({
  code: "repeated-key",
  severity: "error",
  message: (p) =>
    `The file ${quote(p.file, 400)} has the key ${quote(p.key)} a second time in one object, at line ${p.line}, column ${p.column}.`,
  hint: (p) => `Write ${quote(p.key)} once there.`,
});

export const wrongShape = defineDiagnostic<{ readonly file: string; readonly path: string; readonly expected: string }>(
  {
    code: "wrong-shape",
    severity: "error",
    message: (p) => `The file ${quote(p.file, 400)} needs ${p.expected} at ${quote(p.path)}.`,
    hint: (p) => `Correct ${p.path}, or name another file.`,
  },
);

export const otherEvent = defineDiagnostic<{ readonly event: string }>({
  code: "other-event",
  severity: "error",
  message: (p) => `The event ${quote(p.event)} gives no commands.`,
  hint: () =>
    'Run this in a workflow started by "issue_comment" or "workflow_dispatch"; GITHUB_EVENT_NAME names the event.',
});

export const eventWithoutComment = defineDiagnostic<{ readonly file: string }>({
  code: "event-without-comment",
  severity: "error",
  message: (p) => `The file ${quote(p.file, 400)} holds no "comment", which every issue_comment event has.`,
  hint: () => "Pass the file that GITHUB_EVENT_PATH names, unchanged.",
});

export const missingVariable = defineDiagnostic<{ readonly name: string; readonly purpose: string }>({
  code: "missing-variable",
  severity: "error",
  message: (p) => `The environment variable ${p.name} is missing or empty; it holds ${p.purpose}.`,
  hint: (p) => `Set ${p.name}.`,
});

export const badVariable = defineDiagnostic<{
  readonly name: string;
  readonly value: string;
  readonly expected: string;
}>({
  code: "bad-variable",
  severity: "error",
  message: (p) => `The environment variable ${p.name} holds ${quote(p.value)}, which is not ${p.expected}.`,
  hint: (p) => `Correct ${p.name}.`,
});

export const badFlagValue = defineDiagnostic<{
  readonly flag: string;
  readonly value: string;
  readonly expected: string;
}>({
  code: "bad-flag-value",
  severity: "error",
  message: (p) => `The flag ${p.flag} holds ${quote(p.value)}, which is not ${p.expected}.`,
  hint: (p) => `Correct ${p.flag}.`,
});

export const unknownCommand = defineDiagnostic<{
  readonly name: string;
  readonly under: string;
  readonly known: readonly string[];
}>({
  code: "unknown-command",
  severity: "error",
  message: (p) => `${p.under} has no command ${quote(p.name)}.`,
  hint: (p) => didYouMean(p.name, p.known),
});

export const missingCommand = defineDiagnostic<{ readonly under: string; readonly known: readonly string[] }>({
  code: "missing-command",
  severity: "error",
  message: (p) => `${p.under} needs a command.`,
  hint: (p) => `Use one of ${p.known.join(", ")}.`,
});

export const unknownFlag = defineDiagnostic<{
  readonly name: string;
  readonly under: string;
  readonly known: readonly string[];
}>({
  code: "unknown-flag",
  severity: "error",
  message: (p) => `${p.under} has no flag ${quote(p.name)}.`,
  hint: (p) => didYouMean(p.name, p.known),
});

export const flagWithoutValue = defineDiagnostic<{ readonly flag: string }>({
  code: "flag-without-value",
  severity: "error",
  message: (p) => `The flag ${p.flag} needs a value.`,
  hint: (p) => `Write ${p.flag} VALUE.`,
});

export const flagWithValue = defineDiagnostic<{ readonly flag: string }>({
  code: "flag-with-value",
  severity: "error",
  message: (p) => `The flag ${p.flag} takes no value.`,
  hint: (p) => `Write ${p.flag} alone.`,
});

export const repeatedFlag = defineDiagnostic<{ readonly flag: string }>({
  code: "repeated-flag",
  severity: "error",
  message: (p) => `The flag ${p.flag} is given more than once.`,
  hint: () => "Give it once.",
});

export const missingFlag = defineDiagnostic<{ readonly flag: string; readonly under: string }>({
  code: "missing-flag",
  severity: "error",
  message: (p) => `${p.under} needs the flag ${p.flag}.`,
  hint: (p) => `Add ${p.flag} VALUE.`,
});

export const unexpectedArgument = defineDiagnostic<{ readonly argument: string; readonly under: string }>({
  code: "unexpected-argument",
  severity: "error",
  message: (p) => `${p.under} takes no argument ${quote(p.argument)}.`,
  hint: (p) => `Run \`${p.under} --help\`.`,
});

function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  return nearest.length > 0 ? `Did you mean ${nearest.join(" or ")}?` : `Use one of ${known.join(", ")}.`;
}
