/** Pieces of bytes, cut wherever they are cut → windows of whole lines. Only a line that lies over a cut is copied. */
import { limits } from '../limits.ts';

export interface LineWindow {
  readonly window: Uint8Array;
  /** Where it begins in the whole. */
  readonly offset: number;
}
export interface ByteLines {
  push(piece: Uint8Array): readonly LineWindow[];
  /** What came behind the last line end. */
  end(): readonly LineWindow[];
}

const lineFeed = 10;
const carriageReturn = 13;
/** Bytes of an unfinished line that are held; more of a line is never read. Every UTF-16 unit is at most three bytes. */
const mostHeld = 3 * limits.lineLength + 3;

/** A line feed ends a line, and so does a lone carriage return; one at the very end of a piece may yet be followed by its line feed. */
export function openByteLines(): ByteLines {
  let held: Uint8Array[] = [];
  let heldLength = 0;
  let heldAt = 0;
  let offset = 0;
  /** The first bytes, until it is known whether they are a byte order mark. */
  let first: Uint8Array | undefined = new Uint8Array();
  const begin = (given: Uint8Array): Uint8Array => {
    const piece = first && first.length > 0 ? joined([first, given]) : given;
    first = piece.length < 3 ? new Uint8Array(piece) : undefined;
    if (first) return new Uint8Array();
    offset = isMarked(piece) ? 3 : 0;
    return piece.subarray(offset);
  };
  const hold = (bytes: Uint8Array): void => {
    const room = Math.max(0, mostHeld - heldLength);
    const kept =
      bytes.length <= room ? bytes : endsInReturn(bytes) ? joined([bytes.subarray(0, room), bytes.subarray(-1)]) : bytes.subarray(0, room);
    // A copy: the piece is the host's, who may use it again.
    if (kept.length > 0) held.push(new Uint8Array(kept));
    heldLength += kept.length;
  };
  const takeHeld = (rest: Uint8Array): LineWindow => {
    const window = joined([...held, rest]);
    held = [];
    heldLength = 0;
    return { window, offset: heldAt };
  };
  return {
    push(given) {
      const piece = first ? begin(given) : given;
      const start = offset;
      offset += piece.length;
      const windows: LineWindow[] = [];
      let from = 0;
      if (heldLength > 0) {
        from = joinEnd(held, piece);
        if (from > 0 || isEnded(held, piece)) windows.push(takeHeld(piece.subarray(0, from)));
      }
      const cut = windows.length > 0 || heldLength === 0 ? wholeLines(piece, from) : from;
      if (cut > from) windows.push({ window: piece.subarray(from, cut), offset: start + from });
      if (cut < piece.length) {
        if (heldLength === 0) heldAt = start + cut;
        hold(piece.subarray(cut));
      }
      return windows;
    },
    end: () => (heldLength > 0 ? [takeHeld(new Uint8Array())] : first ? [{ window: first, offset: 0 }] : []),
  };
}
function endsInReturn(bytes: Uint8Array): boolean {
  return bytes[bytes.length - 1] === carriageReturn;
}
/** Did what is held end with a carriage return that nothing belongs to? */
function isEnded(held: readonly Uint8Array[], piece: Uint8Array): boolean {
  const last = held.at(-1);
  return last !== undefined && endsInReturn(last) && piece.length > 0 && piece[0] !== lineFeed;
}
/** Where in `piece` the line that is held ends: behind its line end; 0 where it does not, or ended before. */
function joinEnd(held: readonly Uint8Array[], piece: Uint8Array): number {
  if (isEnded(held, piece)) return 0;
  const feed = piece.indexOf(lineFeed) + 1;
  const back = piece.subarray(0, feed === 0 ? piece.length - 1 : feed).indexOf(carriageReturn) + 1;
  if (back === 0 || back === feed - 1) return feed;
  return back;
}
/** Where the last whole line ends. */
function wholeLines(piece: Uint8Array, from: number): number {
  const feed = piece.lastIndexOf(lineFeed) + 1;
  const start = Math.max(feed, from);
  const back = piece.subarray(start, Math.max(start, piece.length - 1)).lastIndexOf(carriageReturn);
  return back < 0 ? start : start + back + 1;
}
/** UTF-8's byte order mark is no text. */
function isMarked(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
