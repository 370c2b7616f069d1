import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkWorkflow } from "@yardmaster/analyzer";
import type { ValueMap } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

export interface CorpusWorkflow {
  readonly file: string;
  readonly model: ValueMap;
}

export interface Corpus {
  /** All whose text is YAML with jobs, also those that GitHub refuses: most of these are templates with gaps to fill in. */
  readonly workflows: readonly CorpusWorkflow[];
  /** What GitHub itself would not run, with its reason. */
  readonly invalid: readonly { readonly file: string; readonly reason: string }[];
}

/** The workflows of a folder, by name. What they call is taken to exist, and to take what it is given. */
export async function readCorpus(folder: string): Promise<Corpus> {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const read = await Promise.all(files.map((file) => readWorkflow(folder, file)));
  return {
    workflows: read.flatMap(({ file, model }) => (model === undefined ? [] : [{ file, model }])),
    invalid: read.flatMap(({ file, reason }) => (reason === undefined ? [] : [{ file, reason }])),
  };
}

async function readWorkflow(
  folder: string,
  file: string,
): Promise<{ file: string; model: ValueMap | undefined; reason: string | undefined }> {
  const text = readFileSync(join(folder, file), "utf8");
  const { model, diagnostics, tree } = readYaml(text, file);
  const findings = diagnostics.length > 0 ? diagnostics : await checkWorkflow({ file, tree }, () => undefined);
  const [first] = findings.filter(({ message }) => !message.includes("Unable to find reusable workflow"));
  const isWorkflow = typeof model === "object" && model !== null && "jobs" in model;
  return { file, model: isWorkflow ? (model as ValueMap) : undefined, reason: first?.message };
}
