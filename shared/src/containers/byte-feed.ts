/** Windows of bytes, read line by line, with a look at what is still to come. */
import { joinBytes } from './bytes.ts';

export interface ByteFeed {
  /** The next line with its end; `undefined` behind the last. Waited for only where it is not there. */
  line(): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  /** Up to `length` bytes that come `distance` bytes after the last line given; fewer at the end. */
  peek(distance: number, length: number): Promise<Uint8Array>;
}

const lineFeed = 0x0a;

/** `windows` end at line ends. What was looked at ahead is held until it is given. */
export function openFeed(windows: AsyncIterable<Uint8Array>): ByteFeed {
  const coming = windows[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let total = 0;
  const more = async (): Promise<boolean> => {
    const next = await coming.next();
    if (next.done === true) return false;
    held.push(next.value);
    total += next.value.length;
    return true;
  };
  return {
    line() {
      while (held[0]?.length === 0) held.shift();
      const window = held[0];
      if (window === undefined) return more().then((is) => (is ? this.line() : undefined));
      const end = window.indexOf(lineFeed) + 1 || window.length;
      held[0] = window.subarray(end);
      total -= end;
      return window.subarray(0, end);
    },
    async peek(distance, length) {
      while (total < distance + length && (await more()));
      return sliceOf(held, distance, length);
    },
  };
}
function sliceOf(windows: readonly Uint8Array[], distance: number, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let skip = distance;
  let left = length;
  for (const window of windows) {
    const part = window.subarray(skip, skip + left);
    skip = Math.max(0, skip - window.length);
    left -= part.length;
    parts.push(part);
    if (left === 0) break;
  }
  return parts.length === 1 && parts[0] ? parts[0] : joinBytes(parts);
}
