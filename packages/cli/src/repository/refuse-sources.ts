import type { Finding } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../program/exit-code.ts";
import type { Host } from "../program/host.ts";
import { readFindingTexts } from "../report/finding-texts.ts";
import { paintFor } from "../report/paint.ts";
import { printHuman } from "../report/print-human.ts";

interface SourcesRead {
  /** Absolute. */
  readonly root: string;
  readonly findings: readonly Finding[];
  readonly isUnreadable: boolean;
}

/** Of sources with errors it is not known what they make. @returns undefined where they have none; else they were told. */
export async function refuseSources(
  { root, findings, isUnreadable }: SourcesRead,
  host: Host,
): Promise<ExitCode | undefined> {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return undefined;
  const texts = await readFindingTexts(errors, root, host.files);
  host.stderr.write(printHuman(errors, texts, paintFor(host.stderr, host.env)));
  return isUnreadable ? exitCodes.usage : exitCodes.findings;
}
