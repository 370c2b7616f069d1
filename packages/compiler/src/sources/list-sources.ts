import { join } from "node:path";
import type { Diagnostic, Files } from "@yardmaster/core";
import { sourcesFolder } from "../host/sources-folder.ts";
import { sourceName } from "./diagnostics.ts";

export interface ListedSources {
  /** The modules that `gen` evaluates, relative to the root, sorted; the one with the policies last. */
  readonly sources: readonly string[];
  /** Modules that look like sources by their names, and are none. */
  readonly diagnostics: readonly Diagnostic[];
}

const sourceEnding = /\.(?:action|tasks|workflow)\.[cm]?[jt]s$/;
const alike = /\.(?:actions?|tasks?|workflows?)\.[cm]?[jt]sx?$/i;

export async function listSources(root: string, files: Files): Promise<ListedSources> {
  const listed = await files.list(join(root, sourcesFolder), "linked");
  const names = listed.filter((name) => alike.test(name));
  const policies = listed
    .filter((name) => isPolicyModule(`${sourcesFolder}/${name}`))
    .sort(tsFirst)
    .slice(0, 1);
  const present = new Set(names);
  const modules = names.filter((name) => !present.has(compiledFrom(name)));
  const paths = modules.map((name) => `${sourcesFolder}/${name}`);
  return {
    // After all others, so that it cannot change what they make.
    sources: [
      ...paths.filter((path) => sourceEnding.test(path)),
      ...policies.map((name) => `${sourcesFolder}/${name}`),
    ],
    diagnostics: paths.flatMap((path) => (sourceEnding.test(path) ? [] : [sourceName({ path }, { file: path })])),
  };
}

/** Whether a path, relative to the root, is one of a source. */
export function isSourceName(path: string): boolean {
  return path.startsWith(`${sourcesFolder}/`) && sourceEnding.test(path);
}

/** The module that says what this repository asks of all its workflows, by the path of a source. */
export function isPolicyModule(source: string): boolean {
  return policyModule.test(source);
}

const policyModule = new RegExp(String.raw`^${sourcesFolder}/policies\.[cm]?[jt]s$`);

/** `ci.workflow.ts` for the `ci.workflow.js` that a compiler puts beside it. */
function compiledFrom(name: string): string {
  return /\.[cm]?js$/.test(name) ? name.replace(/js$/, "ts") : "";
}

/** A compiler may have put one beside the other. */
function tsFirst(a: string, b: string): number {
  return Number(/js$/.test(a)) - Number(/js$/.test(b));
}
