import { isMissingWorkflow } from "@yardmaster/analyzer";
import type { Repository } from "@yardmaster/compiler";
import { overlayFiles } from "@yardmaster/compiler/host";
import { editedPlace, type Finding } from "@yardmaster/core";
import type { ImportedResult, Refusal } from "@yardmaster/importer";
import type { Host } from "../../program/host.ts";
import type { CheckedTypes } from "../../types/check-types.ts";
import { checkRepository } from "../check-repository.ts";
import { lineOf } from "./compare-yaml.ts";
import { findModules, findReplacements, type Imported } from "./plan-import.ts";
import { untyped, type Verdict } from "./verdict.ts";

/**
 * What `check` would say with an import written. A file that it finds an error in is refused after all: the repository's own
 * policies, and what the file calls, are known to nobody before.
 */
export async function verifyImport(
  imported: Imported,
  repository: Repository,
  host: Host,
): Promise<{ readonly imported: Imported; readonly verdict: Verdict }> {
  const verdict = await checkWritten(imported, repository, host, Promise.resolve(untyped));
  const errors = verdict.findings.filter((finding) => finding.severity === "error" && !isUnknown(finding, imported));
  const files = imported.result.files.map((file) => {
    const own = errors.filter((finding) => editedPlace(finding)?.file === file.module);
    return file.state === "proved" && own.length > 0 ? refuse(file, own, imported) : file;
  });
  if (files.every((file, index) => file === imported.result.files[index])) return { imported, verdict };
  return verifyImport({ ...imported, result: { ...imported.result, files } }, repository, host);
}

/** What `check` would say of a repository with an import written. */
export function checkWritten(
  imported: Imported,
  repository: Repository,
  outside: Host,
  types: Promise<CheckedTypes>,
): Promise<Verdict> {
  const { root, genCommand } = repository;
  const yaml = findReplacements(imported).map(({ file, text }) => [file.path, text] as const);
  const overlay = new Map([...findModules(imported.result), ...yaml]);
  const host = { ...outside, files: overlayFiles(outside.files, root, overlay) };
  return checkRepository({ host, repository, compileOptions: { genCommand, overlay } }, types);
}

/** A workflow that a file from elsewhere calls is there, where that file lies. */
function isUnknown(finding: Finding, { result, sorted }: Imported): boolean {
  if (!isMissingWorkflow(finding)) return false;
  const module = (finding.source ?? finding.place)?.file;
  const path = result.files.find((file) => file.module === module)?.path;
  const file = sorted.toImport.find((each) => each.path === path);
  return file !== undefined && file.shown !== file.path;
}

function refuse(file: ImportedResult, errors: readonly Finding[], { sorted }: Imported): ImportedResult {
  const original = sorted.toImport.find(({ path }) => path === file.path);
  const refused = errors.map(
    ({ path = [], message, hint }): Refusal => ({
      path,
      line: original ? lineOf(path, original) : 1,
      reason: message,
      hint: hint ?? "Correct the file at this place, then import again.",
    }),
  );
  return { ...file, state: "refused", refused };
}
