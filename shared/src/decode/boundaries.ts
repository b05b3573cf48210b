/** The boundary lines of a multipart (RFC 2046 §5.1). */
import { afterLineEnd, isBlank, isLineEnd, lineEndAfter } from './line-ends.ts';

export interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * The pieces between the boundary lines of `body`, at most `most`. A missing closing line ends the last piece with the
 * text; preamble and epilogue are no pieces. None where no boundary line stands.
 */
export function splitAtBoundary(body: string, boundary: string, most: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let line = nextBoundary(body, boundary, 0);
  while (line && !line.closes && pieces.length < most) {
    const next = nextBoundary(body, boundary, line.after);
    pieces.push({ start: line.after, end: next ? beforeLineEnd(body, line.after, next.start) : body.length });
    line = next;
  }
  return pieces;
}

const openingAt = /--([!-~]{1,70})[ \t]{0,8}(?:\r\n|\n|\r)content-[a-z-]{1,30}:/iy;
const guessedWithin = 65_536;

/** The boundary in use where the header names none, or one that never comes: a `--` line with a part's header behind it. */
export function guessBoundary(body: string): string | undefined {
  const end = Math.min(body.length, guessedWithin);
  for (let at = 0; at < end; at = afterLineEnd(body, lineEndAfter(body, at, end), end)) {
    openingAt.lastIndex = at;
    const found = openingAt.exec(body)?.[1];
    if (found !== undefined) return found;
    if (lineEndAfter(body, at, end) === end) return undefined;
  }
  return undefined;
}

interface BoundaryLine {
  readonly start: number;
  readonly after: number;
  readonly closes: boolean;
}

function nextBoundary(body: string, boundary: string, from: number): BoundaryLine | undefined {
  const delimiter = `--${boundary}`;
  let at = body.indexOf(delimiter, from);
  while (at >= 0) {
    const line = boundaryLineAt(body, at, at + delimiter.length);
    if (line) return line;
    at = body.indexOf(delimiter, lineEndAfter(body, at, body.length));
  }
  return undefined;
}

/** The boundary line whose delimiter fills `[start, end)`: alone in its line but for blanks. */
function boundaryLineAt(body: string, start: number, end: number): BoundaryLine | undefined {
  if (start > 0 && !isLineEnd(body.charCodeAt(start - 1))) return undefined;
  const closes = body.startsWith('--', end);
  let at = closes ? end + 2 : end;
  while (at < body.length && isBlank(body.charCodeAt(at))) at++;
  if (at < body.length && lineEndAfter(body, at, at + 1) !== at) return undefined;
  return { start, after: afterLineEnd(body, at, body.length), closes };
}

/** The line end before a boundary line belongs to the boundary. */
function beforeLineEnd(body: string, from: number, at: number): number {
  if (at <= from) return at;
  const pair = at - 2 >= from && body.charCodeAt(at - 2) === 13 && body.charCodeAt(at - 1) === 10;
  return pair ? at - 2 : at - 1;
}
