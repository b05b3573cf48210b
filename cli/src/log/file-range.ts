/** A file, or a range of its lines, read with two buffers that are used again and again: what was given is gone when the next is asked for. */
import { type FileHandle, open } from 'node:fs/promises';

export interface FileRange {
  readonly path: string;
  /** Bytes. The lines that begin in it are read: the last one to its end. */
  readonly start: number;
  readonly end: number;
}
const bufferLength = 1 << 20;
const lineFeed = 10;

/**
 * What a file is read into; free when the range is read or given up, for a file is not closed before its last reading has ended. Who reads many ranges, one at a time, has one pair
 * for all: each would leave its own to the garbage collector.
 */
export type RangeBuffers = readonly [Buffer, Buffer];
export function openRangeBuffers(): RangeBuffers {
  return [Buffer.allocUnsafeSlow(bufferLength), Buffer.allocUnsafeSlow(bufferLength)];
}

export async function* readRange({ path, start, end }: FileRange, buffers = openRangeBuffers()): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const from = await lineStart(file, start);
    const to = end === Number.POSITIVE_INFINITY ? end : await lineStart(file, end);
    yield* readBytes(file, { from, to }, buffers);
  } finally {
    await file.close();
  }
}
/** While one buffer is worked on, the other is filled. */
async function* readBytes(
  file: FileHandle,
  { from, to }: { readonly from: number; readonly to: number },
  [one, another]: RangeBuffers,
): AsyncGenerator<Uint8Array> {
  let [filling, other] = [one, another];
  let at = from;
  const fill = (buffer: Buffer) => file.read(buffer, 0, Math.min(buffer.length, to - at), at);
  let coming = fill(filling);
  while (at < to) {
    const { bytesRead } = await coming;
    if (bytesRead === 0) return;
    at += bytesRead;
    const given = filling.subarray(0, bytesRead);
    [filling, other] = [other, filling];
    if (at < to) coming = fill(filling);
    yield given;
  }
}
/** Where the first line begins that begins at `offset` or behind it. */
async function lineStart(file: FileHandle, offset: number): Promise<number> {
  if (offset === 0) return 0;
  const buffer = Buffer.allocUnsafe(65_536);
  for (let at = offset - 1; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    const found = buffer.subarray(0, bytesRead).indexOf(lineFeed);
    if (found >= 0) return at + found + 1;
    if (bytesRead === 0) return at;
    at += bytesRead;
  }
}
