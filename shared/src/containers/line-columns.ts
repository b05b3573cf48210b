/** Offsets of a text → lines and columns as editors count them. */

const lineFeed = 10;
const carriageReturn = 13;

/** Both 0-based; columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The places of `offsets`, in any order; one pass over the text. Lines end at `\r\n`, `\n`, or a lone `\r`. */
export function lineColumns(text: string, offsets: readonly number[]): readonly LineColumn[] {
  const ordered = offsets.map((offset, index) => ({ offset, index })).sort((a, b) => a.offset - b.offset);
  const places: LineColumn[] = offsets.map(() => ({ line: 0, column: 0 }));
  let line = 0;
  let start = 0;
  let next = nextLine(text, 0);
  for (const { offset, index } of ordered) {
    while (next <= offset) {
      line += 1;
      start = next;
      next = nextLine(text, start);
    }
    places[index] = { line, column: offset - start };
  }
  return places;
}

/** Where the line after that of `from` begins; nowhere where it is the last. */
function nextLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === lineFeed) return at + 1;
    if (unit === carriageReturn) return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  }
  return Number.POSITIVE_INFINITY;
}
