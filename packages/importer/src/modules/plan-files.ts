import { isMap, type ValueMap } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";
import type { ImportedFile } from "../writing/import-plan.ts";
import { freeName, identifierOf } from "../writing/names.ts";
import { type DocumentPlace, documentPlace } from "./document-place.ts";

/** A file that was read, before it is known what it becomes. */
export interface ReadFile {
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  readonly document: YamlDocument;
  readonly model: ValueMap;
}

export interface PlannedFiles {
  readonly files: readonly ImportedFile[];
  readonly refused: readonly { readonly path: string; readonly reason: string; readonly hint: string }[];
}

/**
 * Which module each file becomes, and what that exports. In the order of the files.
 * @param out the folder of the sources, such as `workflows-src`.
 * @param existing sources that are there already, by path: none is overwritten.
 */
export function planFiles(
  files: readonly ReadFile[],
  out: string,
  existing: ReadonlyMap<string, string>,
): PlannedFiles {
  const planned = new Map<string, ImportedFile>();
  const refused: PlannedFiles["refused"][number][] = [];
  for (const { path, document, model } of files) {
    const place = documentPlace(path);
    const { kind } = place;
    const modules = modulePaths(path, place, out);
    const module = modules.find((candidate) => !planned.has(candidate)) ?? modules[0] ?? path;
    const other = planned.get(module);
    if (other) {
      const reason = `${module} is what ${other.path} becomes.`;
      refused.push({ path, reason, hint: "Import one of the two on its own, into another folder with --out." });
    } else if (existing.has(module)) {
      const reason = `${module} is there already, and no source is overwritten.`;
      refused.push({ path, reason, hint: `Move or delete ${module}, or give another folder with --out.` });
    } else {
      planned.set(module, { path, kind, document, model, module, exportName: exportName(place, model) });
    }
  }
  return { files: [...planned.values()], refused };
}

/** In order of preference: after the name alone, then after the whole path. */
function modulePaths(path: string, { kind, root, name }: DocumentPlace, out: string): readonly string[] {
  const long = path.replace(/\.github\/(?:workflows|actions)\//, "").replace(/\/action(?=\.ya?ml$)/, "");
  return [name, long.replace(/\.(ya?ml)$/, "-$1")].map((text) => {
    const stem = text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
    const folder = [out, root].filter((part) => part !== "" && part !== ".").join("/");
    return `${folder}/${stem === "" ? kind : stem}.${kind}.ts`;
  });
}

/** Jobs keep their own names; the one export gives way. */
function exportName({ kind, name }: DocumentPlace, model: ValueMap): string {
  const jobs = isMap(model.jobs) ? Object.keys(model.jobs) : [];
  return freeName(identifierOf(name, kind), kind, new Set(jobs.map((id) => identifierOf(id, "job"))));
}
