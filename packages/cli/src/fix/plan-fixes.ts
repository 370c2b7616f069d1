import { join } from "node:path";
import {
  type Files,
  type Finding,
  isWithin,
  type LocatedEdit,
  type LocatedFix,
  type ModelPath,
} from "@yardmaster/core";
import { editYaml, type NodeEdit, readYaml } from "@yardmaster/yaml-io";

/** A file with its safe fixes made. */
export interface FixedFile {
  /** From the root of the repository. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface PlannedFixes {
  readonly files: readonly FixedFile[];
  /** How many fixes are in them. */
  readonly made: number;
  /** Safe ones that no program can make where they would have to be made. */
  readonly left: number;
}

/** Makes the fixes of one finding in a text; undefined where that cannot be done. */
export type FixSource = (finding: Finding, edits: readonly NodeEdit[]) => Promise<boolean>;

/**
 * What the fixes of findings come to, the first of each: in YAML, and where sources make the YAML, in them.
 * @param safeties those that may be made.
 * @param fixSource makes a fix in the source of a generated file.
 */
export async function planFixes(
  findings: readonly Finding[],
  root: string,
  files: Files,
  safeties: readonly LocatedFix["safety"][],
  fixSource: FixSource,
): Promise<PlannedFixes> {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  let made = 0;
  let left = 0;
  const done = new Set<string>();
  const touched = new Map<string, ModelPath[]>();
  for (const finding of findings) {
    const edits = editsOf(finding, safeties);
    const file = finding.place?.file;
    if (!edits || file === undefined) continue;
    const key = JSON.stringify([file, edits]);
    if (done.has(key)) continue; // two findings with one fix
    done.add(key);
    // Worked out from what another fix has changed: the next round works it out again.
    const others = touched.get(file) ?? [];
    if (edits.some(({ path }) => others.some((other) => isWithin(path, other) || isWithin(other, path)))) continue;
    touched.set(file, [...others, ...edits.map(({ path }) => path)]);
    if (finding.source) {
      if (await fixSource(finding, edits)) made++;
      else left++;
      continue;
    }
    const text = after.get(file) ?? readText(join(root, file), files);
    const edited = text === undefined ? undefined : editYaml(readYaml(text), edits);
    if (text === undefined || edited === undefined) left++;
    else if (edited !== text) {
      made++;
      if (!before.has(file)) before.set(file, text);
      after.set(file, edited);
    }
  }
  const changed = [...after].map(([file, text]) => ({ file, before: before.get(file) ?? "", after: text }));
  return { files: changed, made, left };
}

function editsOf({ fixes = [] }: Finding, safeties: readonly LocatedFix["safety"][]): readonly NodeEdit[] | undefined {
  const fix = fixes.find(({ safety }) => safeties.includes(safety));
  const edits = fix?.edits.filter(isNodeEdit);
  return fix && edits && edits.length === fix.edits.length ? edits.map(plainEdit) : undefined;
}

function isNodeEdit(edit: LocatedEdit): edit is Extract<LocatedEdit, { node: string }> {
  return "node" in edit;
}

function plainEdit(edit: Extract<LocatedEdit, { node: string }>): NodeEdit {
  return "key" in edit ? { path: edit.path, key: edit.key } : { path: edit.path, value: edit.value };
}

function readText(path: string, files: Files): string | undefined {
  const [bytes] = files.readAll([path]);
  return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
