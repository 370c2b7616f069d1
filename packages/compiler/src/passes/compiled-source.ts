import { join, relative, resolve, sep } from "node:path";
import { asMap, type SourceDocument } from "@yardmaster/core";
import type { Metafile } from "esbuild";
import { sourcesFolder } from "../host/sources-folder.ts";
import { dataFolder } from "../repository/read-generated.ts";
import { isAuthoredModule } from "../sources/bundle-inputs.ts";
import { isPolicyModule } from "../sources/list-sources.ts";
import type { LoadedDocument } from "../sources/load-sources.ts";

/** A document and where it is written. */
export interface PlacedDocument extends LoadedDocument {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
}

/** What one source was in a compilation with which nothing was wrong. */
export interface CompiledSource {
  /** Relative to the root. */
  readonly source: string;
  /** The modules that it is made of, itself and bindings included, the language excluded; relative to the root. */
  readonly modules: readonly string[];
  /** The files that it makes, relative to the root. */
  readonly paths: readonly string[];
  /** Nothing that is said of its files depends on those of other sources, nor the other way. */
  readonly standsAlone: boolean;
  /** What is said of its files may depend on the names or the triggers of any other. */
  readonly looksAround: boolean;
}

export function describeSources(
  root: string,
  sources: readonly string[],
  documents: readonly PlacedDocument[],
  metafile: Metafile,
  policiesLookAround: boolean,
): readonly CompiledSource[] {
  const made = new Map<string, PlacedDocument[]>(sources.map((source) => [source, []]));
  for (const document of documents) made.get(document.source)?.push(document);
  return [...made].map(([source, own]) => ({
    source,
    modules: modulesOf(source, root, metafile),
    paths: own.map(({ path }) => path),
    standsAlone: own.every(({ document }) => standsAlone(document)),
    looksAround: own.some(({ document }) => looksAround(document)) || (policiesLookAround && isPolicyModule(source)),
  }));
}

/**
 * Bindings, and the lock that they read, are written by `bind` and hold nothing that changes: sources may share them and
 * still know nothing of each other.
 */
export function isBinding(module: string): boolean {
  return module.startsWith(`${dataFolder}/`) || module === `${sourcesFolder}/actions.lock.json`;
}

function standsAlone(document: SourceDocument): boolean {
  if (document.yardmaster !== "workflow") return false;
  const { root, model, calls = [] } = document;
  const { workflow_call: called, workflow_run: waits } = asMap(model.on) ?? {};
  const isList = asMap(model.on) === undefined; // rare, and not looked into
  const callsLocal = Object.values(model.jobs).some(({ uses }) => uses !== undefined && /^[.$]/.test(String(uses)));
  return (
    root === undefined && calls.length === 0 && !isList && called === undefined && waits === undefined && !callsLocal
  );
}

function looksAround(document: SourceDocument): boolean {
  if (document.yardmaster !== "workflow") return true;
  return asMap(document.model.on)?.workflow_run !== undefined;
}

function modulesOf(source: string, root: string, { inputs }: Metafile): readonly string[] {
  const found = new Set<string>();
  const waiting = [keyOf(source, root, inputs)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const path = resolve(root, next);
    const input = inputs[next];
    if (found.has(path) || !input || !isAuthoredModule(path, root)) continue;
    found.add(path);
    waiting.push(...input.imports.flatMap((imported) => (imported.external ? [] : [imported.path])));
  }
  return [...found].map((path) => relative(root, path).split(sep).join("/")).sort();
}

/** esbuild resolves links. */
function keyOf(source: string, root: string, inputs: Metafile["inputs"]): string | undefined {
  return inputs[source] ? source : Object.keys(inputs).find((path) => resolve(root, path) === join(root, source));
}
