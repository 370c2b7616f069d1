import { createRequire, SourceMap } from "node:module";
import { join } from "node:path";
import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { BuildOptions, Message, Plugin } from "esbuild";
import type { Files } from "../host.ts";
import { diagnoseMessage, diagnoseWarning } from "./diagnose-message.ts";

/** All sources as one CommonJS program that exports {@link BundleExports}. */
export interface Bundle {
  readonly code: string;
  readonly warnings: readonly Diagnostic[];
  /** Made only on demand, by a second build with the same code: a run without findings needs no map. */
  readonly loadMap: () => Promise<SourceMap>;
}

/** The virtual entry's exports. Modules are evaluated one by one, so that one's exception does not hide the others. */
export interface BundleExports {
  readonly collectDocuments: typeof import("@yardmaster/dsl").collectDocuments;
  readonly modules: readonly (() => Readonly<Record<string, unknown>>)[];
}

const language = "@yardmaster/dsl";

/** Texts that stand in for files of the disk while sources are evaluated, by path relative to the root. */
export type Overlay = ReadonlyMap<string, string>;

/** @param sources relative to the root; their order is that of {@link BundleExports.modules}. */
export async function bundleSources(
  root: string,
  sources: readonly string[],
  files: Files,
  overlay?: Overlay,
): Promise<Result<Bundle, readonly Diagnostic[]>> {
  const { build } = await import("esbuild");
  const options = {
    absWorkingDir: root,
    stdin: { contents: entryText(sources), resolveDir: join(root, "workflows-src"), sourcefile: "yardmaster-entry.js" },
    outfile: join(root, "yardmaster-sources.cjs"),
    write: false,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    charset: "utf8",
    supported: { "dynamic-import": false }, // becomes `require`, which the evaluation provides
    logLevel: "silent",
    logOverride: { "empty-import-meta": "error" },
    alias: await languageAlias(root, files),
    plugins: overlay ? [overlayPlugin(root, overlay)] : [],
  } satisfies BuildOptions;
  try {
    const { outputFiles, warnings } = await build(options);
    return ok({
      code: outputFiles[0]?.text ?? "",
      warnings: warnings.map(diagnoseWarning),
      loadMap: async () => {
        const mapped = await build({ ...options, sourcemap: "external", sourcesContent: false });
        const map = mapped.outputFiles.find((file) => file.path.endsWith(".map"));
        return new SourceMap(JSON.parse(map?.text ?? "{}"));
      },
    });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return fail(error.errors.map(diagnoseMessage));
  }
}

function overlayPlugin(root: string, overlay: Overlay): Plugin {
  const texts = new Map([...overlay].map(([path, text]) => [join(root, path), text]));
  return {
    name: "yardmaster-overlay",
    setup: (build) =>
      build.onLoad({ filter: /\.(?:json|ts)$/ }, ({ path }) => {
        const contents = texts.get(path);
        return contents === undefined ? undefined : { contents, loader: path.endsWith(".json") ? "json" : "ts" };
      }),
  };
}

function entryText(sources: readonly string[]): string {
  const loaders = sources.map((source) => `  () => require(${JSON.stringify(`../${source}`)}),`);
  return [
    `export { collectDocuments } from ${JSON.stringify(language)};`,
    "export const modules = [",
    ...loaders,
    "];",
  ].join("\n");
}

/** The language installed beside the sources is theirs; without one they get the one that came with this program. */
async function languageAlias(root: string, files: Files): Promise<Record<string, string>> {
  const near = createRequire(join(root, "workflows-src", "_.js")).resolve.paths(language) ?? [];
  for (const folder of near) {
    if (await files.isFolder(join(folder, language))) return {};
  }
  return { [language]: createRequire(import.meta.url).resolve(language) };
}

function isBuildFailure(error: unknown): error is Error & { readonly errors: readonly Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors) && error.errors.length > 0;
}
