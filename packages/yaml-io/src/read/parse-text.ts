import { Composer, CST, type Document, Lexer, LineCounter, Parser, type YAMLError, YAMLParseError } from "yaml";

/** What the `yaml` library makes of a text, once. */
export interface ParsedText {
  readonly document: Document.Parsed;
  readonly errors: readonly YAMLError[];
  readonly warnings: readonly YAMLError[];
  /** Offset of each line. */
  readonly lineStarts: readonly number[];
  /** Offsets of their `#`. */
  readonly comments: readonly number[];
}

/**
 * As GitHub reads: YAML 1.2 core schema, one document, aliases but no merge keys. Keys that stand twice are found in the
 * tree: here each would be compared with every other.
 */
const options = {
  version: "1.2",
  schema: "core",
  merge: false,
  uniqueKeys: false,
  keepSourceTokens: true,
  prettyErrors: false,
  logLevel: "error",
} as const;

/** What `parseDocument` of the library does, but that it does not say where comments stand. */
export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  const comments: number[] = [];
  const [first, second] = takeTwo(
    new Composer(options).compose(readTokens(text, lines, comments), true, text.length) as Iterable<Document.Parsed>,
  );
  const document = first as Document.Parsed; // one is forced
  const errors: YAMLError[] = [...document.errors];
  if (second) {
    const [start, end] = second.range;
    const message = "Source contains multiple documents; please use YAML.parseAllDocuments()";
    errors.push(new YAMLParseError([start, end], "MULTIPLE_DOCS", message));
  }
  return { document, errors, warnings: document.warnings, lineStarts: lines.lineStarts, comments };
}

function* readTokens(text: string, lines: LineCounter, comments: number[]): Generator<CST.Token, void> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let isContent = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isContent && lexeme.charCodeAt(0) === hash) comments.push(parser.offset);
    isContent = lexeme === CST.SCALAR;
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

const hash = 0x23;

/** Further documents are not read. */
function takeTwo<T>(all: Iterable<T>): readonly T[] {
  const taken: T[] = [];
  for (const one of all) if (taken.push(one) === 2) break;
  return taken;
}
