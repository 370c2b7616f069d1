import { join, relative, sep } from "node:path";
import type { Message, Plugin } from "esbuild";

/** In the bundle: what a module throws that stands in for one with findings of its own. */
export const brokenVariable = "yardmasterBroken";

/**
 * Leaves out modules that cannot be compiled, so that they do not hide what is wrong elsewhere: a source that needs one
 * throws {@link brokenVariable} when it is evaluated.
 */
export function brokenModules(paths: ReadonlySet<string>): Plugin {
  const names = [...paths].map((path) => path.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return {
    name: "yardmaster-broken",
    setup: (build) => {
      if (paths.size === 0) return;
      build.onLoad({ filter: new RegExp(`^(?:${names.join("|")})$`), namespace: "file" }, () => ({
        contents: `module.exports = undefined; throw ${brokenVariable};`,
        loader: "js",
      }));
    },
  };
}

/** Without doubts about the modules that stand in, and about imports from them. */
export function withoutBroken(
  warnings: readonly Message[],
  root: string,
  paths: ReadonlySet<string>,
): readonly Message[] {
  const names = [...paths].map((path) => `"${relative(root, path).replaceAll(sep, "/")}"`);
  return warnings.filter(
    ({ location, text }) =>
      !(location && paths.has(brokenPath(root, location.file))) && !names.some((name) => text.includes(name)),
  );
}

/** @param file as esbuild names it: relative to the root, or absolute. */
export function brokenPath(root: string, file: string): string {
  return file.startsWith("/") || /^[A-Za-z]:/.test(file) ? file : join(root, file);
}
