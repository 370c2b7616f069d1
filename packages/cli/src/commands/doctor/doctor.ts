import { count } from "@yardmaster/core";
import { exitCodes } from "../../program/exit-code.ts";
import { jsonText } from "../../report/json-text.ts";
import { type Paint, paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { readRepository } from "../../repository/read-repository.ts";
import { unknownName } from "../../repository/take-facts.ts";
import type { Command } from "../command.ts";
import { lookAtOtherPrograms } from "./look-at-programs.ts";
import { lookAtSettings } from "./look-at-settings.ts";
import { lookHere } from "./look-here.ts";
import { type DoctorFinding, listed, ok, warning } from "./report.ts";
import { usedSettings } from "./used-settings.ts";

/** What stands in the way of the workflows: here, in the settings, and on the platform. */
export const doctor: Command = async ({ flags, values }, context) => {
  const { host, repository } = context;
  const findings: DoctorFinding[] = [...(await lookHere(context))];
  const read = await readRepository(repository.root, host);
  if (read) {
    const used = usedSettings(read.repository.workflows);
    const { name } = read.repository;
    findings.push(
      ...(await lookAtOtherPrograms(used.features, host)),
      lookAtTargets(used.targets),
      ...(await lookAtSettings(used, name === unknownName ? undefined : name, flags.has("offline"), host)),
    );
  }
  const isJson = values.get("format") === "json";
  host.stdout.write(isJson ? jsonText({ findings }) : print(findings, paintFor(host.stdout, host.env)));
  return findings.some(({ level }) => level === "error") ? exitCodes.findings : exitCodes.clean;
};

/** From 2 December 2026 public repositories block the event by default. Source: GitHub's changelog on event rules of Actions policies. */
function lookAtTargets(files: readonly string[]): DoctorFinding {
  return files.length === 0
    ? ok("event-policy", "No workflow needs an event that the default of 2 December 2026 blocks")
    : warning(
        "event-policy",
        `From 2 December 2026 public repositories block \`pull_request_target\` by default: ${listed(files)} would fail at the start`,
        "Use `pull_request`, or allow the event for the file by an Actions policy with an event rule.",
      );
}

const signs = { ok: "ok      ", warning: "warning ", error: "error   ", unknown: "unknown " } as const;

function print(findings: readonly DoctorFinding[], paint: Paint): string {
  const colours = { ok: paint.green, warning: paint.yellow, error: paint.red, unknown: paint.cyan } as const;
  const lines = findings.flatMap(({ code, level, text, next }) => [
    `${colours[level](signs[level])}${visibleText(code)}: ${visibleText(text)}`,
    ...(next === undefined ? [] : [`        ${visibleText(next)}`]),
  ]);
  const of = (level: DoctorFinding["level"]): number => findings.filter((finding) => finding.level === level).length;
  const parts = [count(of("error"), "error"), count(of("warning"), "warning"), `${of("unknown")} not known`];
  return `${lines.join("\n")}\n${parts.join(", ")}\n`;
}
