import { createRequire, SourceMap } from "node:module";
import { join, sep } from "node:path";
import type { Diagnostic, Files } from "@yardmaster/core";
import type { BuildOptions, Message, Metafile } from "esbuild";
import type { CompilerHost } from "../host/compiler-host.ts";
import type { Overlay } from "../host/overlay-files.ts";
import { sourcesFolder } from "../host/sources-folder.ts";
import { brokenModules, brokenPath, brokenVariable, withoutBroken } from "./broken-modules.ts";
import { diagnoseLanguage, diagnoseMessages, diagnoseWarning } from "./diagnose-message.ts";
import { guardGlobals } from "./guard-globals.ts";
import { type LoadedPackages, packageLoader } from "./load-packages.ts";
import { language } from "./needs-language.ts";
import { overlayModules } from "./overlay-modules.ts";
import { findPrebuiltLanguage, ownLanguage, type PrebuiltLanguage } from "./prebuilt-language.ts";

/** All sources as one CommonJS program that exports {@link BundleExports}. */
export interface Bundle {
  readonly code: string;
  readonly packages: LoadedPackages;
  /** Undefined where the language is bundled with the sources. */
  readonly language: PrebuiltLanguage | undefined;
  /** Whether that is one of another version, or in pieces: what is wrong with it is none of this program's. */
  readonly isLanguageForeign: boolean;
  /** What the bundler read. */
  readonly metafile: Metafile;
  /** What cannot be compiled, and what looks wrong. */
  readonly diagnostics: readonly Diagnostic[];
  /** Made only on demand, by a second build with the same code: a run without findings needs no map. */
  readonly loadMap: () => Promise<SourceMap>;
}

/** The virtual entry's exports. Modules are evaluated one by one, so that one's exception does not hide the others. */
export interface BundleExports {
  readonly collectDocuments: typeof import("@yardmaster/dsl").collectDocuments;
  readonly modules: readonly (() => Readonly<Record<string, unknown>>)[];
}

const entryName = `${sourcesFolder}/yardmaster-entry.js`;

/**
 * Modules that cannot be compiled are left out, together with what is wrong with them, and the rest is built again.
 * @param sources relative to the root; their order is that of {@link BundleExports.modules}.
 */
export async function bundleSources(
  root: string,
  sources: readonly string[],
  host: CompilerHost,
  overlay: Overlay = new Map(),
): Promise<Bundle> {
  const { build } = await import("esbuild");
  let near = await nearLanguage(root, host.files);
  let prebuilt =
    host.prebuiltFolder === undefined ? undefined : findPrebuiltLanguage(host.prebuiltFolder, near, host.files);
  const { loaded, plugin } = packageLoader(root, host.files);
  const base = {
    absWorkingDir: root,
    outfile: join(root, "yardmaster-sources.cjs"),
    write: false,
    bundle: true,
    platform: "node",
    conditions: [], // as Node reads manifests: without `module`
    target: "node20.19",
    format: "cjs",
    charset: "utf8",
    supported: { "dynamic-import": false }, // becomes `require`, which the evaluation provides
    logLevel: "silent",
    logOverride: { "empty-import-meta": "error" },
    metafile: true,
  } satisfies BuildOptions;
  const broken = new Set<string>();
  const lost = new Set<string>(); // sources that are not there, such as links to nothing
  const diagnostics: Diagnostic[] = [];
  for (;;) {
    const options = {
      ...base,
      alias: prebuilt ? { [language]: prebuilt.facade } : near === undefined ? { [language]: ownLanguage() } : {},
      stdin: {
        contents: entryText(sources, lost),
        resolveDir: join(root, sourcesFolder),
        sourcefile: "yardmaster-entry.js",
      },
      plugins: [brokenModules(broken), overlayModules(root, host.files, overlay), plugin],
    } satisfies BuildOptions;
    const guard = guardGlobals(host.stderr); // packages are evaluated meanwhile
    try {
      const { outputFiles, warnings, metafile } = await build(options);
      if (prebuilt && warnings.length > 0) {
        prebuilt = undefined;
        continue;
      }
      const used = prebuilt;
      return {
        code: outputFiles[0]?.text ?? "",
        packages: loaded,
        language: used,
        isLanguageForeign: near !== undefined && used === undefined,
        metafile,
        diagnostics: [...diagnostics, ...withoutBroken(warnings, root, broken).map(diagnoseWarning)],
        loadMap: async () => {
          const mapped = await build({ ...options, sourcemap: "external", sourcesContent: false });
          const map = mapped.outputFiles.find((file) => file.path.endsWith(".map"));
          return new SourceMap(JSON.parse(map?.text ?? "{}"));
        },
      };
    } catch (error) {
      if (!isBuildFailure(error)) throw error;
      if (prebuilt) {
        prebuilt = undefined; // what is wrong is said of the language's own modules
        continue;
      }
      const ofLanguage =
        near && error.errors.find((each) => isOfLanguage(each, near, sources.length, root, host.files));
      if (ofLanguage) {
        diagnostics.push(diagnoseLanguage(ofLanguage, entryName, root));
        for (const source of sources) lost.add(source); // no other language can stand in for the one that they were written in
        near = undefined;
        continue;
      }
      const before = broken.size + lost.size;
      for (const { location } of error.errors) {
        const source = location?.file === entryName ? sources[location.line - 1] : undefined;
        if (source !== undefined) lost.add(source);
        else if (location) broken.add(brokenPath(root, location.file));
      }
      if (broken.size + lost.size === before) throw error;
      diagnostics.push(...diagnoseMessages(error.errors, entryName, (line) => sources[line - 1], root));
    } finally {
      guard.restore();
    }
  }
}

/** One line for each source, in order. */
function entryText(sources: readonly string[], lost: ReadonlySet<string>): string {
  const loaders = sources.map((source) =>
    lost.has(source) ? `() => { throw ${brokenVariable} }` : `() => require(${JSON.stringify(`../${source}`)})`,
  );
  const list = loaders.length === 0 ? "" : loaders.join(",\n");
  return `export const modules = [${list}\n];\nexport { collectDocuments } from ${JSON.stringify(language)};\n`;
}

/** The language installed beside the sources is theirs; without one they get the one that came with this program. */
async function nearLanguage(root: string, files: Files): Promise<string | undefined> {
  const near = createRequire(join(root, sourcesFolder, "_.js")).resolve.paths(language) ?? [];
  for (const folder of near) {
    if (await files.isFolder(join(folder, language))) return join(folder, language);
  }
  return undefined;
}

/** Whether esbuild refuses the language beside the sources: a part of it, or that it has what every one has. */
function isOfLanguage({ location }: Message, near: string | undefined, sources: number, root: string, files: Files) {
  if (!location || near === undefined) return false;
  if (location.file === entryName) return location.line > sources;
  const real = files.readNow(near)?.realPath ?? near;
  return [near, real].some((folder) => brokenPath(root, location.file).startsWith(folder + sep));
}

function isBuildFailure(error: unknown): error is Error & { readonly errors: readonly Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors) && error.errors.length > 0;
}
