/**
 * Which phrases may stand in a reply: all of them are looked for at once, in one pass over the reply, whatever their number.
 *
 * Each phrase is filed under the rarest four-character piece of its longest literal. A bit for each hash of a filed piece says, nearly always
 * rightly, that no phrase is filed under what stands here; where one is, its literal is compared in place.
 */
import { findPhrase, type Phrase, type PhraseMatch } from './phrase.ts';

const gram = 4;

export interface PhraseIndex<T> {
  /** All phrases found in the normalised reply, with what they were filed for. */
  search(text: string): readonly { readonly of: T; readonly phrase: Phrase; readonly match: PhraseMatch }[];
}
interface Entry<T> {
  readonly phrase: Phrase;
  readonly of: T;
}
interface Filed<T> {
  readonly entry: Entry<T>;
  /** Where in the key the piece stands that it is filed under. */
  readonly at: number;
}

export function indexPhrases<T>(entries: readonly Entry<T>[]): PhraseIndex<T> {
  const long = openFile(entries.filter(({ phrase }) => phrase.key.length >= gram));
  // A literal shorter than a piece is filed whole.
  const short = openFile(entries.filter(({ phrase }) => phrase.key.length < gram));
  return {
    search(text) {
      const candidates = new Set<Entry<T>>();
      if (short.some) short.find(text, gram - 1, candidates);
      if (long.some) long.find(text, gram, candidates);
      return [...candidates].flatMap(({ phrase, of }) => {
        const match = findPhrase(phrase, text);
        return match ? [{ of, phrase, match }] : [];
      });
    },
  };
}

/** Hashes are sixteen bits: a few thousand phrases leave most of them free. */
const hashes = 1 << 16;
function openFile<T>(entries: readonly Entry<T>[]) {
  const frequency = new Map<string, number>();
  for (const { phrase } of entries) for (const g of gramsOf(phrase.key)) frequency.set(g, (frequency.get(g) ?? 0) + 1);
  const filed = new Map<string, Filed<T>[]>();
  const isFiled = new Uint8Array(hashes);
  for (const entry of entries) {
    const g = rarest(gramsOf(entry.phrase.key), frequency);
    const under = filed.get(g) ?? [];
    under.push({ entry, at: entry.phrase.key.indexOf(g) });
    filed.set(g, under);
    isFiled[hashAt(g, 0, g.length)] = 1;
  }
  return {
    some: entries.length > 0,
    /** Add the entries whose key stands in the text. */
    find(text: string, length: number, candidates: Set<Entry<T>>): void {
      for (let at = 0; at + length <= text.length; at++) {
        if (isFiled[hashAt(text, at, length)] === 0) continue;
        for (const { entry, at: inKey } of filed.get(text.slice(at, at + length)) ?? [])
          if (text.startsWith(entry.phrase.key, at - inKey)) candidates.add(entry);
      }
    },
  };
}
function hashAt(text: string, at: number, length: number): number {
  const three = text.charCodeAt(at) + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2) * 1_021;
  return (length === gram ? three + text.charCodeAt(at + 3) * 32_771 : three) & (hashes - 1);
}

function gramsOf(key: string): readonly string[] {
  if (key.length <= gram) return [key];
  return Array.from({ length: key.length - gram + 1 }, (_, i) => key.slice(i, i + gram));
}
function rarest(grams: readonly string[], frequency: ReadonlyMap<string, number>): string {
  return grams.reduce((best, g) => ((frequency.get(g) ?? 0) < (frequency.get(best) ?? 0) ? g : best));
}
