/**
 * Which phrases stand in a reply: all of them are looked for at once, in one pass over the reply, whatever their number.
 *
 * Each phrase is filed under one piece of a literal that it has, by the piece's hash. The pass asks of every place of the reply whether anything is
 * filed under the hash of what stands there, which is nearly always no; where it is yes, the literal is compared in place. To file thousands of
 * phrases takes longer than to look for each of them in one short reply: they are filed when so much was looked through that it pays, and
 * compiled when they may have been found.
 */
import { mayHave, pairsIn } from './pairs.ts';
import { compilePhrase, findPhrase, openReach, type Phrase, type PhraseMatch } from './phrase.ts';

export interface PhraseSearch<T> {
  /** All phrases found in the normalised reply, with what they speak for, in the order in which they were given. */
  search(text: string): readonly { readonly of: T; readonly phrase: Phrase; readonly match: PhraseMatch }[];
}
interface Written<T> {
  /** As `normalPhrase` writes them. */
  readonly phrases: readonly string[];
  readonly of: T;
}
type Found<T> = ReturnType<PhraseSearch<T>['search']>;

/** Characters of replies that are looked through with each phrase by itself. */
const unfiled = 1_000;

export function openPhraseSearch<T>(all: readonly Written<T>[]): PhraseSearch<T> {
  let filed: Filed<T> | undefined;
  let looked = 0;
  return {
    search(text) {
      looked += text.length;
      if (looked <= unfiled) return findEach(all, text);
      filed ??= fileAll(all);
      return findFiled(filed, text);
    },
  };
}

function findEach<T>(all: readonly Written<T>[], text: string): Found<T> {
  const found: Found<T>[number][] = [];
  const reach = openReach(text);
  const pairs = pairsIn(text);
  for (const { phrases, of } of all) {
    for (let at = 0; at < phrases.length; at++) {
      const written = phrases[at] ?? '';
      if (!mayHave(pairs, written) || !text.includes(beginning(written))) continue;
      const phrase = compilePhrase(written);
      const match = findPhrase(phrase, text, reach);
      if (match) found.push({ of, phrase, match });
    }
  }
  return found;
}

/** Lengths of pieces: long ones are rarer in replies, but a few literals are short. */
const longPiece = 6;
const shortPiece = 3;
interface Entry<T> {
  readonly written: string;
  /** Literal text without which it can't match. */
  readonly key: string;
  readonly of: T;
  compiled?: Phrase;
}
interface Filed<T> {
  readonly entries: readonly Entry<T>[];
  readonly files: readonly File[];
}
function fileAll<T>(all: readonly Written<T>[]): Filed<T> {
  const entries: Entry<T>[] = [];
  for (const { phrases, of } of all) for (const written of phrases) entries.push({ written, key: keyOf(written), of });
  const [long, short] = [openFile(longPiece, entries.length), openFile(shortPiece, entries.length)];
  for (const [place, { key }] of entries.entries()) fileKey(key.length < longPiece ? short : long, key, place);
  return { entries, files: [long, short] };
}
function findFiled<T>({ entries, files }: Filed<T>, text: string): Found<T> {
  const places = new Set<number>();
  const stands = (place: number, start: number): boolean => start >= 0 && text.startsWith(entries[place]?.key ?? '', start);
  for (const file of files)
    lookUp(file, text, (place, at) => {
      if (stands(place, at - pieceOf(entries[place]?.key ?? '', file.piece))) places.add(place);
    });
  const found: Found<T>[number][] = [];
  const reach = openReach(text);
  for (const place of [...places].sort((a, b) => a - b)) {
    const entry = entries[place];
    if (!entry) continue;
    entry.compiled ??= compilePhrase(entry.written);
    const match = findPhrase(entry.compiled, text, reach);
    if (match) found.push({ of: entry.of, phrase: entry.compiled, match });
  }
  return found;
}
/** Its literal text up to the first gap or hole; its longest where that is too short. */
function keyOf(written: string): string {
  const key = beginning(written);
  return key.length < longPiece && key.length < written.length ? compilePhrase(written).key : key;
}
/** Its literal text up to the first gap or hole, which must stand in a reply whatever fills those. */
function beginning(written: string): string {
  const [gap, hole] = [written.indexOf('…'), written.indexOf('{')];
  if (gap < 0 && hole < 0) return written;
  return written.slice(0, gap < 0 ? hole : hole < 0 ? gap : Math.min(gap, hole));
}

/** Hashes are sixteen bits: a few thousand phrases leave most of them free. */
const hashes = 1 << 16;
interface File {
  readonly piece: number;
  /** By hash, the place of the last entry that was filed there, and one; 0: nothing is. */
  readonly last: Uint32Array;
  /** Of each entry, that of the one before it under the same hash. */
  readonly before: Uint32Array;
  /** The same in a bit each, small enough to stay at hand while a reply is passed over. */
  readonly isFiled: Uint8Array;
}
function openFile(piece: number, entries: number): File {
  return { piece, last: new Uint32Array(hashes), before: new Uint32Array(entries), isFiled: new Uint8Array(hashes >> 3) };
}
function fileKey({ piece, last, before, isFiled }: File, key: string, place: number): void {
  const from = pieceOf(key, piece);
  let rolling = 0;
  for (let at = from; at < from + piece; at++) rolling = (Math.imul(rolling, factor) + key.charCodeAt(at)) | 0;
  const hash = hashOf(rolling);
  before[place] = last[hash] ?? 0;
  last[hash] = place + 1;
  isFiled[hash >> 3] = (isFiled[hash >> 3] ?? 0) | (1 << (hash & 7));
}
/** Where the piece stands: behind the middle, where phrases differ most. They begin alike, and end alike. */
function pieceOf(key: string, piece: number): number {
  return ((key.length - piece) * 3) >> 2;
}
/** Gives the entries one of whose pieces may stand in a text, and where. */
function lookUp({ piece, last, before, isFiled }: File, text: string, give: (place: number, at: number) => void): void {
  const outgoing = weightOf(piece);
  let rolling = 0;
  for (let at = 0; at < text.length; at++) {
    if (at >= piece) rolling = (rolling - Math.imul(text.charCodeAt(at - piece), outgoing)) | 0;
    rolling = (Math.imul(rolling, factor) + text.charCodeAt(at)) | 0;
    const hash = hashOf(rolling);
    if (((isFiled[hash >> 3] ?? 0) & (1 << (hash & 7))) === 0) continue;
    for (let next = last[hash] ?? 0; next > 0; next = before[next - 1] ?? 0) give(next - 1, at - piece + 1);
  }
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
