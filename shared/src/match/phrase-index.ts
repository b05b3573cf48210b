/**
 * Which phrases may stand in a reply: all of them are looked for at once, in one pass over the reply, whatever their number.
 *
 * Each phrase is filed under one piece of its longest literal, by the piece's hash. The pass asks of every place of the reply whether
 * anything is filed under the hash of what stands there, which is nearly always no; where it is yes, the literal is compared in place.
 */
import { findPhrase, openReach, type Phrase, type PhraseMatch } from './phrase.ts';

export interface PhraseIndex<T> {
  /** All phrases found in the normalised reply, with what they were filed for, in the order in which they were given. */
  search(text: string): readonly { readonly of: T; readonly phrase: Phrase; readonly match: PhraseMatch }[];
}
interface Given<T> {
  readonly phrase: Phrase;
  readonly of: T;
}
interface Entry<T> extends Given<T> {
  readonly place: number;
}
interface Filed<T> {
  readonly entry: Entry<T>;
  /** Where in the key the piece stands that it is filed under. */
  readonly at: number;
}

/** Lengths of pieces: long ones are rarer in replies, but a few literals are short. */
const longPiece = 6;
const shortPiece = 3;

export function indexPhrases<T>(given: readonly Given<T>[]): PhraseIndex<T> {
  const entries = given.map(({ phrase, of }, place): Entry<T> => ({ phrase, of, place }));
  const isLong = ({ phrase }: Entry<T>): boolean => phrase.key.length >= longPiece;
  const files = [
    openFile(entries.filter(isLong), longPiece),
    openFile(
      entries.filter((entry) => !isLong(entry)),
      shortPiece,
    ),
  ];
  return {
    search(text) {
      const candidates = new Set<Entry<T>>();
      for (const find of files) find(text, candidates);
      const found = [];
      const reach = openReach(text);
      for (const { phrase, of } of [...candidates].sort((a, b) => a.place - b.place)) {
        const match = findPhrase(phrase, text, reach);
        if (match) found.push({ of, phrase, match });
      }
      return found;
    },
  };
}

/** Hashes are sixteen bits: a few thousand phrases leave most of them free. */
const hashes = 1 << 16;
/** Adds the entries whose key stands in a text. */
function openFile<T>(entries: readonly Entry<T>[], piece: number): (text: string, candidates: Set<Entry<T>>) => void {
  if (entries.length === 0) return () => {};
  // 0: nothing is filed there.
  const drawerOf = new Uint16Array(hashes);
  const drawers: Filed<T>[][] = [[]];
  // The same in a bit each, small enough to stay at hand while a reply is passed over.
  const isFiled = new Uint8Array(hashes >> 3);
  for (const entry of entries) {
    const { hash, at } = emptiest(entry.phrase.key, piece, (one) => drawers[drawerOf[one] ?? 0]?.length ?? 0);
    if (drawerOf[hash] === 0) drawerOf[hash] = drawers.push([]) - 1;
    drawers[drawerOf[hash] ?? 0]?.push({ entry, at });
    isFiled[hash >> 3] = (isFiled[hash >> 3] ?? 0) | (1 << (hash & 7));
  }
  const outgoing = weightOf(piece);
  return (text, candidates) => {
    let rolling = 0;
    for (let at = 0; at < text.length; at++) {
      if (at >= piece) rolling = (rolling - Math.imul(text.charCodeAt(at - piece), outgoing)) | 0;
      rolling = (Math.imul(rolling, factor) + text.charCodeAt(at)) | 0;
      const hash = hashOf(rolling);
      if (((isFiled[hash >> 3] ?? 0) & (1 << (hash & 7))) === 0) continue;
      const drawer = drawerOf[hash] ?? 0;
      const start = at - piece + 1;
      for (const filed of drawers[drawer] ?? [])
        if (start >= filed.at && text.startsWith(filed.entry.phrase.key, start - filed.at)) candidates.add(filed.entry);
    }
  };
}
/** Of the piece at the end, that in the middle and that at the beginning: the one under which least is filed so far. */
function emptiest(key: string, piece: number, filed: (hash: number) => number): { readonly hash: number; readonly at: number } {
  const last = key.length - piece;
  const [end, middle, start] = [last, last >> 1, 0].map((at) => ({ at, hash: hashOf(rollingAt(key, at, piece)) }));
  const places = [end, middle, start].filter((place) => place !== undefined);
  return places.reduce((best, place) => (filed(place.hash) < filed(best.hash) ? place : best));
}

const factor = 0x9e37;
/** What a character weighs when it leaves the piece: the hash of every piece is made from that of the one before. */
function weightOf(piece: number): number {
  let weight = 1;
  for (let i = 1; i < piece; i++) weight = Math.imul(weight, factor);
  return weight;
}
function hashOf(rolling: number): number {
  return (rolling ^ (rolling >>> 16)) & (hashes - 1);
}
function rollingAt(text: string, from: number, piece: number): number {
  let rolling = 0;
  for (let at = from; at < from + piece; at++) rolling = (Math.imul(rolling, factor) + text.charCodeAt(at)) | 0;
  return rolling;
}
