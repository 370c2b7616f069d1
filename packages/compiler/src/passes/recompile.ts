import { resolve } from "node:path";
import { readHeader } from "@yardmaster/yaml-io";
import { checkWithGitHubParser } from "../documents/check-text.ts";
import type { CompilerHost } from "../host/compiler-host.ts";
import { learnKnowledge } from "../plan/learn-knowledge.ts";
import { planWrites } from "../plan/plan-writes.ts";
import type { PlannedFile } from "../plan/write-plan.ts";
import { actionlintSettings } from "../repository/read-generated.ts";
import { isPolicyModule } from "../sources/list-sources.ts";
import type { Compilation, CompileOptions } from "./compilation.ts";
import { type CompiledSource, isBinding } from "./compiled-source.ts";
import { judge } from "./judge.ts";
import { loadGiven } from "./load-documents.ts";
import { printDocuments } from "./print-documents.ts";

/** A compilation with which nothing was wrong, and what has changed since. */
export interface PreviousCompilation {
  readonly sources: readonly CompiledSource[];
  /** Files with another content; nothing else has changed. Absolute. */
  readonly changed: readonly string[];
}

/**
 * Compiles again only the sources that a change can reach, where that comes to the same as compiling all: what is said of
 * them depends on no other source, and nothing is wrong with them.
 * @returns undefined where everything has to be compiled to know.
 */
export async function recompile(
  root: string,
  host: CompilerHost,
  previous: PreviousCompilation,
  options: CompileOptions & Required<Pick<CompileOptions, "genCommand">>,
): Promise<Omit<Compilation, "files"> | undefined> {
  const { files } = host;
  const { genCommand, checkText = checkWithGitHubParser } = options;
  const affected = findAffected(root, previous);
  if (affected === undefined) return undefined;
  let isSpoiled = false;
  const spoil = () => {
    isSpoiled = true;
  };
  // What the sources print, they print when all are compiled.
  const quiet = { ...host, stderr: { write: () => {}, isTerminal: false }, spoil };
  const loaded = await loadGiven(root, affected.map(sourceOf), quiet);
  const sources = loaded.describe();
  if (isSpoiled || loaded.problems.length > 0 || !isSameHouse(affected, sources, previous.sources)) return undefined;

  const { documents } = loaded;
  const { made: printed, problems } = await printDocuments(loaded, { genCommand, checkText });
  if (problems.length > 0 || printed.length < documents.length) return undefined;
  const contents = files.readAll(printed.map(({ path }) => resolve(root, path)));
  const before = printed.flatMap(({ path }, index): [string, Uint8Array][] => {
    const content = contents[index];
    return content ? [[path, content]] : [];
  });
  const onDisk = { files: new Map(before), leftovers: [] };
  const around = { root, files, checkText, onDisk, mayBeMade: () => false };
  const judged = await judge({ ...around, ...quiet, documents, made: printed, policies: loaded.policies });
  if (isSpoiled || judged.problems.length > 0 || judged.policiesLookedAround) return undefined;
  // The settings of linters are made of what all sources ignore.
  const [settings] = files.readAll([resolve(root, actionlintSettings)]);
  if (judged.suppressed.length > 0 || (settings && readHeader(new TextDecoder().decode(settings)))) return undefined;

  const others = previous.sources.filter((source) => !affected.includes(source));
  const kept = others.flatMap(({ source, paths }) =>
    paths.map((path): PlannedFile => ({ kind: "unchanged", path, source })),
  );
  const next = new Map([...others, ...sources].map((source) => [source.source, source]));
  const knowledge = await learnKnowledge(printed, onDisk.files, () => false, { root, host });
  return {
    findings: [],
    isUnreadable: false,
    plan: [...planWrites(printed, onDisk.files, () => false, knowledge), ...kept].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    leftovers: [],
    sources: previous.sources.flatMap(({ source }) => next.get(source) ?? []),
  };
}

/**
 * The policies, which are asked again, and the sources that are made of what has changed, with all that share a module of
 * their own with them, and may hold state in it.
 */
function findAffected(root: string, { sources, changed }: PreviousCompilation): readonly CompiledSource[] | undefined {
  if (sources.some(({ looksAround }) => looksAround)) return undefined;
  const users = new Map<string, CompiledSource[]>();
  for (const source of sources) {
    for (const module of source.modules) {
      const known = users.get(module);
      if (known) known.push(source);
      else users.set(module, [source]);
    }
  }
  const byPath = new Map([...users.keys()].map((module) => [resolve(root, module), module]));
  const modules = changed.flatMap((path) => byPath.get(path) ?? []);
  if (modules.length < changed.length) return undefined;
  const policies = sources.filter(({ source }) => isPolicyModule(source));
  if (policies.some((source) => modules.some((module) => source.modules.includes(module)))) return undefined;
  const affected = new Set<CompiledSource>();
  const waiting = [...modules.flatMap((module) => users.get(module) ?? []), ...policies];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (affected.has(next)) continue;
    affected.add(next);
    waiting.push(...next.modules.flatMap((module) => (isBinding(module) ? [] : (users.get(module) ?? []))));
  }
  const isWorthIt = affected.size * 2 <= sources.length;
  return isWorthIt && [...affected].every(({ standsAlone }) => standsAlone)
    ? sources.filter((source) => affected.has(source))
    : undefined;
}

/** Each makes the same files as before, still stands alone, and shares no module with a source that is left as it is. */
function isSameHouse(
  before: readonly CompiledSource[],
  after: readonly CompiledSource[],
  all: readonly CompiledSource[],
): boolean {
  const left = new Set(all.filter((source) => !before.includes(source)).flatMap(({ modules }) => modules));
  return before.every(({ source, paths }, index) => {
    const now = after[index];
    return (
      now?.source === source &&
      now.standsAlone &&
      !now.looksAround &&
      now.paths.join("\0") === paths.join("\0") &&
      now.modules.every((module) => isBinding(module) || !left.has(module))
    );
  });
}

function sourceOf({ source }: CompiledSource): string {
  return source;
}
