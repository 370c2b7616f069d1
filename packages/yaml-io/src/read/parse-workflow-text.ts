import type { Diagnostic, ModelPath, Value } from "@yardmaster/core";
import { type Document, LineCounter, parseDocument, type YAMLError } from "yaml";
import { yamlAliasLimit, yamlDuplicateKey, yamlSyntax } from "../diagnostics.ts";
import { findPathAt, findRange, type OffsetRange } from "./node-positions.ts";

/** Lines and columns (UTF-16 units) count from 1; the end is exclusive. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ParsedWorkflow {
  /** Undefined when the text has errors. A document without content is null. */
  readonly model: Value | undefined;
  /** Where the node's value stands; the key's place when the value is empty. Undefined when there is no such node. */
  readonly ranges: (path: ModelPath) => TextRange | undefined;
  /** The innermost node at a position; undefined past the end of the text. */
  readonly pathAt: (line: number, column: number) => ModelPath | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a workflow as GitHub does: YAML 1.2 core schema, one document, unique keys, aliases but no merge keys. Never
 * throws: what is wrong with the text is in the diagnostics.
 * @param file names the text in the diagnostics.
 */
export function parseWorkflowText(text: string, file = "workflow.yml"): ParsedWorkflow {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const toRange = ([start, end]: OffsetRange): TextRange => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  const locate = (range: OffsetRange) => ({ location: { file, ...toRange(range) } });
  const problems = [...document.errors, ...document.warnings]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .map((error) => describe(error, text, locate(error.pos)));
  const read = problems.length === 0 ? toModel(document) : undefined;
  return {
    model: read?.model,
    diagnostics: read?.tooManyAliases ? [yamlAliasLimit({}, locate([0, 0]))] : problems,
    ranges: (path) => {
      const range = findRange(document.contents, path);
      return range && toRange(range);
    },
    pathAt: (line, column) => {
      const start = lines.lineStarts[line - 1];
      return start === undefined || column < 1 ? undefined : findPathAt(document.contents, start + column - 1);
    },
  };
}

function describe(error: YAMLError, text: string, place: NonNullable<Diagnostic["place"]>): Diagnostic {
  if (error.code !== "DUPLICATE_KEY") return yamlSyntax({ problem: error.message }, place);
  const key = /^[^\s:]*/.exec(text.slice(error.pos[0]))?.[0] ?? "";
  return yamlDuplicateKey({ key }, place);
}

function toModel(document: Document): { model?: Value; tooManyAliases?: true } {
  try {
    return { model: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return { tooManyAliases: true };
    throw error;
  }
}
