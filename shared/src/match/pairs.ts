/**
 * Pairs of units: most of what our lists have is no part of a text, and two units tell so. Cheaper than any other question, where thousands of
 * phrases or words are held against one text.
 */

/** By hash, 1 for those there are. */
export type Pairs = Uint8Array;

const kinds = 1_024;
/** Those of a text. */
export function pairsIn(text: string): Pairs {
  const pairs = new Uint8Array(kinds);
  for (let at = 1; at < text.length; at++) pairs[pairOf(text.charCodeAt(at - 1), text.charCodeAt(at))] = 1;
  return pairs;
}
/** Those that words begin with. */
export function pairsBeginning(words: Iterable<string>): Pairs {
  const pairs = new Uint8Array(kinds);
  for (const word of words) pairs[pairOf(word.charCodeAt(0), word.charCodeAt(1))] = 1;
  return pairs;
}
/** May what is written, up to the first sign of ours (`…`, `{`, `*`), stand among them? */
export function mayHave(pairs: Pairs, written: string): boolean {
  const first = written.charCodeAt(0);
  const second = written.charCodeAt(1);
  return pairs[pairOf(first, second)] === 1 || endsPair(second) || endsPair(first);
}
function pairOf(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & (kinds - 1);
}
/** Nothing, a blank, `*`, `{` or `…`: what stands before it has less than two units. */
function endsPair(unit: number): boolean {
  return !(unit > 32 && unit !== 42 && unit !== 123 && unit !== 0x2026);
}
