/** Rotated logs are packed: what begins as a gzip file is unpacked while it is read, whatever it is called. */
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/** So much is given to the unpacker at once; it grows a thousandfold at most. */
const pieceLength = 16_384;
/** A file that grows more than this, and to more than this, is made to fill memories and disks. */
const growth = 400;
const tolerated = 64 * 1024 * 1024;

/** `report` is told, in words, why the rest of a packed file could not be read. */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>, report: (fault: string) => void): AsyncGenerator<Uint8Array> {
  const coming = chunks[Symbol.asyncIterator]();
  try {
    const first = await firstBytes(coming);
    yield* isGzip(first) ? gunzipped(resumed(first, coming), report) : resumed(first, coming);
  } finally {
    await coming.return?.();
  }
}
/** RFC 1952 §2.3.1: the magic and the only method there is. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}
/** Is what stands on the disk packed? */
export async function isPackedFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0);
    return bytesRead === 3 && isGzip(buffer);
  } finally {
    await file.close();
  }
}
/** A pipe may give one byte at a time. */
async function firstBytes(coming: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  while (bytes.length < 3) {
    const next = await coming.next();
    if (next.done === true) return bytes;
    bytes = bytes.length === 0 ? next.value : Buffer.concat([bytes, next.value]);
  }
  return bytes;
}
async function* resumed(first: Uint8Array, coming: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await coming.next(); next.done !== true; next = await coming.next()) yield next.value;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>, report: (fault: string) => void): AsyncGenerator<Uint8Array> {
  const unpacker = openUnpacker();
  let taken = 0;
  let given = 0;
  let tooMuch = false;
  for await (const piece of piecesOf(chunks)) {
    const bytes = await unpacker.give(piece);
    taken += piece.length;
    given += bytes.length;
    yield bytes;
    tooMuch = given > tolerated && given > growth * taken;
    if (tooMuch || unpacker.fault() !== undefined) break;
  }
  yield await unpacker.end();
  const fault = tooMuch ? `it grows more than ${growth}-fold when unpacked: the rest was not read` : unpacker.fault();
  if (fault !== undefined) report(fault);
}

interface Unpacker {
  /** What comes of a piece. */
  give(piece: Uint8Array): Promise<Buffer>;
  end(): Promise<Buffer>;
  readonly fault: () => string | undefined;
}
/** Listened to and not iterated: what was unpacked before an error must not be lost with it. */
function openUnpacker(): Unpacker {
  const gunzip = createGunzip();
  const ready: Buffer[] = [];
  let fault: string | undefined;
  let ended = false;
  let wake = (): void => {};
  gunzip.on('data', (bytes: Buffer) => ready.push(bytes));
  gunzip.on('end', () => {
    ended = true;
    wake();
  });
  gunzip.on('error', (error) => {
    fault ??= faultIn(error);
    wake();
  });
  const done = async (start: (resolve: () => void) => void): Promise<Buffer> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      // It ends by itself where padding follows the packed text, and then calls nobody back.
      if (fault === undefined && !ended) start(resolve);
      else resolve();
    });
    return Buffer.concat(ready.splice(0));
  };
  return {
    give: (piece) => done((resolve) => gunzip.write(piece, () => resolve())),
    end: () => done(() => gunzip.end()),
    fault: () => fault,
  };
}
async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) for (let at = 0; at < chunk.length; at += pieceLength) yield chunk.subarray(at, at + pieceLength);
}
function faultIn(error: Error): string {
  const cut = 'code' in error && error.code === 'Z_BUF_ERROR';
  return cut ? 'the packed file is cut off: its end was not read' : `the packed file is damaged: the rest was not read (${error.message})`;
}
