import { join, relative, sep } from "node:path";
import type { Files } from "@yardmaster/core";
import type { Loader, Plugin } from "esbuild";
import type { Overlay } from "../host/overlay-files.ts";
import { language } from "./needs-language.ts";

/** Has the bundler take the texts of an overlay, in place of modules on the disk and for those that are not there. */
export function overlayModules(root: string, files: Files, overlay: Overlay): Plugin {
  const realRoot = files.readNow(root)?.realPath ?? root;
  const texts = new Map([...overlay].map(([path, text]) => [join(realRoot, path), text]));
  // The bundler names what it finds itself by its real path, and the entry's imports by the root as it was given.
  const realPath = (path: string) =>
    path.startsWith(join(root, "/")) ? join(realRoot, path.slice(root.length)) : path;
  return {
    name: "yardmaster-overlay",
    setup: (build) => {
      if (texts.size === 0) return;
      // The folder of a module may not be there yet: what it imports is then looked for from the root.
      build.onResolve({ filter: /^\.{1,2}\// }, async ({ path, resolveDir, importer, pluginData, kind, namespace }) => {
        const asked = realPath(join(resolveDir, path));
        if (texts.has(asked)) return { path: asked };
        if (pluginData === inner || !texts.has(realPath(importer))) return undefined;
        const fromRoot = `./${relative(realRoot, asked).replaceAll(sep, "/")}`;
        const found = await build.resolve(fromRoot, { resolveDir: realRoot, kind, namespace, pluginData: inner });
        return found.errors.length === 0 ? found : undefined;
      });
      build.onResolve({ filter: isLanguage }, async ({ path, pluginData, resolveDir, kind, namespace }) => {
        if (pluginData === inner) return undefined;
        const resolve = (from: string) => build.resolve(path, { resolveDir: from, kind, namespace, pluginData: inner });
        const found = await resolve(resolveDir);
        return found.errors.length === 0 ? found : resolve(realRoot);
      });
      build.onLoad({ filter: /\.(?:json|[cm]?[jt]s)$/ }, ({ path }) => {
        const contents = texts.get(path);
        return contents === undefined ? undefined : { contents, loader: loaderOf(path) };
      });
    },
  };
}

const isLanguage = new RegExp(`^${language}$`);
const inner = Symbol("yardmaster: how would esbuild resolve this?");

function loaderOf(path: string): Loader {
  return path.endsWith(".json") ? "json" : path.endsWith("js") ? "js" : "ts";
}
