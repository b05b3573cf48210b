/**
 * Records that wait for the end of their log, when it is known what became of each mail: as the lines of NDJSON that they will be, so that none is
 * written twice. A few are kept in memory, outside the garbage collector's; of a big log they wait in a file beside the system's other temporary
 * ones, so that memory does not grow with the log.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoryEnd } from '@bounce-lens/shared';
import { faultOf } from '../fault.ts';
import { mostBytes } from './byte-column.ts';

export interface RecordStore {
  /**
   * The next record, as JSON without line ends, and without `attempts` and `fate` where these are told later: its place. `rest`: more of it, in
   * UTF-8.
   */
  add(record: string, rest?: Uint8Array): number;
  /** What its story told of a record. */
  tell(index: number, facts: StoryEnd): void;
  /** The record at its place, as it was added. */
  at(place: number): string;
  /**
   * Each record with what its story told, a line each, in their order; once. Many whole lines at a time: what was given is gone when the next is
   * asked for.
   */
  lines(): Generator<Uint8Array>;
  /** Records so far. */
  readonly count: number;
  /** Whatever was kept is let go; also where nobody asked for the records. */
  close(): void;
}

/** So many bytes are kept in memory, and so many are written to the file, and read again, at once. */
const blockLength = 1 << 20;
const nothing = new Uint8Array();
/** `\n` behind each. */
const lineEnd = 10;
/** About so many bytes are given out at once. */
const givenLength = 1 << 16;

export function openRecordStore(): RecordStore {
  const facts = openFacts();
  let block = Buffer.allocUnsafeSlow(1 << 14);
  let used = 0;
  let spilled = 0;
  let count = 0;
  let file: SpillFile | undefined;
  const makeRoom = (wanted: number): void => {
    if (used + wanted <= block.length) return;
    if (used > 0 && block.length >= blockLength) {
      file ??= openSpillFile();
      file.write(block.subarray(0, used));
      spilled += used;
      used = 0;
    }
    if (used + wanted <= block.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(used + wanted, Math.min(2 * block.length, blockLength)));
    block.copy(larger, 0, 0, used);
    block = larger;
  };
  return {
    add(record, rest = nothing) {
      makeRoom(mostBytes * record.length + rest.length + 1);
      const place = spilled + used;
      used += block.write(record, used);
      block.set(rest, used);
      used += rest.length;
      block[used++] = lineEnd;
      count++;
      return place;
    },
    tell: facts.set,
    at(place) {
      if (place < spilled) return file?.lineAt(place) ?? '';
      const start = place - spilled;
      return block.toString('utf8', start, block.indexOf(lineEnd, start));
    },
    *lines() {
      const lines = openLineWriter(facts);
      if (file) {
        file.write(block.subarray(0, used));
        for (const written of file.read(block)) yield* lines.of(written);
      } else yield* lines.of(block.subarray(0, used));
    },
    get count() {
      return count;
    },
    close: () => file?.remove(),
  };
}

interface LineWriter {
  /** Of the next records, whole lines. */
  of(written: Buffer): Generator<Uint8Array>;
}
/** Puts what stories told behind the other facts of each record: `…}` → `…,"attempts":2,"fate":"pending"}`. */
function openLineWriter(facts: ReturnType<typeof openFacts>): LineWriter {
  let given = Buffer.allocUnsafeSlow(givenLength);
  let index = 0;
  return {
    *of(written) {
      let used = 0;
      // What lies between them in `written` has not been copied.
      let copied = 0;
      let end = 0;
      const copyTo = (to: number): void => {
        used += written.copy(given, used, copied, to);
        copied = to;
      };
      for (let start = 0; start < written.length; start = end) {
        end = written.indexOf(lineEnd, start) + 1;
        if (used + (end - copied) + mostFacts > given.length) {
          copyTo(start);
          if (used > 0) yield given.subarray(0, used);
          used = 0;
          if (end - start + mostFacts > given.length) given = Buffer.allocUnsafeSlow(end - start + mostFacts);
        }
        const told = facts.textOf(index++);
        if (told === undefined) continue;
        copyTo(end - 2);
        used += told.copy(given, used);
      }
      copyTo(written.length);
      if (used > 0) yield given.subarray(0, used);
    },
  };
}

const fates = [undefined, 'delivered-later', 'pending', 'expired'] as const;
/** More than the bytes of `,"attempts":536870911,"fate":"delivered-later"`. */
const mostFacts = 64;
/** Four bytes a record: how often it was tried, and its fate. */
function openFacts() {
  let packed = new Int32Array(1_024);
  const texts = new Map<number, Buffer>();
  return {
    set(index: number, { attempts = 0, fate }: StoryEnd): void {
      if (index >= packed.length) {
        const larger = new Int32Array(Math.max(index + 1, packed.length * 2));
        larger.set(packed);
        packed = larger;
      }
      packed[index] = attempts * fates.length + Math.max(0, fates.indexOf(fate));
    },
    /** As JSON, to be put before the end of an object. */
    textOf(index: number): Buffer | undefined {
      const fact = packed[index] ?? 0;
      if (fact === 0) return undefined;
      const known = texts.get(fact);
      if (known) return known;
      const text = factText(Math.floor(fact / fates.length), fates[fact % fates.length]);
      // As many attempts as are usual; a log can be made that has more than is good to keep.
      if (texts.size < 1_000) texts.set(fact, text);
      return text;
    },
  };
}
function factText(attempts: number, fate: StoryEnd['fate']): Buffer {
  const facts: StoryEnd = { ...(attempts > 0 && { attempts }), ...(fate !== undefined && { fate }) };
  return Buffer.from(`,${JSON.stringify(facts).slice(1, -1)}`);
}

/** More than most records have. */
const readAtOnce = 2_048;
function cut(): Error {
  return new Error('what was kept of a log has been cut');
}
interface SpillFile {
  write(block: Buffer): void;
  /** What stands at `place`, up to its line end. */
  lineAt(place: number): string;
  /** The blocks as they were written, read into `room`, which holds the longest. */
  read(room: Buffer): Generator<Buffer>;
  remove(): void;
}
function openSpillFile(): SpillFile {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-'));
  const path = join(folder, 'records');
  // Mail is confidential: nobody else may read it.
  const descriptor = openSync(path, 'wx+', 0o600);
  /** Bytes of each block, one behind the other in the file. */
  const blocks: number[] = [];
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    write(block) {
      // All of it or a fault: one write alone may end halfway where the disk fills.
      try {
        writeFileSync(descriptor, block);
        blocks.push(block.length);
      } catch (error) {
        throw new Error(`${faultOf(error)} on which its records wait for its end, ${folder}; TMPDIR names another`);
      }
    },
    lineAt(place) {
      const pieces: Buffer[] = [];
      for (let at = place; ; ) {
        const piece = Buffer.allocUnsafe(readAtOnce);
        const read = readSync(descriptor, piece, 0, piece.length, at);
        if (read === 0) throw cut();
        const end = piece.subarray(0, read).indexOf(lineEnd);
        pieces.push(piece.subarray(0, end < 0 ? read : end));
        if (end >= 0) return Buffer.concat(pieces).toString();
        at += read;
      }
    },
    *read(room) {
      let at = 0;
      for (const length of blocks) {
        for (let from = 0; from < length; ) {
          const read = readSync(descriptor, room, from, length - from, at + from);
          if (read === 0) throw cut();
          from += read;
        }
        at += length;
        yield room.subarray(0, length);
      }
    },
    remove() {
      process.off('exit', remove);
      closeSync(descriptor);
      remove();
    },
  };
}
