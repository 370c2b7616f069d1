import { join } from "node:path";
import { sourcesFolder } from "@yardmaster/compiler";
import { type Diagnostic, ok, type Result } from "@yardmaster/core";
import type { Host } from "../program/host.ts";
import { findTypeSettings } from "./find-type-settings.ts";
import { readCompilerOutput } from "./read-compiler-output.ts";
import { runCompilerOnTexts } from "./run-compiler.ts";

/** What the compiler says of modules that are not on the disk, by their paths from the root. */
export type CheckTexts = (texts: ReadonlyMap<string, string>) => Promise<readonly Diagnostic[]>;

/**
 * Type-checks modules that the sources may become, as {@link checkTypes} does it with those that they are. What is wrong in
 * other files is left out.
 * @returns a note where the project cannot check types.
 */
export async function findTextChecker(
  root: string,
  { files }: Pick<Host, "files">,
): Promise<Result<CheckTexts, string>> {
  const settings = await findTypeSettings(root, files);
  if (!settings.ok) return settings;
  const { compiler, configuration } = settings.value;
  const job = { root, configuration: join(root, configuration), ambient: join(root, sourcesFolder, "**/*.d.ts") };
  return ok((texts) =>
    runCompilerOnTexts(compiler, job, texts, (run, folder) => {
      const { diagnostics } = readCompilerOutput(run, folder, compiler.version);
      return diagnostics.filter(({ place }) => !place || ("location" in place && texts.has(place.location.file)));
    }),
  );
}
