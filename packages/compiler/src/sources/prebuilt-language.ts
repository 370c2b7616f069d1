import { hash } from "node:crypto";
import { createRequire } from "node:module";
import { resolve, sep } from "node:path";
import { compileFunction } from "node:vm";
import type { Files } from "@yardmaster/core";
import { language } from "./needs-language.ts";

/** The language as the build of this program has bundled it: a CommonJS program, and what its modules were. */
export interface PrebuiltLanguage {
  /** Stands in the bundle of the sources for the language, and takes it from {@link languageVariable}. */
  readonly facade: string;
  /** A new copy of the language, as every evaluation has one. */
  readonly load: () => unknown;
}

/** What `scripts/build.mjs` writes beside the program. */
interface Manifest {
  /** Modules of the language, relative to the folder of this file. */
  readonly inputs: readonly string[];
  readonly digest: string;
}

/** In the bundle: the prebuilt language. */
export const languageVariable = "yardmasterLanguage";
export const facadeName = "language-facade.mjs";
export const languageFileName = "yardmaster-language.cjs";

/**
 * The prebuilt language, where there is one and its modules are still those that it was built from.
 * @param folder where `scripts/build.mjs` wrote it, absolute.
 * @param near folder of the language that stands beside the sources; undefined for the one that came with this program.
 */
export function findPrebuiltLanguage(
  folder: string,
  near: string | undefined,
  files: Files,
): PrebuiltLanguage | undefined {
  const path = (name: string) => resolve(folder, name);
  const [manifestText, code] = files.readAll([path("language.json"), path("language.cjs")]).map(textOf);
  if (manifestText === undefined || code === undefined) return undefined;
  const { inputs, digest }: Manifest = JSON.parse(manifestText);
  if (near !== undefined && !ownLanguage().startsWith(`${files.readNow(near)?.realPath}${sep}`)) return undefined;
  const contents = files.readAll(inputs.map(path)).map((bytes) => textOf(bytes) ?? "");
  if (hash("sha256", contents.join("\0")) !== digest) return undefined;
  return {
    facade: path(facadeName),
    load: () => {
      const run = programOf(code);
      const module = { exports: {} };
      run(module, module.exports, createRequire(import.meta.url));
      return module.exports;
    },
  };
}

/** What was compiled last, and of what: a process that goes on evaluates the same language again and again. */
let compiled: { readonly code: string; readonly run: Program } | undefined;

type Program = (module: object, exports: object, require: NodeJS.Require) => void;

function programOf(code: string): Program {
  if (compiled?.code !== code) {
    const run = compileFunction(code, ["module", "exports", "require"], { filename: languageFileName }) as Program;
    compiled = { code, run };
  }
  return compiled.run;
}

/** The entry of the language that came with this program, without links. */
export function ownLanguage(): string {
  return createRequire(import.meta.url).resolve(language);
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}
