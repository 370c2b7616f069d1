import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileModules } from "./compile-modules.ts";
import { countShapes, type ShapeCount } from "./count-shapes.ts";
import { evaluateModules } from "./evaluate-modules.ts";
import type { Finding } from "./finding.ts";
import { placeholderModule } from "./placeholder.ts";
import { type Corpus, readCorpus } from "./read-corpus.ts";
import { transliterate } from "./transliterate.ts";

export interface Census extends Corpus {
  readonly shapes: readonly ShapeCount[];
  readonly findings: readonly Finding[];
  /** In workflows that GitHub refuses. */
  readonly excused: readonly Finding[];
}

/**
 * Writes every workflow of a folder in the language, compiles the modules and compares what they emit.
 * @param root of the repository, whose packages the modules import.
 */
export async function runCensus(root: string, corpusFolder: string): Promise<Census> {
  const corpus = await readCorpus(corpusFolder);
  // Below node_modules, so that the packages of the workspace resolve and no tool takes the modules for sources.
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "census-"));
  try {
    const stems = new Map(corpus.workflows.map(({ file }, index) => [file, `workflow-${index}`] as const));
    for (const { file, model } of corpus.workflows) {
      const stem = stems.get(file) ?? "";
      writeFileSync(join(folder, `${stem}.ts`), transliterate(stem, model));
    }
    writeFileSync(join(folder, "placeholder.ts"), placeholderModule);
    const errors = compileModules(root, folder, stems);
    const sound = corpus.workflows.filter(({ file }) => !errors.some((error) => error.file === file));
    const findings = [...errors, ...(await evaluateModules(folder, sound, stems))];
    const isInvalid = ({ file }: Finding) => corpus.invalid.some((invalid) => invalid.file === file);
    const counted = findings.filter((finding) => !isInvalid(finding));
    return {
      ...corpus,
      findings: counted,
      excused: findings.filter(isInvalid),
      shapes: countShapes(corpus.workflows, counted),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
