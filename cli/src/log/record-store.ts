/**
 * Records that wait for the end of their log, when it is known what became of each mail. A few are kept in memory; of a big log they wait in a
 * file beside the system's other temporary ones, so that memory does not grow with the log.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogYield, StoryEnd, TriageRecord } from '@bounce-lens/shared';
import { faultOf } from '../fault.ts';

export interface RecordStore {
  add(found: LogYield): void;
  /** Each record with what its story told, in their order. Once. */
  records(): Generator<TriageRecord>;
  /** Whatever was kept is let go; also where nobody asked for the records. */
  close(): void;
}

/** So many records are kept in memory. */
const kept = 5_000;
const fates = [undefined, 'delivered-later', 'pending', 'expired'] as const;

export function openRecordStore(): RecordStore {
  const held: TriageRecord[] = [];
  const facts = openFacts();
  let file: SpillFile | undefined;
  return {
    add({ records, later }) {
      for (const { record } of records) held.push(record);
      for (const { index, facts: told } of later) facts.set(index, told);
      // Once they are too many, none stays in memory for longer than a block.
      if (held.length < (file ? ofBlock : kept)) return;
      file ??= openSpillFile();
      file.write(held.splice(0));
    },
    *records() {
      let index = 0;
      if (file) for (const record of file.read()) yield { ...record, ...facts.of(index++) };
      for (const record of held) yield { ...record, ...facts.of(index++) };
    },
    close: () => file?.remove(),
  };
}

/** Four bytes a record: how often it was tried, and its fate. */
function openFacts() {
  let packed = new Int32Array(kept);
  return {
    set(index: number, { attempts = 0, fate }: StoryEnd): void {
      if (index >= packed.length) {
        const larger = new Int32Array(Math.max(index + 1, packed.length * 2));
        larger.set(packed);
        packed = larger;
      }
      packed[index] = attempts * fates.length + Math.max(0, fates.indexOf(fate));
    },
    of(index: number): StoryEnd {
      const fact = packed[index] ?? 0;
      const attempts = Math.floor(fact / fates.length);
      const fate = fates[fact % fates.length];
      return { ...(attempts > 0 && { attempts }), ...(fate !== undefined && { fate }) };
    },
  };
}

/** So many records are written, and read again, at once. */
const ofBlock = 1_000;
interface SpillFile {
  write(records: readonly TriageRecord[]): void;
  read(): Generator<TriageRecord>;
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
    write(records) {
      // All of it or a fault: one write alone may end halfway where the disk fills.
      try {
        for (let at = 0; at < records.length; at += ofBlock) {
          const block = Buffer.from(JSON.stringify(records.slice(at, at + ofBlock)));
          writeFileSync(descriptor, block);
          blocks.push(block.length);
        }
      } catch (error) {
        throw new Error(`${faultOf(error)} on which its records wait for its end, ${folder}; TMPDIR names another`);
      }
    },
    *read() {
      let at = 0;
      for (const length of blocks) {
        const block = Buffer.alloc(length);
        for (let from = 0; from < length; ) {
          const read = readSync(descriptor, block, from, length - from, at + from);
          if (read === 0) throw new Error('what was kept of a log has been cut');
          from += read;
        }
        at += length;
        const records: readonly TriageRecord[] = JSON.parse(block.toString());
        yield* records;
      }
    },
    remove() {
      process.off('exit', remove);
      closeSync(descriptor);
      remove();
    },
  };
}
