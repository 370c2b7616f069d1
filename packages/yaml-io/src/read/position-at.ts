import type { YamlPosition } from "@yardmaster/core";

/**
 * Line and column of an offset, both from 1.
 * @param lineStarts ascending; the first is 0.
 */
export function makePositionAt(lineStarts: readonly number[]): (offset: number) => YamlPosition {
  let last = 0; // whoever asks mostly asks in the order of the text
  return (offset) => {
    if (!isOnLine(last, offset) && !isOnLine(++last, offset)) last = findLine(lineStarts, offset);
    return { line: last + 1, column: offset - (lineStarts[last] ?? 0) + 1 };
  };

  function isOnLine(line: number, offset: number): boolean {
    return offset >= (lineStarts[line] ?? Infinity) && offset < (lineStarts[line + 1] ?? Infinity);
  }
}

function findLine(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
