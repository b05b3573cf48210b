/** A file, or a range of its lines, read with buffers that are used again and again: what was given is gone when the next is asked for. */
import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export interface FileRange {
  readonly path: string;
  /** Bytes. The lines that begin in it are read: the last one to its end. */
  readonly start: number;
  readonly end: number;
}
const bufferLength = 1 << 20;
const lineFeed = 10;

/** While one buffer is worked on, the other is filled. */
export async function* readWhole(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    yield* readBytes(file);
  } finally {
    await file.close();
  }
}
async function* readBytes(file: FileHandle): AsyncGenerator<Uint8Array> {
  let [filling, other] = [openRangeBuffer(), openRangeBuffer()];
  let at = 0;
  const fill = (buffer: Buffer) => file.read(buffer, 0, buffer.length, at);
  for (let coming = fill(filling); ; ) {
    const { bytesRead } = await coming;
    if (bytesRead === 0) return;
    at += bytesRead;
    const given = filling.subarray(0, bytesRead);
    [filling, other] = [other, filling];
    coming = fill(filling);
    yield given;
  }
}

/** Who reads many ranges, one after the other, has one buffer for all: each would leave its own to the garbage collector. */
export function openRangeBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(bufferLength);
}
/** At once: to wait for each of a thousand short ranges would take a tenth of the time that reading their lines does. */
export function* readRange({ path, start, end }: FileRange, buffer: Buffer): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const to = end === Number.POSITIVE_INFINITY ? end : lineStart(file, end, buffer);
    for (let at = lineStart(file, start, buffer); at < to; ) {
      const read = readSync(file, buffer, 0, Math.min(buffer.length, to - at), at);
      if (read === 0) return;
      at += read;
      yield buffer.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
/** Lines are shorter than this, mostly. */
const lookLength = 4_096;
/** Where the first line begins that begins at `offset` or behind it. */
function lineStart(file: number, offset: number, buffer: Buffer): number {
  if (offset === 0) return 0;
  for (let at = offset - 1, length = lookLength; ; length = buffer.length) {
    const read = readSync(file, buffer, 0, length, at);
    const found = buffer.subarray(0, read).indexOf(lineFeed);
    if (found >= 0) return at + found + 1;
    if (read === 0) return at;
    at += read;
  }
}
