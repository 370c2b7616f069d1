import type { Diagnostic, ModelPath, Value, YamlTree } from "@yardmaster/core";
import type { Document } from "yaml";
import { buildTree } from "./build-tree.ts";
import { listProblems } from "./describe-problem.ts";
import { yamlAliasCircular, yamlAliasLimit, yamlAliasUnknown } from "./diagnostics.ts";
import { listAnchors, type YamlAnchor } from "./list-anchors.ts";
import { findNode, isEmpty, makePathAt, type OffsetRange } from "./node-positions.ts";
import { parseText } from "./parse-text.ts";
import { type CommentKind, placeComments } from "./place-comments.ts";
import { makePositionAt } from "./position-at.ts";
import { quoteError } from "./quote-error.ts";
import { type ScalarStyle, scalarStyle } from "./scalar-style.ts";

/** A workflow, an action's metadata or any other YAML text, read once: all that is asked of it comes from that reading. */
export interface YamlDocument {
  readonly text: string;
  /** Undefined when the text has errors. A document without content is null. */
  readonly model: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The same as nodes with their places, for GitHub's parser. It keeps nothing else of the document alive. */
  readonly tree: YamlTree;
  /** Where the node's value stands; the key's place when the value is empty. Undefined when there is no such node. */
  readonly ranges: (path: ModelPath) => TextRange | undefined;
  /** Undefined for the root, for items of lists, and when there is no such node. */
  readonly keyRange: (path: ModelPath) => TextRange | undefined;
  /** Without its anchor and its tag. Undefined when nothing is written there. */
  readonly valueRange: (path: ModelPath) => TextRange | undefined;
  /** The innermost node at a position; undefined past the end of the text. */
  readonly pathAt: (line: number, column: number) => ModelPath | undefined;
  /** In the order of the text. */
  readonly comments: () => readonly YamlComment[];
  /** In the order of the text. */
  readonly anchors: () => readonly YamlAnchor[];
  /** Undefined for what is no scalar, and where nothing is written. */
  readonly styleOf: (path: ModelPath) => ScalarStyle | undefined;
}

/** Lines and columns (UTF-16 units) count from 1; the end is exclusive. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface YamlComment {
  readonly kind: CommentKind;
  /** Of the entry that it is about; of the map or list at whose end it stands. The root for those of the file. */
  readonly path: ModelPath;
  /** With its `#`, without blanks at its end. */
  readonly text: string;
  readonly range: TextRange;
}

/**
 * Reads YAML as GitHub does: 1.2 core schema, one document, unique keys, aliases but no merge keys. Never throws: what is
 * wrong with the text is in the diagnostics.
 * @param file names the text in the diagnostics.
 */
export function readYaml(text: string, file = "workflow.yml"): YamlDocument {
  const { document, errors, warnings, lineStarts, comments } = parseText(text);
  const { root, repeatedKeys, brokenAliases } = buildTree(document);
  const positionAt = makePositionAt(lineStarts);
  const pathAt = makePathAt(root, lineStarts);
  const rangeOf = ({ start, end }: OffsetRange): TextRange => {
    const from = positionAt(start);
    const to = positionAt(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  const placeOf = (range: OffsetRange) => ({ location: { file, ...rangeOf(range) } });
  const refusals = [
    ...listProblems([...errors, ...warnings], repeatedKeys, text).map((problem) => problem.describe(placeOf(problem))),
    ...brokenAliases.map(({ name, isCircular, ...range }) =>
      (isCircular ? yamlAliasCircular : yamlAliasUnknown)({ name }, placeOf(range)),
    ),
  ];
  const read = refusals.length > 0 ? undefined : readModel(document);
  const isEndless = refusals.length === 0 && !read;
  let placed: readonly YamlComment[] | undefined;
  return {
    text,
    model: read?.model,
    diagnostics: isEndless ? [yamlAliasLimit({}, placeOf({ start: 0, end: 0 }))] : refusals,
    tree: {
      root,
      errors: errors.map((error) => quoteError(error, text, lineStarts, positionAt)),
      positionAt,
      pathAt,
    },
    ranges: (path) => {
      const found = findNode(root, path);
      const node = isEmpty(found?.value) ? (found?.key ?? found?.value) : found?.value;
      return node && rangeOf(node);
    },
    keyRange: (path) => {
      const key = findNode(root, path)?.key;
      return key && rangeOf(key);
    },
    valueRange: (path) => {
      const value = findNode(root, path)?.value;
      return value && !isEmpty(value) ? rangeOf(value) : undefined;
    },
    pathAt,
    comments: () => {
      placed ??= placeComments(text, root, comments).map(({ kind, path, text: comment, start }) => ({
        kind,
        path,
        text: comment,
        range: rangeOf({ start, end: start + comment.length }),
      }));
      return placed;
    },
    anchors: () => listAnchors(root),
    styleOf: (path) => scalarStyle(findNode(root, path)?.value, text),
  };
}

/** @returns undefined where aliases expand without end. */
function readModel(document: Document.Parsed): { readonly model: Value } | undefined {
  try {
    return { model: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
