import { asMap, type Value } from "@yardmaster/core";
import { readYaml, type YamlDocument } from "@yardmaster/yaml-io";

/** A YAML file, read once, and what GitHub would take it for. */
export interface LintedFile {
  /** From the root of its repository, with forward slashes. */
  readonly file: string;
  readonly document: YamlDocument;
  readonly kind: FileKind;
}

export type FileKind = "workflow" | "action" | "dependabot" | "other";

export function readSubject(file: string, text: string): LintedFile {
  const document = readYaml(text, file);
  return { file, document, kind: kindOf(file, document.model) };
}

/** By its name where that says it, else by its keys. */
function kindOf(file: string, model: Value | undefined): FileKind {
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(file)) return "workflow";
  if (/(?:^|\/)action\.ya?ml$/.test(file)) return "action";
  if (/(?:^|\/)\.github\/dependabot\.ya?ml$/.test(file)) return "dependabot";
  const { on, jobs, runs } = asMap(model) ?? {};
  if (asMap(jobs) || on !== undefined) return "workflow";
  return asMap(runs) ? "action" : "other";
}
