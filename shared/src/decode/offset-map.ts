/**
 * The one place with offset arithmetic: from offsets of decoded text back to what it was decoded from.
 *
 *     raw      S=C3=BCd  ⏎
 *              ^^^^^^^^
 *     decoded  S ü     d        locate(1, 2) → 1..7: both ends of the encoded unit, never half of it
 *
 * A map is a list of runs of equal units, so a page of plain text is one run and a line of base64 is one run.
 */
import type { Span } from '../model.ts';
import { lastStartAt } from './sorted-starts.ts';

export interface OffsetMap {
  /** The raw span behind `decoded[start, end)`, widened to whole units. Needs `0 ≤ start < end ≤ length`. O(log runs). */
  locate(start: number, end: number): Span;
  /** Given where decoded and raw text are the same but for where they begin: raw offset = decoded offset + shift. */
  readonly shift?: number;
}

/** Text (or bytes) that is a stretch of the raw text, beginning at `shift`. */
export function shiftMap(shift: number): OffsetMap {
  return new ShiftMap(shift);
}
/** A class, because one is made for every header and every part: the function that all share needs no room of its own. */
class ShiftMap implements OffsetMap {
  constructor(readonly shift: number) {}

  locate(start: number, end: number): Span {
    return { start: start + this.shift, end: end + this.shift };
  }
}

/** The map of a stretch of mapped text that begins at `from`. */
export function sliceMap(map: OffsetMap, from: number): OffsetMap {
  if (from === 0) return map;
  if (map.shift !== undefined) return shiftMap(map.shift + from);
  return { locate: (start, end) => map.locate(start + from, end + from) };
}

/** Two decodings, one after the other: `outer` leads to what `inner` maps to raw. */
export function chainMaps(outer: OffsetMap, inner: OffsetMap): OffsetMap {
  if (inner.shift === 0) return outer;
  if (outer.shift !== undefined) return sliceMap(inner, outer.shift);
  return {
    locate(start, end) {
      const between = outer.locate(start, end);
      return inner.locate(between.start, between.end);
    },
  };
}

/** Says, in the order of the decoded text, where each piece of it came from. */
export interface MapBuilder {
  /** The next `length` decoded units stand one to one for `raw[rawStart, rawStart + length)`. */
  copy(rawStart: number, length: number): void;
  /** The next `length` decoded units came, indivisibly, out of `raw[rawStart, rawStart + rawLength)`; `rawLength` is at least 1. */
  unit(rawStart: number, rawLength: number, length: number): void;
  finish(): OffsetMap;
}

/** Runs as columns: decoded start, raw start, and the two lengths of one unit. */
interface Runs {
  readonly starts: number[];
  readonly raws: number[];
  readonly lengths: number[];
  readonly rawLengths: number[];
}

export function createMapBuilder(): MapBuilder {
  const runs: Runs = { starts: [], raws: [], lengths: [], rawLengths: [] };
  let decoded = 0;
  let nextRaw = -1;
  let lastLength = 0;
  let lastRawLength = 0;
  const add = (rawStart: number, rawLength: number, length: number): void => {
    if (rawStart === nextRaw && length === lastLength && rawLength === lastRawLength) return;
    runs.starts.push(decoded);
    runs.raws.push(rawStart);
    runs.lengths.push(length);
    runs.rawLengths.push(rawLength);
    lastLength = length;
    lastRawLength = rawLength;
  };
  return {
    copy(rawStart, length) {
      if (length <= 0) return;
      add(rawStart, 1, 1);
      decoded += length;
      nextRaw = rawStart + length;
    },
    unit(rawStart, rawLength, length) {
      if (length <= 0) return;
      if (rawLength < 1) throw new RangeError(`unit of raw length ${rawLength} at ${rawStart}`);
      add(rawStart, rawLength, length);
      decoded += length;
      nextRaw = rawStart + rawLength;
    },
    finish: () => runsMap(runs),
  };
}

function runsMap(runs: Runs): OffsetMap {
  return { locate: (start, end) => ({ start: unitStart(runs, start), end: unitEnd(runs, end - 1) }) };
}

function unitStart(runs: Runs, at: number): number {
  const run = lastStartAt(runs.starts, at);
  return (runs.raws[run] ?? 0) + unitsBefore(runs, run, at) * (runs.rawLengths[run] ?? 1);
}

function unitEnd(runs: Runs, at: number): number {
  const run = lastStartAt(runs.starts, at);
  return (runs.raws[run] ?? 0) + (unitsBefore(runs, run, at) + 1) * (runs.rawLengths[run] ?? 1);
}

function unitsBefore(runs: Runs, run: number, at: number): number {
  return Math.floor((at - (runs.starts[run] ?? 0)) / (runs.lengths[run] ?? 1));
}
