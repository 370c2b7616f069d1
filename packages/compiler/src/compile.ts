import type { Diagnostic, Finding, SourceLocation } from "@yardmaster/core";
import { checkDispatches } from "./documents/check-dispatches.ts";
import { checkFiles, type MadeFile } from "./documents/check-files.ts";
import { checkLocalActions } from "./documents/check-local-actions.ts";
import { checkModels } from "./documents/check-models.ts";
import type { CheckText } from "./documents/check-text.ts";
import { fileClaimedTwice } from "./documents/diagnostics.ts";
import { dropRepeats } from "./documents/drop-repeats.ts";
import { findDoubleClaims } from "./documents/find-claims.ts";
import { findUnreadRoots } from "./documents/find-unread-roots.ts";
import type { GeneratedText } from "./documents/generated-text.ts";
import { printDocument } from "./documents/print-document.ts";
import type { CompilerHost } from "./host.ts";
import { generator } from "./program.ts";
import { documentPath } from "./repository/document-path.ts";
import { type GeneratedFolders, readFurther } from "./repository/read-generated.ts";
import type { Repository } from "./repository/repository.ts";
import type { Overlay } from "./sources/bundle-sources.ts";
import { documentExportedTwice, unreadableCodes } from "./sources/diagnostics.ts";
import { listSources } from "./sources/list-sources.ts";
import { type LoadedDocument, loadSources } from "./sources/load-sources.ts";
import { locateProblems } from "./sources/locate-problems.ts";
import type { Locator } from "./sources/locator.ts";
import type { Problem } from "./sources/problem.ts";

/** What all sources together come to. */
export interface Compilation {
  /** Every file that the sources make and that has no error of its own. */
  readonly files: readonly GeneratedText[];
  readonly findings: readonly Finding[];
  /** Some module could not be evaluated to documents, each with a file of its own. */
  readonly isUnreadable: boolean;
  /** Whether a file that is not among `files` may still be made by a source, which has an error. */
  readonly mayBeMade: (path: string) => boolean;
}

/** @param overlay what some files would hold, such as a lock that is not written yet. */
export async function compile(
  repository: Repository,
  host: CompilerHost,
  checkText: CheckText,
  onDisk: GeneratedFolders,
  overlay?: Overlay,
): Promise<Compilation> {
  const listed = await listSources(repository.root, host.files);
  const loaded = await loadSources(repository.root, listed.sources, host, overlay);
  const documents = loaded.documents.map((document) => ({ ...document, path: documentPath(document.document) }));
  const mistaken = new Set(loaded.problems.filter(isError).map(({ source }) => source));
  const printed = documents.map((document) => print(document, repository, mistaken));
  const problems = [
    ...listed.diagnostics.map((diagnostic) => ({ diagnostic })),
    ...loaded.problems,
    ...printed.flatMap((document) => document.problems),
    ...(await findUnreadRoots(documents, repository.root, host.files)),
  ];
  const claims = findDoubleClaims(documents);
  const claimed = new Set(claims.map(({ path }) => path.toLowerCase()));
  const made = printed.flatMap(({ file }) => (file && !claimed.has(file.path.toLowerCase()) ? [file] : []));
  const sound = new Set(made.map(({ path }) => path));
  const unsound = new Set(documents.flatMap(({ path }) => (sound.has(path) ? [] : [path])));
  const mayBeMade = (path: string) =>
    unsound.has(path) || loaded.unexported.has(path) || (!loaded.isComplete && !sound.has(path));
  const paths = documents.map(({ path }) => path);
  const around = { onDisk: await readFurther(repository.root, onDisk, paths, host.files), mayBeMade };
  const ruled = [
    ...(await checkModels(documents, around)),
    ...(await checkDispatches(documents, around)),
    ...(await checkLocalActions(documents, { root: repository.root, files: host.files, mayBeMade })),
  ];
  const refused = [...ruled, ...dropRepeats(await checkFiles(made, { ...around, checkText }), ruled)];
  problems.push(...refused);
  if (problems.length === 0 && claims.length === 0)
    return { files: made.map(textOnly), findings: [], isUnreadable: false, mayBeMade };

  const locator = await loaded.makeLocator();
  problems.push(...claims.map(({ path, first, second }) => describeClaim(path, first, second, locator)));
  const wrong = new Set(refused.flatMap(({ diagnostic, file }) => (diagnostic.severity === "error" ? [file] : [])));
  return {
    files: made.filter(({ path }) => !wrong.has(path)).map(textOnly),
    findings: locateProblems(problems, locator),
    isUnreadable: problems.some(({ diagnostic }) => unreadableCodes.has(diagnostic.code)) || claims.length > 0,
    mayBeMade: (path) => mayBeMade(path) || wrong.has(path),
  };
}

/** @param mistaken sources whose builders went on after a mistake: what they make is not what was meant. */
function print(
  loaded: LoadedDocument,
  { genCommand }: Repository,
  mistaken: ReadonlySet<string | undefined>,
): { file?: MadeFile; problems: Problem[] } {
  const { source, index, document } = loaded;
  const { text, tree, diagnostics } = printDocument(document, { generator, source, command: genCommand });
  const reference = { source, index };
  const escapes = ("escapes" in document && document.escapes) || [];
  const file = { path: documentPath(document), source, document: reference, escapes, tree };
  return {
    ...(text === undefined || mistaken.has(source) ? {} : { file: { ...file, text } }),
    problems: diagnostics.map((diagnostic) => ({ diagnostic, source, document: reference })),
  };
}

/** Trees are large, and done with. */
function textOnly({ path, source, text }: MadeFile): GeneratedText {
  return { path, source, text };
}

function describeClaim(path: string, first: LoadedDocument, second: LoadedDocument, locator: Locator): Problem {
  const document = { source: second.source, index: second.index };
  if (first.document === second.document) {
    const sources = { first: first.source, second: second.source };
    return { diagnostic: documentExportedTwice({ path, ...sources }), source: second.source, document };
  }
  const other = locator.node({ ...first, path: [] });
  const diagnostic: Diagnostic = fileClaimedTwice({ path, other: placeText(first.source, other) });
  return { diagnostic, source: second.source, document };
}

function placeText(source: string, location: SourceLocation | undefined): string {
  return location ? `${location.file}:${location.line}:${location.column}` : source;
}

function isError({ diagnostic }: Problem): boolean {
  return diagnostic.severity === "error";
}
