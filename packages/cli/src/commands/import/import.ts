import { applyPlan, recordMade } from "@yardmaster/compiler";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import { checkTypes } from "../../types/check-types.ts";
import { checkRepository } from "../check-repository.ts";
import type { FreeCommand } from "../command.ts";
import { findImported } from "./find-imported.ts";
import { importAll } from "./import-all.ts";
import { findPlace, type ImportPlace, readOut } from "./import-place.ts";
import { iterate } from "./iterate.ts";
import { jsonImport } from "./json-import.ts";
import { findChanged, findLeftovers, findModules, findReplacements, type Imported, planImport } from "./plan-import.ts";
import { printImport } from "./print-import.ts";
import { readFiles } from "./read-imported.ts";
import { isUnreadable, refusalsOf } from "./refusals.ts";
import { printVerdict, untyped, type Verdict } from "./verdict.ts";

/** Turns YAML into modules that are proved to make the same, and lets them make it from then on. */
export const importYaml: FreeCommand = async (given, host) => {
  const module = given.values.get("iterate");
  const place = await findPlace(host);
  if (module !== undefined) return iterate(module, given, place, host);
  const started = host.now().getTime();
  const { root } = place.repository;
  const out = await readOut(given.values.get("out"), root, host);
  const isProving = given.flags.has("prove");
  const found = await findImported({ operands: given.operands, root, isProving }, host);
  const read = readFiles(found.files, host);
  const problems = [...(out.ok ? [] : [out.error]), ...found.problems, ...read.problems];
  if (!out.ok || problems.length > 0) return refuse(problems, host);

  const { flags } = given;
  const wishes = { out: out.value, isHoisting: flags.has("hoist"), isTyped: !flags.has("no-types") };
  const { imported: proved, note } = await importAll(read.files, wishes, place, host);
  const { verifyImport } = await import("./verify-import.ts");
  const { imported, verdict: expected } = await verifyImport(proved, place.repository, host);
  let verdict = expected;
  if (isProving) verdict = await checkProved(imported, expected, given, place, host);
  else {
    const changed = findChanged(imported, host.files);
    if (changed.length > 0) return refuse(changed.map(changedSentence), host);
    await write(imported, root, host);
    verdict = await checkNow(given, place, host);
  }
  for (const line of new Set([note, verdict.note].filter((each) => each !== undefined))) host.stderr.write(`${line}\n`);
  host.stdout.write(print(imported, verdict, host.now().getTime() - started, given, host));
  return exitCodeOf(imported, verdict);
};

async function write(imported: Imported, root: string, { files }: Host): Promise<void> {
  const plan = await planImport(imported, root, files);
  await applyPlan(plan, root, files, await findLeftovers(plan, root, files));
  await recordMade(
    findReplacements(imported).map(({ file, text }) => ({ path: file.path, text })),
    root,
    files,
  );
}

/** The modules have been judged one by one: the project's settings may have more to say, and `check` would say it. */
async function checkProved(
  imported: Imported,
  expected: Verdict,
  { flags }: Arguments,
  { repository }: ImportPlace,
  host: Host,
): Promise<Verdict> {
  if (flags.has("no-types")) return expected;
  const types = await withProgress("checking types", host, (host) =>
    checkTypes(repository.root, host, findModules(imported.result)),
  );
  if (types.diagnostics.length === 0) return { ...expected, note: types.note };
  const { checkWritten } = await import("./verify-import.ts");
  return checkWritten(imported, repository, host, Promise.resolve(types));
}

function checkNow({ flags }: Arguments, { repository }: ImportPlace, host: Host): Promise<Verdict> {
  const { root, genCommand } = repository;
  return withProgress("checking what was written", host, (host) => {
    const types = flags.has("no-types") ? Promise.resolve(untyped) : checkTypes(root, host);
    return checkRepository({ host, repository, compileOptions: { genCommand } }, types);
  });
}

function print(imported: Imported, verdict: Verdict, milliseconds: number, given: Arguments, host: Host): string {
  if (given.values.get("format") === "json") return jsonText(jsonImport(imported));
  const paint = paintFor(host.stdout, host.env);
  const mode = { isProving: given.flags.has("prove"), isHoisting: given.flags.has("hoist") };
  return printImport(imported, milliseconds, mode, paint) + printVerdict(verdict, mode.isProving, paint);
}

function exitCodeOf(imported: Imported, verdict: Verdict): ExitCode {
  const refused = refusalsOf(imported);
  if (isUnreadable(imported)) return exitCodes.usage;
  return refused.length > 0 ? exitCodes.findings : verdict.code;
}

function changedSentence(shown: string): string {
  return `${JSON.stringify(shown)} was changed while it was imported, and nothing was written. Run the command again.`;
}

function refuse(sentences: readonly string[], host: Host): ExitCode {
  for (const sentence of sentences) host.stderr.write(`${visibleText(sentence)}\n`);
  return exitCodes.usage;
}
