/** A log of any size → its records, in the order of its lines. What became of a mail is known at its end, so records wait until then. */
import { setImmediate as turn } from 'node:timers/promises';
import { hostDateOf, type LogReaderParts, openLogReader } from '@bounce-lens/shared';
import { resume, utf16Name } from '@bounce-lens/shared/containers';
import type { Fault } from '../fault.ts';
import type { Findings } from '../findings.ts';
import type { Input } from '../inputs.ts';
import type { Reader } from '../reader.ts';
import { type FileRange, openRangeBuffer, readWhole } from './file-range.ts';
import { type LogKeep, openLogKeep } from './log-keep.ts';
import { type PieceTold, readPiece, retell, weightOfPiece } from './log-pieces.ts';
import { shareOut } from './share-out.ts';

export function logParts({ name, modified }: Input, { lens, knowledge, all }: Reader): LogReaderParts {
  return { lines: lens.openLog(), knowledge, name, all, hostDate: hostDateOf(modified) };
}

/** What was read ahead, and the rest. */
export interface Begun {
  readonly head: Uint8Array;
  readonly chunks: AsyncIterator<Uint8Array>;
}
/** By one thread. `begun` where it can only be read once: packed, or piped in. */
export async function* logFindings(input: Input, reader: Reader, begun: Begun | undefined): AsyncGenerator<Findings> {
  const keep = openLogKeep(reader);
  const lines = openLogReader(logParts(input, reader), keep.records);
  let length = 0;
  try {
    for await (const piece of begun ? textPieces(begun) : readWhole(input.name)) {
      length += piece.length;
      lines.push(piece);
    }
    lines.end();
    yield* keep.end(input.name);
    if (!begun && length < (input.file?.size ?? 0)) yield [shortened(input)];
  } finally {
    keep.close();
  }
}
function shortened({ name }: Input): Fault {
  return { name, fault: 'became shorter while it was read: its end is missing' };
}
/** UTF-8 as it is; UTF-16, which says so itself, as text. */
export async function* textPieces({ head, chunks }: Begun): AsyncGenerator<Uint8Array | string> {
  const utf16 = utf16Name(head);
  const decoder = utf16 && new TextDecoder(utf16);
  for await (const bytes of resume(head, chunks)) yield decoder ? decoder.decode(bytes, { stream: true }) : bytes;
}

/** How much of a log one thread reads at a time; what it found waits in memory for its turn. */
export const pieceLength = 1024 * 1024;
/** Bytes; of what this thread found and may not tell yet. */
const mostHeld = 8 * pieceLength;
/** Reads a range of lines. */
export type ReadPiece = (range: FileRange) => Promise<PieceTold>;

/**
 * By this thread and others, in pieces. Nothing where the log can only be read as a whole, because its lines tell of each other. `read`: by another
 * thread, `ahead` of which are asked at once.
 */
export async function readLogInPieces(
  input: Input,
  reader: Reader,
  { read, ahead }: { readonly read: ReadPiece; readonly ahead: number },
): Promise<AsyncGenerator<Findings> | undefined> {
  const keep = openLogKeep(reader);
  const parts = logParts(input, reader);
  const buffer = openRangeBuffer();
  const here: ReadPiece = async (range) => {
    // Others are heard, and told what to do next.
    await turn();
    return readPiece(range, parts, buffer);
  };
  const shares = { ask: read, ahead, here, weightOf: weightOfPiece, most: mostHeld };
  let lines = 0;
  try {
    for await (const told of shareOut(rangesOf(input), shares)) {
      if (told.remembers) {
        keep.close();
        return undefined;
      }
      retell(told, lines, keep.pieces);
      lines += told.lineCount;
    }
  } catch (error) {
    keep.close();
    throw error;
  }
  return closing(keep, input);
}
async function* closing(keep: LogKeep, { name }: Input): AsyncGenerator<Findings> {
  try {
    yield* keep.end(name);
  } finally {
    keep.close();
  }
}
function* rangesOf({ name, file }: Input): Generator<FileRange> {
  const size = file?.size ?? 0;
  for (let start = 0; start < size; start += pieceLength) {
    const end = start + pieceLength;
    // What is written while it is read belongs to the last piece.
    yield { path: name, start, end: end < size ? end : Number.POSITIVE_INFINITY };
  }
}
