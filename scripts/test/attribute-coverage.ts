import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { TestBundle } from "./bundle-tests.ts";
import { type BundlePart, coverageOf, type FunctionCoverage, findParts } from "./split-coverage.ts";

/** What Node writes when a process ends. */
interface ProcessCoverage {
  readonly result: readonly ScriptCoverage[];
  readonly "source-map-cache"?: Readonly<Record<string, unknown>>;
}

interface ScriptCoverage {
  readonly scriptId: string;
  readonly url: string;
  readonly functions: readonly FunctionCoverage[];
}

/** The part of a bundle, with the URL of its source. */
type OwnPart = BundlePart & { readonly url: string };

const noText: BundlePart = { source: "", startOffset: 0, endOffset: 0, lineLengths: [0], mappings: [[]] };

/** Sources of the runner itself, which tsx loads. */
const runner = /^scripts\/(bundle\/|test\/|test\.ts$|say\.ts$)/;

/**
 * Hands on what the processes of a test run wrote down, as if each source had been loaded by itself. What c8 would not count
 * is dropped. Each source counts as one loader made it, since c8 keeps one map for each: those of the runner as tsx did, the
 * rest as they are in the bundle.
 * @param from a folder of this run alone
 * @param to the folder that c8 reads
 */
export function attributeCoverage(root: string, bundle: TestBundle | undefined, from: string, to: string): void {
  const rootUrl = pathToFileURL(join(root, "/")).href;
  const isOwn = (url: string) =>
    url.startsWith(rootUrl) && /^(packages\/[^/]+\/src|scripts)\//.test(url.slice(rootUrl.length));
  const isBundled = (url: string) => isOwn(url) && !runner.test(url.slice(rootUrl.length));
  const parts = bundle ? readParts(root, bundle, isBundled) : new Map<string, readonly OwnPart[]>();
  const bundled = new Set([...parts.values()].flat().map(({ url }) => url));
  if (bundle)
    writeFileSync(join(to, "coverage-bundled.json"), JSON.stringify({ result: [], "source-map-cache": mapsOf(parts) }));
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    const written = parseWhole(readFileSync(join(from, name), "utf8"));
    if (!written) continue;
    const result = written.result.flatMap((script) => {
      if (isOwn(script.url)) return bundled.has(script.url) ? [] : [script];
      return (parts.get(script.url) ?? []).flatMap((part) => ({
        scriptId: script.scriptId,
        url: part.url,
        functions: coverageOf(part, script.functions),
      }));
    });
    if (result.length === 0) continue;
    const maps = Object.entries(written["source-map-cache"] ?? {}).filter(([url]) => isOwn(url) && !bundled.has(url));
    writeFileSync(join(to, name), JSON.stringify({ result, "source-map-cache": Object.fromEntries(maps) }));
  }
}

/** A process that was ended while it wrote leaves a part of it, which c8 passes over as well. */
function parseWhole(text: string): ProcessCoverage | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By the URL of the module that holds them. */
function readParts(
  root: string,
  { outputs }: TestBundle,
  isOwn: (url: string) => boolean,
): Map<string, readonly OwnPart[]> {
  return new Map(
    Object.entries(outputs).flatMap(([path, { inputs }]) => {
      const file = resolve(root, path);
      const sources = new Map(Object.keys(inputs).map((name) => [pathToFileURL(resolve(root, name)).href, name]));
      const own = new Set([...sources.keys()].filter(isOwn));
      if (own.size === 0) return [];
      const map = JSON.parse(readFileSync(`${file}.map`, "utf8"));
      const urlOf = (source: string): string => pathToFileURL(resolve(dirname(file), source)).href;
      const names = new Set(sources.values());
      const parts = findParts(readFileSync(file, "utf8"), map, names, (source) => own.has(urlOf(source))).map(
        (part) => ({
          ...part,
          url: urlOf(part.source),
        }),
      );
      for (const { url } of parts) own.delete(url);
      // A module that only hands on what others export leaves no text; it is loaded with the rest.
      return [[pathToFileURL(file).href, [...parts, ...[...own].map((url) => ({ ...noText, url }))]]];
    }),
  );
}

function mapsOf(parts: ReadonlyMap<string, readonly OwnPart[]>): Record<string, unknown> {
  return Object.fromEntries(
    [...parts.values()].flat().map(({ url, lineLengths, mappings }) => {
      const data = { version: 3, names: [], sources: [fileURLToPath(url)], mappings };
      return [url, { lineLengths, data }];
    }),
  );
}
