/** Bytes of any length in pieces of bounded size that end at line ends. */
import { joinBytes } from './bytes.ts';

/** How much of a file is held at once where it is read piece by piece. */
export const windowLength = 4 * 1024 * 1024;
/** How much of a mail, which can only be read whole, is read. */
export const wholeLength = 64 * 1024 * 1024;

const lineFeed = 0x0a;

/** Read until there are at least `length` bytes, or the end; `ended` says which. */
export async function gather(
  chunks: AsyncIterator<Uint8Array>,
  length: number,
  before: Uint8Array = new Uint8Array(),
): Promise<{ readonly bytes: Uint8Array; readonly ended: boolean }> {
  const held = [before];
  let total = before.length;
  while (total < length) {
    const next = await chunks.next();
    if (next.done === true) return { bytes: joinBytes(held), ended: true };
    held.push(next.value);
    total += next.value.length;
  }
  return { bytes: joinBytes(held), ended: false };
}

/** What was read ahead, and the rest. */
export async function* resume(before: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield before;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

/**
 * Windows of about `length` bytes, each ending with a line feed, but the last. Of a line that is longer than a window its
 * beginning is given, as a line; the core reads less of a line than that.
 */
export async function* windowsOf(chunks: AsyncIterable<Uint8Array>, length: number = windowLength): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let total = 0;
  let passing = false;
  for await (const chunk of chunks) {
    const wanted: Uint8Array | undefined = passing ? afterLine(chunk) : chunk;
    if (wanted === undefined) continue;
    passing = false;
    held.push(wanted);
    total += wanted.length;
    if (total < length) continue;
    const bytes = joinBytes(held);
    const end = bytes.lastIndexOf(lineFeed) + 1;
    passing = end === 0;
    yield passing ? joinBytes([bytes, Uint8Array.of(lineFeed)]) : bytes.subarray(0, end);
    held = passing ? [] : [bytes.subarray(end)];
    total = passing ? 0 : bytes.length - end;
  }
  if (total > 0) yield joinBytes(held);
}
function afterLine(chunk: Uint8Array): Uint8Array | undefined {
  const end = chunk.indexOf(lineFeed);
  return end < 0 ? undefined : chunk.subarray(end + 1);
}
