/**
 * Pairs of units: most of what our lists have is no part of a text, and two units tell so. Cheaper than any other question, where thousands of
 * phrases or words are held against one text, and asked before V8 has compiled anything: so it is one look at a table.
 */

/** By the low bytes of two units, 1 for what may be had. */
export type Pairs = Uint8Array;

/** Those of a text. */
export function pairsIn(text: string): Pairs {
  const pairs = openPairs();
  for (let at = 1; at < text.length; at++) pairs[pairAt(text, at - 1)] = 1;
  return pairs;
}
/** Those that words begin with. */
export function pairsBeginning(words: Iterable<string>): Pairs {
  const pairs = openPairs();
  for (const word of words) pairs[pairAt(word, 0)] = 1;
  return pairs;
}
/** May what is written, up to the first sign of ours (`…`, `{`, `*`), stand among them? */
export function mayHave(pairs: Pairs, written: string): boolean {
  return pairs[((written.charCodeAt(1) & 255) << 8) | (written.charCodeAt(0) & 255)] === 1;
}
function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at + 1) & 255) << 8) | (text.charCodeAt(at) & 255);
}
/** Nothing, a blank, and the low bytes of `*`, `{` and `…`: what stands before them has less than two units. */
const ends = [0, 32, 42, 123, 0x26];
/** A phrase may begin with a hole; with a gap none does. */
const hole = 123;
function openPairs(): Pairs {
  const pairs = new Uint8Array(1 << 16);
  for (const end of ends) pairs.fill(1, end << 8, (end + 1) << 8);
  for (let first = hole; first < pairs.length; first += 256) pairs[first] = 1;
  return pairs;
}
