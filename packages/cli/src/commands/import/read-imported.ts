import { join } from "node:path";
import { compile, listSources, type Repository, sourcesFolder } from "@yardmaster/compiler";
import { readFacts } from "@yardmaster/compiler/lint";
import { type ActionsLock, FileError, type RepositoryFacts } from "@yardmaster/core";
import { readHeader } from "@yardmaster/yaml-io";
import type { Host } from "../../program/host.ts";
import type { NamedFile } from "./find-imported.ts";
import type { ImportPlace } from "./import-place.ts";

/** A file as it was read. */
export interface ReadFile extends NamedFile {
  readonly bytes: Uint8Array;
  /** As it is imported: of a generated file without a source, its header is blank. */
  readonly text: string;
}

/** What the existing sources make. */
export interface MadeText {
  readonly source: string;
  readonly text: string;
}

export interface ReadFiles {
  readonly files: readonly ReadFile[];
  /** What cannot be read, each with the next step. */
  readonly problems: readonly string[];
}

export function readFiles(named: readonly NamedFile[], { files }: Pick<Host, "files">): ReadFiles {
  const problems: string[] = [];
  const read = named.flatMap((file): readonly ReadFile[] => {
    const bytes = readOrSay(file, files, problems);
    if (!bytes) return [];
    try {
      return [{ ...file, bytes, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) }];
    } catch {
      problems.push(`${JSON.stringify(file.shown)} is no UTF-8 text. Save it as UTF-8.`);
      return [];
    }
  });
  return { files: read, problems };
}

function readOrSay({ file, shown }: NamedFile, files: Host["files"], problems: string[]): Uint8Array | undefined {
  try {
    return files.readAll([file])[0];
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    problems.push(
      `The system refuses to read ${JSON.stringify(shown)}: ${error.reason}. Let your user read it, or leave it out.`,
    );
    return undefined;
  }
}

/** Modules, by path from the root. */
export async function readExisting(root: string, { files }: Pick<Host, "files">): Promise<ReadonlyMap<string, string>> {
  const names = await files.list(join(root, sourcesFolder), "linked");
  const paths = names.filter((name) => /\.[cm]?[jt]sx?$/.test(name)).map((name) => `${sourcesFolder}/${name}`);
  const contents = files.readAll(paths.map((path) => join(root, path)));
  return new Map(paths.map((path, index) => [path, new TextDecoder().decode(contents[index])]));
}

/** What the sources that are there make, by path; what is wrong with them is for `check` to say. */
export async function readMade({ root, genCommand }: Repository, host: Host): Promise<ReadonlyMap<string, MadeText>> {
  if ((await listSources(root, host.files)).sources.length === 0) return new Map();
  const quiet = { ...host, stderr: { write: () => {}, isTerminal: false } };
  const { files } = await compile(root, quiet, { genCommand, checkText: async () => [] });
  return new Map(files.map(({ path, source, text }) => [path, { source, text }]));
}

/** Facts around the files, and actions with a binding. */
export async function readSurroundings(
  files: readonly ReadFile[],
  { repository: { root }, isRepository }: ImportPlace,
  host: Host,
): Promise<{ readonly facts: RepositoryFacts; readonly lock: ActionsLock | undefined }> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const facts = await readFacts(root, texts, isRepository, host);
  const bindings = await host.files.read(join(root, "generated/actions.ts"));
  if (!bindings) return { facts, lock: undefined };
  const { readLock } = await import("@yardmaster/pins");
  const read = await readLock(root, host.files);
  return { facts, lock: read.ok ? read.value.lock : undefined };
}

/** A generated file whose source is gone is a file like any other, but for its header; lines keep their numbers. */
export function withoutHeader(text: string): string {
  const body = readHeader(text)?.body;
  if (body === undefined) return text;
  const lines = text.replaceAll("\r\n", "\n").split("\n").length - body.split("\n").length;
  return "\n".repeat(lines) + body;
}
