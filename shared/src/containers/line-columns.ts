/** Offsets of a text → lines and columns as editors count them. */

/** Both 0-based; columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The places of `offsets`, in any order; one pass over the text. Lines end at `\r\n`, `\n`, or a lone `\r`. */
export function lineColumns(text: string, offsets: readonly number[]): readonly LineColumn[] {
  const ordered = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  const places: LineColumn[] = offsets.map(() => ({ line: 0, column: 0 }));
  const lineEnd = /\r\n|\n|\r/g;
  let line = 0;
  let start = 0;
  let next = lineEnd.exec(text);
  for (const { offset, index } of ordered) {
    while (next !== null && next.index + next[0].length <= offset) {
      line += 1;
      start = lineEnd.lastIndex;
      next = lineEnd.exec(text);
    }
    places[index] = { line, column: offset - start };
  }
  return places;
}
