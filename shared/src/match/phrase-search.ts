/**
 * Phrases looked for in replies, few or many. To file thousands of phrases takes longer than to look for each of them in one short reply: they are
 * filed when so much was looked through that it pays, and compiled when they may have been found.
 */
import { compilePhrase, findPhrase, openReach, type Phrase, type PhraseMatch } from './phrase.ts';
import { indexPhrases, type PhraseIndex } from './phrase-index.ts';

interface Written<T> {
  /** As `normalPhrase` writes them. */
  readonly phrases: readonly string[];
  readonly of: T;
}

/** Characters of replies that are looked through with each phrase by itself. */
const unfiled = 1_000;

export function openPhraseSearch<T>(all: readonly Written<T>[]): PhraseIndex<T> {
  let index: PhraseIndex<T> | undefined;
  let looked = 0;
  return {
    search(text) {
      looked += text.length;
      if (looked <= unfiled) return findEach(all, text);
      index ??= indexPhrases(all.flatMap(({ phrases, of }) => phrases.map((phrase) => ({ phrase: compilePhrase(phrase), of }))));
      return index.search(text);
    },
  };
}

function findEach<T>(all: readonly Written<T>[], text: string): ReturnType<PhraseIndex<T>['search']> {
  const found: { readonly of: T; readonly phrase: Phrase; readonly match: PhraseMatch }[] = [];
  const reach = openReach(text);
  for (const { phrases, of } of all) {
    for (const written of phrases) {
      if (!text.includes(beginning(written))) continue;
      const phrase = compilePhrase(written);
      const match = findPhrase(phrase, text, reach);
      if (match) found.push({ of, phrase, match });
    }
  }
  return found;
}
/** Its literal text up to the first gap or hole, which must stand in a reply whatever fills those. */
function beginning(written: string): string {
  const [gap, hole] = [written.indexOf('…'), written.indexOf('{')];
  if (gap < 0 && hole < 0) return written;
  return written.slice(0, gap < 0 ? hole : hole < 0 ? gap : Math.min(gap, hole));
}
