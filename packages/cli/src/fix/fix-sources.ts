import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { compile } from "@yardmaster/compiler";
import type { Finding, Value } from "@yardmaster/core";
import { applyEdit, type NodeEdit, readYaml } from "@yardmaster/yaml-io";
import type { Host } from "../program/host.ts";
import type { FixedFile, FixSource } from "./plan-fixes.ts";

export interface SourceFixer {
  readonly fix: FixSource;
  /** The sources with all that was fixed in them. */
  readonly fixed: () => readonly FixedFile[];
}

/**
 * Makes fixes in sources: the call that made the node gets another value, and compiling shows that the file which it makes
 * changes in just that. Calls are edited from the last of a file to the first, so that the places of the others hold.
 */
export function createSourceFixer(root: string, host: Host): SourceFixer {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  let models: Promise<ReadonlyMap<string, Value | undefined>> | undefined;
  const compiled = async (overlay: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Value | undefined>> => {
    const { files, stderr } = host;
    const quiet = { files, stderr, prebuiltFolder: host.prebuiltFolder };
    const { files: made } = await compile(root, quiet, { overlay });
    return new Map(made.map(({ path, text }) => [path, readYaml(text).model]));
  };
  const fix = async ({ source, place }: Finding, edits: readonly NodeEdit[]): Promise<boolean> => {
    if (!source || !("line" in source) || !place) return false;
    const [bytes] = host.files.readAll([join(root, source.file)]);
    const text = after.get(source.file) ?? (bytes && new TextDecoder().decode(bytes));
    if (text === undefined) return false;
    models ??= compiled(new Map());
    const known = await models;
    const expected = editModel(known.get(place.file), edits);
    if (expected === undefined) return false;
    const { editSource } = await import("@yardmaster/codegen");
    let candidates: readonly string[] = [text];
    for (const edit of edits) {
      if ("key" in edit) return false; // a key of ours is checked by its type
      candidates = candidates.flatMap((one) => editSource(one, { ...source, ...edit }));
    }
    for (const candidate of candidates.slice(0, maximumCandidates)) {
      const now = await compiled(new Map([...after, [source.file, candidate]]));
      if (!isOnlyThat(known, now, place.file, expected)) continue;
      if (!before.has(source.file)) before.set(source.file, text);
      after.set(source.file, candidate);
      models = Promise.resolve(now);
      return true;
    }
    return false;
  };
  return {
    fix,
    fixed: () => [...after].map(([file, text]) => ({ file, before: before.get(file) ?? "", after: text })),
  };
}

/** Each is a compilation. */
const maximumCandidates = 4;

function editModel(model: Value | undefined, edits: readonly NodeEdit[]): Value | undefined {
  return edits.reduce<Value | undefined>(
    (value, edit) => (value === undefined ? value : applyEdit(value, edit)),
    model,
  );
}

/** One file changes, in what was wanted, and every other is made as before. */
function isOnlyThat(
  before: ReadonlyMap<string, Value | undefined>,
  after: ReadonlyMap<string, Value | undefined>,
  file: string,
  expected: Value,
): boolean {
  if (before.size !== after.size) return false;
  return [...before].every(([path, model]) => isDeepStrictEqual(after.get(path), path === file ? expected : model));
}
