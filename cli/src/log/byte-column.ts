/** Bytes of many, one behind the other, in memory that grows by doubling. */

export interface ByteColumn {
  addText(text: string): void;
  /** `from[start, end)` */
  addBytes(from: Uint8Array, start: number, end: number): void;
  /** So far. */
  readonly length: number;
  /** A copy of its own, as long as what was added. */
  bytes(): Uint8Array;
}

/** In UTF-8, of one UTF-16 unit. */
export const mostBytes = 3;

/** `room`: bytes, to begin with. */
export function openByteColumn(room: number): ByteColumn {
  let block = Buffer.allocUnsafeSlow(room);
  let used = 0;
  const makeRoom = (wanted: number): void => {
    if (used + wanted <= block.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (used + wanted));
    block.copy(larger, 0, 0, used);
    block = larger;
  };
  return {
    addText(text) {
      makeRoom(mostBytes * text.length);
      used += block.write(text, used);
    },
    addBytes(from, start, end) {
      makeRoom(end - start);
      // A call to copy costs more than the few bytes of an address.
      for (let at = start; at < end; at++) block[used++] = from[at] ?? 0;
    },
    get length() {
      return used;
    },
    bytes: () => new Uint8Array(block.subarray(0, used)),
  };
}
