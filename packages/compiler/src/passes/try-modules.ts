import { relative, sep } from "node:path";
import type { Diagnostic, SourceLocation } from "@yardmaster/core";
import type { Metafile } from "esbuild";
import { type CheckText, checkWithGitHubParser } from "../documents/check-text.ts";
import { findDoubleClaims } from "../documents/find-claims.ts";
import type { GeneratedText } from "../documents/generated-text.ts";
import type { CompilerHost } from "../host/compiler-host.ts";
import { type Overlay, overlayFiles } from "../host/overlay-files.ts";
import { readFurther, readGenerated } from "../repository/read-generated.ts";
import { describeRepository } from "../repository/repository.ts";
import { isSourceName } from "../sources/list-sources.ts";
import type { Problem } from "../sources/problem.ts";
import { describeClaim } from "./describe-claim.ts";
import { judge } from "./judge.ts";
import { type LoadedDocuments, loadGiven } from "./load-documents.ts";
import { printDocuments } from "./print-documents.ts";

/** What some modules come to, before they are written. */
export interface TriedModules {
  /** What they make, also where a rule or GitHub's parser refuses it; nothing of a document with an error of its own. */
  readonly files: readonly GeneratedText[];
  readonly problems: readonly TriedProblem[];
}

export interface TryOptions {
  /** Whether rules and GitHub's parser are asked, as `gen` asks them: unless stated, they are. */
  readonly isJudged?: boolean;
}

export interface TriedProblem {
  /** A path in its place is one of the document that is made. */
  readonly diagnostic: Diagnostic;
  /** The module, relative to the root. Undefined where that is not known. */
  readonly source: string | undefined;
  /** In a module, where the diagnostic names no node. */
  readonly location: SourceLocation | undefined;
}

export async function tryModules(
  root: string,
  host: CompilerHost,
  texts: Overlay,
  sources: readonly string[],
  { isJudged = true }: TryOptions = {},
): Promise<TriedModules> {
  const files = overlayFiles(host.files, root, texts);
  const quiet: CompilerHost = { ...host, files, stderr: { write: () => {}, isTerminal: false }, spoil: undefined };
  const checkText = isJudged ? checkWithGitHubParser : unchecked;
  const { genCommand } = await describeRepository(root, files);
  const loaded = await loadWithImported(root, sources, quiet, texts);
  const { documents, isComplete, unexported } = loaded;
  const printed = await printDocuments(loaded, { genCommand, checkText, isReadBack: isJudged });
  const claims = findDoubleClaims(documents);
  const claimed = new Set(claims.map(({ path }) => path.toLowerCase()));
  const made = printed.made.filter(({ path }) => !claimed.has(path.toLowerCase()));
  const sound = new Set(made.map(({ path }) => path));
  const paths = documents.map(({ path }) => path);
  const mayBeMade = (path: string) => !sound.has(path) && (!isComplete || unexported.has(path) || paths.includes(path));
  const onDisk = await readFurther(root, await readGenerated(root, files), paths, files);
  const around = { root, files, checkText, onDisk, mayBeMade, stderr: quiet.stderr };
  const judged = isJudged ? await judge({ ...around, documents, made, policies: loaded.policies }) : undefined;
  const problems = [...loaded.problems, ...printed.problems, ...(judged?.problems ?? [])];
  const needsPlaces = claims.length > 0 || problems.some((problem) => !hasPath(problem) && problem.stack !== undefined);
  const locator = needsPlaces ? await loaded.makeLocator() : undefined;
  const all = locator ? [...problems, ...claims.map((claim) => describeClaim(claim, locator))] : problems;
  return {
    files: made.map(({ path, source, text }) => ({ path, source, text })),
    problems: all.map((problem): TriedProblem => {
      const { diagnostic, stack } = problem;
      const { place } = diagnostic;
      const stated = place && "location" in place ? place.location : undefined;
      const thrown = stack === undefined || hasPath(problem) ? undefined : locator?.stack(stack);
      const location = stated ?? thrown;
      return { diagnostic, source: problem.source ?? location?.file, location };
    }),
  };
}

const unchecked: CheckText = async () => [];

async function loadWithImported(
  root: string,
  sources: readonly string[],
  host: CompilerHost,
  texts: Overlay,
): Promise<LoadedDocuments> {
  const loaded = await loadGiven(root, sources, host, texts);
  const imported = sourcesIn(root, loaded.metafile).filter((path) => !sources.includes(path));
  return imported.length === 0 ? loaded : loadGiven(root, [...sources, ...imported.sort()], host, texts);
}

function sourcesIn(root: string, { inputs }: Metafile): readonly string[] {
  return Object.keys(inputs)
    .map((path) => (path.startsWith("/") ? relative(root, path).split(sep).join("/") : path))
    .filter(isSourceName);
}

function hasPath({ diagnostic: { place } }: Problem): boolean {
  return place !== undefined && "path" in place;
}
