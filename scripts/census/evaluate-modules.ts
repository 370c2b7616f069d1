import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isAuthoringError, type Value, type WorkflowDocument } from "@yardmaster/core";
import { buildSync } from "esbuild";
import { comparableModel } from "./comparable-model.ts";
import { compareValues, type Difference } from "./compare-values.ts";
import type { Finding } from "./finding.ts";
import type { CorpusWorkflow } from "./read-corpus.ts";

type Build = () => WorkflowDocument;

/** Runs modules that `folder` holds, and compares what they build with the workflows that they were made from. */
export async function evaluateModules(
  folder: string,
  workflows: readonly CorpusWorkflow[],
  stems: ReadonlyMap<string, string>,
): Promise<Finding[]> {
  const builds = await loadBuilds(
    folder,
    workflows.map(({ file }) => stems.get(file) ?? ""),
  );
  return workflows.flatMap(({ file, model }): Finding[] => {
    const build = builds.get(stems.get(file) ?? "");
    if (!build) throw new Error(`${file} has no module.`);
    try {
      const document = build();
      const errors = document.diagnostics.filter(({ severity }) => severity === "error");
      const refused = errors.map(({ code, message, place }) => ({
        file,
        path: place && "path" in place ? place.path : [],
        missing: `${code}: ${message}`,
      }));
      const differences = compareValues(comparableModel(model), comparableModel(document.model));
      return [...refused, ...differences.map((difference) => describe(file, difference))];
    } catch (error) {
      if (!isAuthoringError(error)) throw error;
      return [{ file, path: [], missing: `${error.diagnostic.code}: ${error.diagnostic.message}` }];
    }
  });
}

async function loadBuilds(folder: string, stems: readonly string[]): Promise<ReadonlyMap<string, Build>> {
  const entry = [
    ...stems.map((stem, index) => `import { build as build${index} } from "./${stem}.ts";`),
    `export const builds = [${stems.map((_, index) => `build${index}`).join(", ")}];`,
  ].join("\n");
  const outfile = join(folder, "bundle.mjs");
  buildSync({
    stdin: { contents: entry, resolveDir: folder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    logLevel: "error",
  });
  const { builds } = (await import(pathToFileURL(outfile).href)) as { builds: readonly Build[] };
  return new Map(stems.map((stem, index) => [stem, builds[index] as Build] as const));
}

function describe(file: string, { path, wanted, emitted }: Difference): Finding {
  return { file, path, missing: `emitted as ${show(emitted)}, not ${show(wanted)}` };
}

function show(value: Value | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
