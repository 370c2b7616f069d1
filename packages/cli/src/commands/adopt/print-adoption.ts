import { count, type Finding, printImage } from "@yardmaster/core";
import { type Bump, type ImageBump, placeText } from "@yardmaster/pins";
import type { Arguments } from "../../program/arguments.ts";
import type { ExitCode } from "../../program/exit-code.ts";
import { readFindingTexts } from "../../report/finding-texts.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { printHuman } from "../../report/print-human.ts";
import { jsonFinding } from "../../report/print-json.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { CommandContext } from "../command.ts";

export interface AdoptionReport {
  readonly code: ExitCode;
  readonly bumps: readonly Bump[];
  readonly images: readonly ImageBump[];
  readonly unverified: readonly { readonly action: string; readonly reason: string }[];
  /** Relative to the root, in the order of writing. */
  readonly written: readonly string[];
  /** Why nothing was taken, or the differences that are left. */
  readonly findings: readonly Finding[];
}

/** @returns the report's own exit code. */
export async function printAdoption(
  report: AdoptionReport,
  given: Arguments,
  { host, repository, timed }: CommandContext,
): Promise<ExitCode> {
  const { code, bumps, images, unverified, written, findings } = report;
  const texts = await readFindingTexts(findings, repository.root, host.files);
  if (given.values.get("format") === "json") {
    const output = {
      taken: bumps.map(jsonBump),
      images: images.map(jsonImage),
      unverified,
      written,
      findings: findings.map((finding) => jsonFinding(finding, texts)),
    };
    host.stdout.write(jsonText(output));
    return code;
  }
  const isDry = given.flags.has("dry-run");
  const lines = [
    ...bumps.flatMap(describeBump),
    ...images.flatMap(describeImage),
    ...written.map((path) => `${isDry ? "would write" : "wrote"} ${path}`),
    lastLine(report, isDry),
  ];
  host.stdout.write(timed(`${lines.join("\n")}\n`));
  host.stderr.write(printHuman(findings, texts, paintFor(host.stderr, host.env)));
  for (const { action, reason } of unverified) {
    const version = bumps.find((bump) => bump.action === action)?.version ?? "";
    const lost = `its inputs and outputs are those of the old commit, until \`yardmaster bind ${action}@${version}\` reads them`;
    host.stderr.write(`${visibleText(`${action} ${version} is unverified (${reason}): ${lost}.`)}\n`);
  }
  return code;
}

function describeBump({ action, from, sha, version, sites }: Bump): readonly string[] {
  const change = `${action} ${from.version} -> ${version} (${sha})`;
  if (sites.length === 0) return [`taken ${change}, with another action of its repository`];
  const files = [...new Set(sites.map((site) => site.location.file))];
  return files.map((file) => `taken ${change} from ${file}`);
}

function describeImage({ key, from, to, sites }: ImageBump): readonly string[] {
  const files = [...new Set(sites.map((site) => site.location.file))];
  return files.map((file) => `taken images.${key} ${printImage(from)} -> ${printImage(to)} from ${file}`);
}

function lastLine({ bumps, images, written, findings }: AdoptionReport, isDry: boolean): string {
  if (findings.length > 0 && written.length === 0) return `${count(findings.length, "problem")}; nothing was written.`;
  const left = findings.length > 0 ? `; ${count(findings.length, "difference")} left` : "";
  const done = `${count(bumps.length + images.length, "bump")}${isDry ? " to take" : " taken"}`;
  return `${done}${left}`;
}

function jsonBump({ action, from, sha, version, sites }: Bump): object {
  return {
    action,
    from: { version: from.version, sha: from.sha },
    to: { version, sha },
    places: sites.map(placeText),
  };
}

function jsonImage({ key, from, to, sites }: ImageBump): object {
  return { key, from: printImage(from), to: printImage(to), places: sites.map(placeText) };
}
