import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Value } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

/** A file of `FOLDER/reader`: options, a workflow, workflows that it calls, and what GitHub's parser makes of them. */
export interface ReaderCase {
  readonly file: string;
  /** Where its workflow lies in its repository. */
  readonly path: string;
  readonly text: string;
  /** By what stands in `uses`. */
  readonly called: ReadonlyMap<string, string>;
  /** JSON, as it is written. */
  readonly expected: string;
  readonly options: { readonly skip?: readonly string[]; readonly "experimental-features"?: Record<string, boolean> };
}

/** Split as GitHub's own test of its package does (`workflow-parser/src/xlang.test.ts` of actions/languageservices). */
export function readReaderCase(path: string): ReaderCase {
  const file = basename(path);
  const documents = readFileSync(path, "utf8").split(/\r?\n---\r?\n/);
  const [options = "", text = "", ...others] = documents;
  const called = new Map<string, string>();
  if (file.includes("reusable")) {
    for (let index = 0; index + 2 < others.length; index += 2) {
      called.set((others[index] ?? "").trim(), others[index + 1] ?? "");
    }
  }
  return {
    file,
    path: `.github/workflows/${file}`,
    text,
    called,
    expected: (others.at(-1) ?? "").trim(),
    options: ((readYaml(options, file).model as Value | undefined) ?? {}) as ReaderCase["options"],
  };
}
