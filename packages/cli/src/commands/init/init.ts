import { applyPlan, recordMade } from "@yardmaster/compiler";
import { count } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { readFindingTexts } from "../../report/finding-texts.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { printHuman } from "../../report/print-human.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { FreeCommand } from "../command.ts";
import type { Imported } from "../import/plan-import.ts";
import { agrees } from "./ask-person.ts";
import { findImports } from "./find-imports.ts";
import { jsonInit } from "./json-init.ts";
import { type InitPlan, planInit } from "./plan-init.ts";
import { findChangedSince, type PreparedWrites, prepareWrites } from "./prepare-writes.ts";
import { printImported, printNext, printPlan, printWritten } from "./print-init.ts";

/** Shows what it would write, asks, and writes everything or nothing. */
export const init: FreeCommand = async ({ flags, values }, host) => {
  const isJson = values.get("format") === "json";
  const isDry = flags.has("dry-run");
  const planned = await planInit(host);
  if (!planned.ok) return refuse([planned.error], host);
  const plan = planned.value;
  for (const note of plan.notes) host.stderr.write(`${visibleText(note)}\n`);

  const isAsking = !flags.has("yes") && !isDry && !isJson && host.ask !== undefined;
  const offered = await offerImport(plan, { isWanted: flags.has("import"), isAsking }, host);
  if (!offered.ok) return refuse(offered.problems, host);
  const { imported } = offered;
  const prepared = await prepareWrites(plan, imported, host);
  if (prepared.findings.length > 0) return refuseSources(prepared, plan, host);

  const isAllowed = prepared.plan.length === 0 || flags.has("yes");
  if (!isAllowed || isDry) {
    if (!isJson) host.stdout.write(printPlan(prepared.plan, paintFor(host.stdout, host.env)));
    if (isDry) return finish(plan, prepared, imported, { isJson, isWritten: false }, host);
    if (!isAsking) {
      const why = isJson ? "`--format json` asks nothing" : "There is no terminal to ask at";
      host.stderr.write(`${why}, and nothing was written. Add \`--yes\` to write it, or \`--dry-run\` to look.\n`);
      return exitCodes.usage;
    }
    if (!(await agrees(`Write ${count(prepared.plan.length, "file")}?`, host))) {
      host.stderr.write("Nothing was written.\n");
      return exitCodes.findings;
    }
  }
  const changed = findChangedSince(prepared.plan, plan.root, host);
  if (changed.length > 0) {
    return refuse(
      changed.map((path) => `${path} was changed in the meantime, and nothing was written. Run the command again.`),
      host,
    );
  }
  await applyPlan(prepared.plan, plan.root, host.files, prepared.leftovers);
  await recordMade(prepared.made, plan.root, host.files);
  return finish(plan, prepared, imported, { isJson, isWritten: prepared.plan.length > 0 }, host);
};

type Offer =
  | { readonly ok: true; readonly imported: Imported | undefined }
  | { readonly ok: false; readonly problems: readonly string[] };

/** An import changes files that work: it is made where it was asked for, here or by `--import`. */
async function offerImport(
  { root, handWritten }: InitPlan,
  { isWanted, isAsking }: { readonly isWanted: boolean; readonly isAsking: boolean },
  host: Host,
): Promise<Offer> {
  if (handWritten.length === 0 || (!isWanted && !isAsking)) return { ok: true, imported: undefined };
  const found = await findImports(root, host);
  if (!found.ok && isWanted) return { ok: false, problems: found.error };
  if (!found.ok) {
    for (const problem of found.error) host.stderr.write(`${visibleText(problem)}\n`);
    return { ok: true, imported: undefined };
  }
  host.stderr.write(printImported(found.value));
  const isTaken = isWanted || (await agrees("Let TypeScript make those that are proved?", host));
  return { ok: true, imported: isTaken ? found.value : undefined };
}

function finish(
  init: InitPlan,
  { plan }: PreparedWrites,
  imported: Imported | undefined,
  { isJson, isWritten }: { readonly isJson: boolean; readonly isWritten: boolean },
  host: Host,
): ExitCode {
  if (isJson) host.stdout.write(jsonText(jsonInit(init, plan, imported, isWritten)));
  else if (isWritten || plan.length === 0) host.stdout.write(printWritten(plan, init));
  if (isWritten) host.stderr.write(printNext(init, plan, imported !== undefined));
  return exitCodes.clean;
}

async function refuseSources({ findings }: PreparedWrites, { root }: InitPlan, host: Host): Promise<ExitCode> {
  const texts = await readFindingTexts(findings, root, host.files);
  host.stderr.write(printHuman(findings, texts, paintFor(host.stderr, host.env)));
  host.stderr.write(`${count(findings.length, "error")}; nothing was written.\n`);
  return exitCodes.findings;
}

function refuse(sentences: readonly string[], host: Host): ExitCode {
  for (const sentence of sentences) host.stderr.write(`${visibleText(sentence)}\n`);
  return exitCodes.usage;
}
