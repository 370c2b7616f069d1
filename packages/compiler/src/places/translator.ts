import type { Escape, ModelPath, SourceLocation, YamlTree } from "@yardmaster/core";
import type { TextRange } from "@yardmaster/yaml-io";
import { readYaml } from "@yardmaster/yaml-io";
import type { MadeFile } from "../documents/check-files.ts";
import type { CompilerHost } from "../host/compiler-host.ts";
import { loadDocuments } from "../passes/load-documents.ts";
import { printDocuments } from "../passes/print-documents.ts";
import { describeRepository } from "../repository/repository.ts";
import type { Locator } from "../sources/locator.ts";

/** A node of a generated file, and the calls in TypeScript that made it. */
export interface WrittenNode {
  readonly path: ModelPath;
  /** The call that made the node or what is around it, then the calls that led to it, in helpers and shared modules. */
  readonly calls: readonly SourceLocation[];
}

/** A place in a generated file. */
export interface MadeNode {
  readonly place: Required<SourceLocation>;
  readonly path: ModelPath;
}

/** Knows which expression of the sources made what, for the files that are what the sources make. */
export interface Translator {
  /** Generated files by their paths, each with the module that makes it. */
  readonly sourceOf: (file: string) => string | undefined;
  /** What the sources make now, by which a file is told to be in step. */
  readonly textOf: (file: string) => string | undefined;
  readonly escapesOf: (file: string) => readonly Escape[];
  readonly nodeAt: (file: string, line: number, column: number) => ModelPath | undefined;
  /** @returns undefined where nothing of the repository's own made it. */
  readonly toSource: (file: string, path: ModelPath) => WrittenNode | undefined;
  /**
   * Everything that a line made, in the order of the files; of a line in the middle of a call, what the nearest call above it made.
   * @param column of a call in the line; undefined means all of them.
   */
  readonly toYaml: (file: string, line: number, column?: number) => readonly MadeNode[];
  /** Some source has an error, so that not all is known. */
  readonly isComplete: boolean;
}

/**
 * Compiles the sources, and evaluates them once more to ask where each node was written.
 * @param root the folder that holds `workflows-src/`, absolute. Paths are relative to it.
 */
export async function createTranslator(root: string, host: CompilerHost): Promise<Translator> {
  const quiet = { ...host, stderr: { write: () => {}, isTerminal: false } };
  const { genCommand } = await describeRepository(root, host.files);
  const loaded = await loadDocuments(root, quiet);
  const printed = await printDocuments(loaded, { genCommand, checkText: async () => [] });
  const locator = await loaded.makeLocator();
  const made = new Map(printed.made.map((file) => [file.path, file]));
  const trees = new Map<string, YamlTree>();
  const treeOf = (file: MadeFile): YamlTree => {
    const tree = trees.get(file.path) ?? file.tree ?? readYaml(file.text, file.path).tree;
    trees.set(file.path, tree);
    return tree;
  };
  return {
    sourceOf: (file) => made.get(file)?.source,
    textOf: (file) => made.get(file)?.text,
    escapesOf: (file) => made.get(file)?.escapes ?? [],
    nodeAt: (file, line, column) => {
      const known = made.get(file);
      return known && treeOf(known).pathAt(line, column);
    },
    toSource: (file, path) => {
      const known = made.get(file);
      const calls = known ? locator.calls({ ...known.document, path }) : [];
      return calls.length > 0 ? { path, calls } : undefined;
    },
    toYaml: (file, line, column) => nodesMadeBy({ file, line, column }, [...made.values()], locator),
    isComplete: loaded.isComplete && made.size === loaded.documents.length,
  };
}

interface Asked {
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
}

function nodesMadeBy(asked: Asked, made: readonly MadeFile[], locator: Locator): readonly MadeNode[] {
  const all = made.flatMap((file) =>
    locator.origins(file.document).map(({ path, calls }) => ({
      file,
      path,
      calls: calls.filter((call) => call.file === asked.file && call.line <= asked.line),
    })),
  );
  const line = Math.max(0, ...all.flatMap(({ calls }) => calls.map((call) => call.line)));
  const onLine = all.flatMap(({ calls, ...node }) =>
    calls.filter((call) => call.line === line).map((call) => ({ ...node, column: call.column })),
  );
  const { column } = asked;
  const before = column === undefined || line < asked.line ? [] : onLine.filter((node) => node.column <= column);
  const nearest = Math.max(...before.map((node) => node.column));
  const chosen = before.length === 0 ? onLine : before.filter((node) => node.column === nearest);
  const documents = new Map<string, ReturnType<typeof readYaml>>();
  const found = chosen.flatMap(({ file, path }): MadeNode[] => {
    const document = documents.get(file.path) ?? readYaml(file.text, file.path);
    documents.set(file.path, document);
    const range = path.length === 0 ? wholeOf(file.text) : (document.keyRange(path) ?? document.ranges(path));
    return range ? [{ path, place: { file: file.path, ...range } }] : [];
  });
  const distinct = new Map(found.map((node) => [`${node.place.file}:${node.place.line}:${node.place.column}`, node]));
  return [...distinct.values()].sort((a, b) => compare(a.place, b.place));
}

function wholeOf(text: string): TextRange {
  const first = text.split("\n")[0] ?? "";
  return { line: 1, column: 1, endLine: 1, endColumn: first.length + 1 };
}

function compare(a: SourceLocation, b: SourceLocation): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
