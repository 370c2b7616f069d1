import type { Escape, Finding } from "@yardmaster/core";
import { readHeader } from "@yardmaster/yaml-io";
import type { CompilerHost } from "../host/compiler-host.ts";
import { findRoot } from "../host/find-root.ts";
import { textsOnDisk } from "./disk-texts.ts";
import type { LintTarget } from "./find-linted.ts";
import { lintRepository } from "./lint-files.ts";

/** What is found in one target; files are named from its root. Of files that sources make, at the TypeScript. */
export async function lintTarget(target: LintTarget, host: CompilerHost): Promise<readonly Finding[]> {
  const texts = await textsOnDisk(target.root, target.isRepository, host);
  return findSources(await lintRepository(texts, target.judged, undefined, undefined, host.scripts), target, host);
}

/** Gives what was found in a target its places in TypeScript, where sources make the files. */
export async function findSources(
  found: readonly Finding[],
  { root, isRepository, judged }: LintTarget,
  host: CompilerHost,
): Promise<readonly Finding[]> {
  const texts = await textsOnDisk(root, isRepository, host);
  const files = [...new Set(found.flatMap(({ place }) => place?.file ?? []))];
  const generated = files.filter((file) => readHeader(texts.text(file) ?? "") !== undefined);
  const sources = generated.length === 0 ? undefined : await findRoot(root, host.files);
  if (sources === undefined) return found;
  const { createTranslator } = await import("../places/translator.ts");
  const { isSameText, pointAtSource, renamed } = await import("../places/point-at-source.ts");
  const translator = await createTranslator(sources, host);
  const nameOf = (file: string) => renamed(file, root, sources);
  const inStep = new Set(
    generated.filter((file) => {
      const made = translator.textOf(nameOf(file));
      return made !== undefined && isSameText(made, texts.text(file) ?? "");
    }),
  );
  const escapes = (file: string): readonly Escape[] => (inStep.has(file) ? translator.escapesOf(nameOf(file)) : []);
  const isLetThrough = judged.some((file) => escapes(file).length > 0);
  const judgedAgain = isLetThrough ? await lintRepository(texts, judged, undefined, escapes, host.scripts) : found;
  const isInStep = (file: string) => inStep.has(file);
  return judgedAgain.map((finding) => pointAtSource(finding, translator, { named: root, sources }, isInStep));
}
