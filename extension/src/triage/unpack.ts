/** Rotated logs are packed: what begins as a gzip file is unpacked while it is read, whatever it is called. */
import { gather, resume } from '@bounce-lens/shared/containers';
import type { Fault } from './job.ts';

/** A file that grows more than this, and to more than this, is made to fill memories. */
const growth = 400;
const tolerated = 64 * 1024 * 1024;
const pieceLength = 65_536;

/** `report` is told why the rest of a packed file could not be read. */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>, report: (fault: Fault) => void): AsyncGenerator<Uint8Array> {
  const coming = chunks[Symbol.asyncIterator]();
  const { bytes } = await gather(coming, 3);
  const all = resume(bytes, coming);
  yield* isGzip(bytes) ? gunzipped(all, report) : all;
}
/** RFC 1952 §2.3.1: the magic and the only method there is. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>, report: (fault: Fault) => void): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('gzip');
  const reader = stream.readable.getReader();
  const state = { taken: 0, given: 0 };
  const feeding = feed(chunks, stream.writable.getWriter(), (length) => {
    state.taken += length;
  });
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const bytes = next.value ?? new Uint8Array();
      state.given += bytes.length;
      if (state.given > tolerated && state.given > growth * state.taken) return report('packed-too-much');
      yield bytes;
    }
  } catch {
    report('packed-damaged');
  } finally {
    await reader.cancel().catch(() => {});
    await feeding;
  }
}
/** Ends quietly where the unpacker takes no more: it says so to the reader. */
async function feed(chunks: AsyncIterable<Uint8Array>, writer: StreamWriter, taken: (length: number) => void): Promise<void> {
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += pieceLength) {
        const piece = chunk.subarray(at, at + pieceLength);
        taken(piece.length);
        await writer.write(piece);
      }
    }
    await writer.close();
  } catch {
    await writer.abort().catch(() => {});
  }
}
