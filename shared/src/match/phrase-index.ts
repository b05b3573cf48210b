/**
 * Which phrases may stand in a reply: each phrase is filed under the rarest four-character piece of its longest literal,
 * so that one pass over the reply names the few candidates that are worth comparing.
 */
import { findPhrase, type Phrase, type PhraseMatch } from './phrase.ts';

const gram = 4;

export interface PhraseIndex<T> {
  /** All phrases found in the normalised reply, with what they were filed for. */
  search(text: string): readonly { readonly of: T; readonly phrase: Phrase; readonly match: PhraseMatch }[];
}

export function indexPhrases<T>(entries: readonly { readonly phrase: Phrase; readonly of: T }[]): PhraseIndex<T> {
  const frequency = new Map<string, number>();
  for (const { phrase } of entries) for (const g of gramsOf(phrase.key)) frequency.set(g, (frequency.get(g) ?? 0) + 1);
  const filed = new Map<string, { readonly phrase: Phrase; readonly of: T }[]>();
  for (const entry of entries) {
    const g = rarest(gramsOf(entry.phrase.key), frequency);
    filed.set(g, [...(filed.get(g) ?? []), entry]);
  }
  return {
    search(text) {
      const candidates = new Set(piecesOf(text).flatMap((piece) => filed.get(piece) ?? []));
      return [...candidates].flatMap(({ phrase, of }) => {
        const match = findPhrase(phrase, text);
        return match ? [{ of, phrase, match }] : [];
      });
    },
  };
}

/** A literal shorter than a gram is filed whole. */
function gramsOf(key: string): readonly string[] {
  if (key.length <= gram) return [key];
  return Array.from({ length: key.length - gram + 1 }, (_, i) => key.slice(i, i + gram));
}
function rarest(grams: readonly string[], frequency: ReadonlyMap<string, number>): string {
  return grams.reduce((best, g) => ((frequency.get(g) ?? 0) < (frequency.get(best) ?? 0) ? g : best));
}
/** Every piece of four and of three characters, once. */
function piecesOf(text: string): readonly string[] {
  const pieces = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) {
    pieces.add(text.slice(i, i + 3));
    if (i + gram <= text.length) pieces.add(text.slice(i, i + gram));
  }
  return [...pieces];
}
