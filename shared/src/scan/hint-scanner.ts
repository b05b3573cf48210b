/**
 * The cheap pass over a big log: which lines have one of many literal hints, found on the bytes, each looked at once, before any line is
 * copied, decoded or read.
 *
 * All hints are one automaton: a table with a row for each set of hints that may be under way and a column for each byte. Rows are made when
 * a text first leads to them, so that opening a scanner costs next to nothing however many hints there are, and a text costs one step a byte.
 */

/** A literal in ASCII, found anywhere in a line; after `\n` at its beginning only. */
export interface Hint {
  readonly literal: string;
  /** Written in upper or lower case alike. */
  readonly anyCase?: boolean;
  /** A bit of its own, or one shared with others of the same meaning; `1` to `1 << 29`. */
  readonly bit: number;
}
/** A line with hints, without its line end. Bytes beyond `end` are no part of it. */
export interface HintedLine {
  readonly start: number;
  readonly end: number;
  /** Lines before it in this scan. */
  readonly line: number;
  /** The bits of all hints it has. */
  readonly bits: number;
}
export interface HintScanner {
  /** Give the hinted lines of whole lines of bytes, in order; the number of line ends. Lines end at `\r\n`, `\n` or a lone `\r`. */
  scan(bytes: Uint8Array, take: (line: HintedLine) => void): number;
}

const lineFeed = 10;
const carriageReturn = 13;
const width = 256;
/** In the table: a row that has not been made. */
const unmade = -1;
/** Bit of a state behind a line end; hints have lower ones. */
const lineEnd = 1 << 30;

export function openHintScanner(hints: readonly Hint[]): HintScanner {
  const rows = openRows(hints);
  return {
    scan(bytes, take) {
      let { table } = rows;
      let state = 0;
      let start = 0;
      let line = 0;
      let bits = 0;
      const { length } = bytes;
      for (let at = 0; at < length; at++) {
        const byte = bytes[at] ?? 0;
        let next = table[state + byte] ?? 0;
        if (next < 0) {
          if (next === unmade) {
            next = rows.make(state, byte);
            table = rows.table;
          }
          if (next < 0) {
            next = -2 - next;
            const met = rows.bits(next);
            if (met === lineEnd) {
              const isSecondHalf = byte === lineFeed && at > 0 && bytes[at - 1] === carriageReturn;
              if (bits !== 0) take({ start, end: at, line, bits });
              if (!isSecondHalf) line++;
              start = at + 1;
              bits = 0;
            } else bits |= met;
          }
        }
        state = next;
      }
      if (bits !== 0) take({ start, end: length, line, bits });
      return line;
    },
  };
}

/** The rows of the table; the first is that of the beginning of a line. */
interface Rows {
  /** Replaced when it grows. A negative entry, `-2 - next`, leads to a row where something is met. */
  readonly table: Int32Array;
  /** Where `byte` leads from the row at `state`, as the table has it. */
  make(state: number, byte: number): number;
  bits(state: number): number;
}
/** What is under way: for each hint begun, the place in it. Places of all hints are numbered through. */
type Underway = readonly number[];

function openRows(hints: readonly Hint[]): Rows {
  const places = placesOf(hints);
  const known = new Map<string, number>();
  const underway: Underway[] = [];
  const met: number[] = [];
  let table = new Int32Array(width * 64).fill(unmade);
  const rowOf = (places: Underway, bits: number): number => {
    const key = `${bits}:${places.join()}`;
    const row = known.get(key) ?? underway.length;
    if (row === underway.length) {
      known.set(key, row);
      underway.push(places);
      met.push(bits);
      if (underway.length * width > table.length) table = grown(table);
    }
    return row * width;
  };
  rowOf(places.atLineStart, lineEnd);
  return {
    get table() {
      return table;
    },
    make(state, byte) {
      const next = step(places, underway[state / width] ?? [], byte);
      const row = next.bits === lineEnd ? 0 : rowOf(next.underway, next.bits);
      const entry = next.bits === 0 ? row : -2 - row;
      table[state + byte] = entry;
      return entry;
    },
    bits: (state) => met[state / width] ?? 0,
  };
}
function grown(table: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(table.length * 2).fill(unmade);
  larger.set(table);
  return larger;
}

interface Places {
  /** Of each place: the bytes that lead on, and the bit of the hint that is complete behind it. */
  readonly wanted: readonly { readonly bytes: readonly number[]; readonly bit: number }[];
  /** By byte: the places at which hints begin with it, anywhere in a line. */
  readonly anywhere: readonly Underway[];
  readonly atLineStart: Underway;
}
function placesOf(hints: readonly Hint[]): Places {
  const wanted: { bytes: readonly number[]; bit: number }[] = [];
  const anywhere: number[][] = Array.from({ length: width }, () => []);
  const atLineStart: number[] = [];
  for (const { literal, anyCase = false, bit } of hints) {
    const isAnchored = literal.startsWith('\n');
    const letters = [...(isAnchored ? literal.slice(1) : literal)];
    if (isAnchored) atLineStart.push(wanted.length);
    else for (const byte of bytesOf(letters[0] ?? '', anyCase)) anywhere[byte]?.push(wanted.length);
    for (const [index, letter] of letters.entries())
      wanted.push({ bytes: bytesOf(letter, anyCase), bit: index === letters.length - 1 ? bit : 0 });
  }
  return { wanted, anywhere, atLineStart };
}
function bytesOf(letter: string, anyCase: boolean): readonly number[] {
  const forms = anyCase ? [letter.toLowerCase(), letter.toUpperCase()] : [letter];
  return [...new Set(forms.map((form) => form.charCodeAt(0)))];
}

function step({ wanted, anywhere }: Places, underway: Underway, byte: number): { readonly underway: Underway; readonly bits: number } {
  if (byte === lineFeed || byte === carriageReturn) return { underway: [], bits: lineEnd };
  const reached = [...underway.filter((place) => wanted[place]?.bytes.includes(byte)), ...(anywhere[byte] ?? [])];
  const bits = reached.reduce((all, place) => all | (wanted[place]?.bit ?? 0), 0);
  const next = reached.filter((place) => wanted[place]?.bit === 0).map((place) => place + 1);
  return { underway: [...new Set(next)].sort((a, b) => a - b), bits };
}
