import { describeRepository, sourcesFolder } from "@yardmaster/compiler";
import { fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../../program/host.ts";
import { findImported } from "../import/find-imported.ts";
import type { Imported } from "../import/plan-import.ts";
import { readFiles } from "../import/read-imported.ts";

/** What an import of the repository's workflows and actions would come to. @returns what cannot be read, each with the next step. */
export async function findImports(root: string, host: Host): Promise<Result<Imported, readonly string[]>> {
  const found = await findImported({ operands: [], root, isProving: false }, { ...host, cwd: root });
  const read = readFiles(found.files, host);
  const problems = [...found.problems, ...read.problems];
  if (problems.length > 0) return fail(problems);
  const place = { repository: await describeRepository(root, host.files), isRepository: true };
  const wishes = { out: sourcesFolder, isHoisting: false, isTyped: false };
  // With all that compiles and types: most repositories that start have nothing to import.
  const { importAll } = await import("../import/import-all.ts");
  const { imported: proved } = await importAll(read.files, wishes, place, host);
  const { verifyImport } = await import("../import/verify-import.ts");
  return ok((await verifyImport(proved, place.repository, host)).imported);
}
