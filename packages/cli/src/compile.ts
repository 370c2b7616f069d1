import type { Diagnostic, SourceLocation } from "@yardmaster/core";
import { parseWorkflowText, readHeader } from "@yardmaster/yaml-io";
import { fileClaimedTwice, sourceExits, sourceExportsNothing, sourceThrows } from "./diagnostics.ts";
import { checkModels } from "./generated/check-models.ts";
import type { CheckText } from "./generated/check-text.ts";
import { findDoubleClaims } from "./generated/find-claims.ts";
import type { GeneratedText } from "./generated/generated-text.ts";
import { documentPath, printDocument } from "./generated/print-document.ts";
import { type GeneratedFolders, readFurther, workflowsFolder } from "./generated/read-generated.ts";
import type { Host } from "./host.ts";
import { generator } from "./program.ts";
import type { Finding } from "./report/finding.ts";
import type { Repository } from "./repository.ts";
import type { Overlay } from "./sources/bundle-sources.ts";
import { listSources } from "./sources/list-sources.ts";
import { type LoadedDocument, loadSources } from "./sources/load-sources.ts";
import { locateProblems, placeFinding } from "./sources/locate-problems.ts";
import type { Locator } from "./sources/locator.ts";
import type { DocumentReference, Problem } from "./sources/problem.ts";

/** What all sources together come to. */
export interface Compilation {
  /** Every file that the sources make; complete only when no finding is an error. */
  readonly files: readonly GeneratedText[];
  readonly findings: readonly Finding[];
  /** Some module could not be evaluated to documents, each with a file of its own. */
  readonly isUnreadable: boolean;
}

const unreadable: ReadonlySet<string> = new Set([
  sourceThrows.code,
  sourceExits.code,
  sourceExportsNothing.code,
  fileClaimedTwice.code,
]);

interface PrintedFile extends GeneratedText {
  readonly document: DocumentReference;
}

/** @param overlay what some files would hold, such as a lock that is not written yet. */
export async function compile(
  repository: Repository,
  host: Host,
  checkText: CheckText,
  onDisk: GeneratedFolders,
  overlay?: Overlay,
): Promise<Compilation> {
  const sources = await listSources(repository.root, host.files);
  const loaded = await loadSources(repository.root, sources, host, overlay);
  if (!loaded.ok) return { files: [], findings: loaded.error.map(placeFinding), isUnreadable: true };

  const { documents, problems: loadProblems, makeLocator } = loaded.value;
  const printed = documents.map((document) => print(document, repository));
  const files = printed.flatMap(({ file }) => file ?? []);
  const claims = findDoubleClaims(documents.map((loaded) => ({ ...loaded, path: documentPath(loaded.document) })));
  const problems = [...loadProblems, ...printed.flatMap((document) => document.problems)];
  const folders = await readFurther(
    repository.root,
    onDisk,
    documents.map(({ document }) => documentPath(document)),
    host.files,
  );
  problems.push(...(await checkModels(documents, folders)));
  const isSound = claims.length === 0 && !problems.some(isError);
  if (isSound) problems.push(...(await checkFiles(files, checkText, folders)));
  if (problems.length === 0 && claims.length === 0) return { files, findings: [], isUnreadable: false };

  const locator = await makeLocator();
  problems.push(...claims.map(({ path, first, second }) => describeClaim(path, first, second, locator)));
  return {
    files,
    findings: locateProblems(problems, locator),
    isUnreadable: problems.some(({ diagnostic }) => unreadable.has(diagnostic.code)),
  };
}

function print(loaded: LoadedDocument, { genCommand }: Repository): { file?: PrintedFile; problems: Problem[] } {
  const { source, index, document } = loaded;
  const { text, diagnostics } = printDocument(document, { generator, source, command: genCommand });
  const reference = { source, index };
  return {
    ...(text === undefined ? {} : { file: { path: documentPath(document), source, text, document: reference } }),
    problems: diagnostics.map((diagnostic) => ({ diagnostic, source, document: reference })),
  };
}

/** GitHub's parser over the text itself: what it reads, not what was meant. */
async function checkFiles(
  files: readonly PrintedFile[],
  checkText: CheckText,
  onDisk: GeneratedFolders,
): Promise<readonly Problem[]> {
  const made = new Map(files.map((file) => [file.path, file.text]));
  const local = (path: string): string | undefined => {
    const name = path.replace(/^\.\//, "");
    const bytes = onDisk.files.get(name);
    const other = bytes && new TextDecoder().decode(bytes);
    return made.get(name) ?? (other && readHeader(other) ? undefined : other); // an orphan is about to go
  };
  const checked = files
    .filter((file) => file.path.includes(workflowsFolder))
    .map(async (file) => {
      const diagnostics = await checkText({ file: file.path, text: file.text }, local);
      const pathAt = diagnostics.length > 0 ? parseWorkflowText(file.text, file.path).pathAt : undefined;
      return diagnostics.map((diagnostic): Problem => {
        const generated = diagnostic.place && "location" in diagnostic.place ? diagnostic.place.location : undefined;
        const path = (generated && pathAt?.(generated.line, generated.column)) ?? [];
        return {
          diagnostic: { ...diagnostic, place: { path } },
          source: file.source,
          document: file.document,
          generated,
        };
      });
    });
  return (await Promise.all(checked)).flat();
}

function describeClaim(path: string, first: LoadedDocument, second: LoadedDocument, locator: Locator): Problem {
  const other = locator.node({ ...first, path: [] });
  const diagnostic: Diagnostic = fileClaimedTwice({ path, other: placeText(first.source, other) });
  return { diagnostic, source: second.source, document: { source: second.source, index: second.index } };
}

function placeText(source: string, location: SourceLocation | undefined): string {
  return location ? `${location.file}:${location.line}:${location.column}` : source;
}

function isError({ diagnostic }: Problem): boolean {
  return diagnostic.severity === "error";
}
