/** V8's: what a function, or the script itself, ran and left out. Offsets count UTF-16 units. */
export interface FunctionCoverage {
  readonly functionName: string;
  readonly ranges: readonly CoveredRange[];
  readonly isBlockCoverage: boolean;
}

interface CoveredRange {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

export interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/** Column in the made text, index of the source, line and column there, all from 0. */
type Segment = readonly [column: number, source: number, sourceLine: number, sourceColumn: number];

/** The part of a bundle that one source has become. */
export interface BundlePart {
  /** As the map names it. */
  readonly source: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly lineLengths: readonly number[];
  /** For each line of the part, with 0 as the only source. */
  readonly mappings: readonly (readonly Segment[])[];
}

/**
 * c8 cannot tell the sources of one script apart: whatever spans two of them is lost, and counts as covered. A source is a
 * run of whole lines in what esbuild makes, so each is given a script of its own.
 * @param inputs the paths with which esbuild heads each of them, in a comment
 * @param isWanted by the name in the map. Libraries may lie in several pieces, as those that were bundled before do.
 */
export function findParts(
  text: string,
  map: SourceMap,
  inputs: ReadonlySet<string>,
  isWanted: (source: string) => boolean = () => true,
): BundlePart[] {
  const lines = text.split("\n");
  const decoded = decodeMappings(map.mappings);
  const starts = findStarts(decoded, lines);
  const offsets = [0];
  for (const each of lines) offsets.push((offsets.at(-1) ?? 0) + each.length + 1);
  const seen = new Set<string>();
  return starts.flatMap(({ source: number, line }, index) => {
    const source = map.sources[number] ?? "";
    if (!isWanted(source)) return [];
    if (seen.has(source)) throw new Error(`${source} is in two pieces.`);
    seen.add(source);
    const next = starts[index + 1];
    const end = next ? endBefore(next.line, line, lines, inputs) : lines.length;
    return {
      source,
      startOffset: offsets[line] ?? 0,
      endOffset: (offsets[end] ?? 0) - 1,
      lineLengths: lines.slice(line, end).map((each) => each.length),
      mappings: decoded.slice(line, end).map((each) => each.map(([column, , ...place]) => [column, 0, ...place])),
    };
  });
}

interface Start {
  readonly source: number;
  readonly line: number;
}

/**
 * Where the text of each source begins. What esbuild makes for `import * as`, a getter for each name, may stand apart from
 * the rest of its module, and is no code of the source.
 */
function findStarts(decoded: readonly (readonly Segment[])[], lines: readonly string[]): Start[] {
  const starts: Start[] = [];
  let ofNames = 0;
  for (const [line, segments] of decoded.entries()) {
    if (line < ofNames) continue;
    if (/^var \w+_exports = \{\};$/.test(lines[line] ?? "") && lines[line + 1]?.startsWith("__export(")) {
      ofNames = lines.indexOf("});", line) + 1;
      continue;
    }
    for (const [, source] of segments) if (starts.at(-1)?.source !== source) starts.push({ source, line });
  }
  return starts;
}

/** Where the comment above the next source stands: what lies between it and the first line of that source is made for it. */
function endBefore(next: number, start: number, lines: readonly string[], inputs: ReadonlySet<string>): number {
  for (let line = next - 1; line > start; line--) {
    const text = lines[line] ?? "";
    if (text.startsWith("// ") && inputs.has(text.slice(3))) return line;
  }
  return next;
}

/** What the part ran, with offsets from its own start. The script's own ranges are cut to the part. */
export function coverageOf(
  { startOffset, endOffset }: BundlePart,
  functions: readonly FunctionCoverage[],
): FunctionCoverage[] {
  return functions.flatMap((each) => {
    const ranges = each.ranges
      .map((range) => ({
        startOffset: Math.max(range.startOffset, startOffset) - startOffset,
        endOffset: Math.min(range.endOffset, endOffset) - startOffset,
        count: range.count,
      }))
      .filter((range) => range.startOffset < range.endOffset);
    return ranges.length > 0 ? [{ ...each, ranges }] : [];
  });
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** @see https://tc39.es/ecma426/ — numbers are differences to the segment before, columns within a line. */
function decodeMappings(mappings: string): Segment[][] {
  const place = [0, 0, 0];
  return mappings.split(";").map((line) => {
    let column = 0;
    return line.split(",").flatMap((segment) => {
      const [columns = 0, ...others] = decodeNumbers(segment);
      column += columns;
      if (others.length < 3) return [];
      for (let index = 0; index < 3; index++) place[index] = (place[index] ?? 0) + (others[index] ?? 0);
      return [[column, ...place] as unknown as Segment];
    });
  });
}

function decodeNumbers(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
