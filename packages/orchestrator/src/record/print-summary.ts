import type { Reason } from "../reasons/fact.ts";
import { codeText, inlineCode, linkToRun } from "../text/markdown-code.ts";
import type { CommandRecord, RunRecord, TargetRecord } from "./run-record.ts";

/** GitHub's limit for a step summary. */
const maximumSummaryBytes = 1024 * 1024;
const maximumCellCharacters = 2_000;
/** A run has two at most; a file that somebody changed may name more. */
const maximumPeople = 10;

type Row = readonly [name: string, value: string | null];

/**
 * Markdown for the workflow's summary page: a table of the run, then a section a command. Texts of other people stand in
 * code only, where neither mentions nor links nor HTML have a meaning, and cannot leave it. What GitHub would not take is
 * left out, the targets and answers of a command first, and the page says so.
 */
export function printSummary(record: RunRecord): string {
  const tail = "\nThe rest is too long for this page.\n";
  let page = printHead(record);
  let bytes = Buffer.byteLength(page) + tail.length;
  let isWhole = true;
  for (const [index, command] of record.commands.entries()) {
    const short = { ...command, targets: [], answer: [] };
    const sections = [printCommand(command, index), printCommand(short, index)];
    const section = sections.find((each) => bytes + Buffer.byteLength(each) <= maximumSummaryBytes) ?? "";
    page += section;
    bytes += Buffer.byteLength(section);
    isWhole &&= section === sections[0];
  }
  return isWhole ? page : page + tail;
}

function printHead(record: RunRecord): string {
  const { event, github_run: run } = record;
  const rows: readonly Row[] = [
    [event.is_pull_request ? "Pull request" : "Issue", event.issue === null ? null : code(`#${event.issue}`)],
    [
      "Person",
      record.people
        .slice(0, maximumPeople)
        .map(({ login }) => code(login))
        .join(", "),
    ],
    ["Decision", code(record.decision)],
    ["Reason", printReason({ code: record.reason_code, message: record.reason })],
    ["What to do", code(record.hint)],
    ["Phoenix time", code(record.at.phoenix)],
    ["UTC", code(record.at.utc)],
    ["Run id", code(record.run_id)],
    ["GitHub run", run && `${code(run.id)}, attempt ${code(run.attempt)}`],
  ];
  return printTable(`### Orchestrator ${record.stage}: ${record.result}`, rows);
}

function printCommand(command: CommandRecord, index: number): string {
  const { targets } = command;
  const rows: readonly Row[] = [
    ["Command", code(command.text)],
    ["Line", command.line === null ? null : code(`${command.line}`)],
    ["Decision", code(command.decision)],
    ["Reason", printReason({ code: command.reason_code, message: command.reason })],
    ["What to do", code(command.hint)],
    ["Task", code(command.task)],
    ["Id", code(command.id)],
  ];
  return [
    `\n${printTable(`#### Command ${index + 1}: ${command.result}`, rows)}`,
    ...(targets.length > 0 ? [`\n${printTargets(targets)}`] : []),
    ...(command.answer.length > 0 ? [`\n\`\`\`text\n${command.answer.map(codeText).join("\n")}\n\`\`\`\n`] : []),
  ].join("");
}

function printTargets(targets: readonly TargetRecord[]): string {
  const lines = targets.map(({ repository, request, result, reason_code, reason, hint, run }) => {
    const why = printReason({ code: reason_code, message: reason, ...(hint === null ? {} : { hint }) });
    const sent = `${code(`${request.method} ${request.path}`)} ${code(JSON.stringify(request.body))}`;
    return `| ${code(repository)} | ${result} | ${run ? linkToRun(run) : "none named"} | ${why} | ${sent} |`;
  });
  return ["| Repository | Result | Run | Reason | Request |", "|---|---|---|---|---|", ...lines, ""].join("\n");
}

function printTable(heading: string, rows: readonly Row[]): string {
  const shown = rows.flatMap(([name, value]) => (value === null ? [] : [`| ${name} | ${value} |`]));
  return [heading, "", "| | |", "|---|---|", ...shown, ""].join("\n");
}

function printReason(reason: Reason): string {
  return [reason.code, reason.message, ...(reason.hint === undefined ? [] : [reason.hint])]
    .map((part) => code(part))
    .join(" ");
}

function code(text: string): string;
function code(text: string | null): string | null;
function code(text: string | null): string | null {
  return text === null ? null : inlineCode(text, maximumCellCharacters);
}
