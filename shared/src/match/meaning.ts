/**
 * Meanings: what a sentence says, whatever its words. `{mailbox} {full}` is "mailbox full", "the postbox of kim is overfilled", "das Postfach
 * des Empfängers ist voll": a word of each class, in this order, in one sentence, at most six other words between two of them, none of which
 * turns the sense round ("not"). Beside a phrase as specific as a meaning, the phrase wins: each word passed over costs.
 */
import { openMemory } from './memory.ts';
import type { PhraseMatch } from './phrase.ts';
import { addTo, formClasses, openClassFinder, openWordReader, ownClass, type Word, type WordLists, wordsOfClass } from './words.ts';

/** A word of one of these classes; `next` (`+{mailbox}`): at once behind the one before. */
interface Step {
  readonly classes: readonly string[];
  readonly next: boolean;
}
interface Meaning {
  readonly steps: readonly Step[];
}
export interface FoundMeaning<T> {
  readonly of: T;
  readonly weight: number;
  readonly match: PhraseMatch;
}
export interface MeaningIndex<T> {
  /** All meanings that the sentences of a normalised reply have. */
  search(text: string): readonly FoundMeaning<T>[];
}

/** Words that may stand between two that count. */
const wordsBetween = 6;
/** What each of them takes from the weight. */
const passedOver = 2;
/** An address is as telling as a short word, however long it is. */
const formWeight = 4;
/** The class of words that turn a sense round. */
const turning = 'not';
const stepPattern = /^\{([a-z-]{1,20}(?:\|[a-z-]{1,20}){0,7})\}$/;

/** Compile a meaning as its author wrote it. Throws a TypeError for a class that nobody lists. */
function compileMeaning(written: string, lists: WordLists): Meaning {
  const steps = written.split(' ').map(compileStep);
  const stranger = steps
    .flatMap(({ classes }) => classes)
    .find((name) => !name.startsWith(ownClass) && !formClasses.includes(name) && !(name in lists));
  if (stranger !== undefined)
    throw new TypeError(
      `meaning "${written}": no class of words {${stranger}}; known are ${[...Object.keys(lists), ...formClasses].join(', ')}`,
    );
  if (steps.length < 2) throw new TypeError(`meaning "${written}": one word alone means nothing; write a phrase instead`);
  return { steps };
}
function compileStep(written: string): Step {
  const next = written.startsWith('+');
  const step = next ? written.slice(1) : written;
  return { classes: stepPattern.exec(step)?.[1]?.split('|') ?? [plainWord(step)], next };
}
/** The words of its own that a meaning asks for, stems with their `*`. */
export function wordsOfMeaning(written: string): readonly string[] {
  return written
    .split(' ')
    .flatMap((step) => compileStep(step).classes.flatMap((name) => (name.startsWith(ownClass) ? [name.slice(ownClass.length)] : [])));
}
/** A word of its own is a class of one word. */
function plainWord(step: string): string {
  if (!/^[\p{L}\p{N}']{1,40}\*?$/u.test(step)) throw new TypeError(`"${step}" is neither a word nor a class of words in braces`);
  return ownClass + step;
}

interface Written<T> {
  readonly meanings: readonly string[];
  readonly of: T;
}
/** Characters of replies for each of which the few meanings are compiled that it may have. */
const unindexed = 1_000;
/** All are compiled when so much was looked through that it pays. */
export function openMeaningSearch<T>(entries: readonly Written<T>[], lists: WordLists): MeaningIndex<T> {
  let index: MeaningIndex<T> | undefined;
  let looked = 0;
  return {
    search(text) {
      looked += text.length;
      if (looked <= unindexed) return indexMeanings(possibleIn(text, entries, lists), lists).search(text);
      index ??= indexMeanings(entries, lists);
      return index.search(text);
    },
  };
}
/** Those whose words all stand in a text, in whatever order. */
function possibleIn<T>(text: string, entries: readonly Written<T>[], lists: WordLists): readonly Written<T>[] {
  const hasClass = openClassFinder(text, lists);
  const known = new Map<string, boolean>();
  const hasStep = (step: string): boolean => {
    const before = known.get(step);
    if (before !== undefined) return before;
    const has = compileStep(step).classes.some(hasClass);
    known.set(step, has);
    return has;
  };
  return entries.flatMap(({ meanings, of }) => {
    const possible = meanings.filter((written) => written.split(' ').every(hasStep));
    return possible.length === 0 ? [] : [{ meanings: possible, of }];
  });
}
export function indexMeanings<T>(entries: readonly Written<T>[], lists: WordLists): MeaningIndex<T> {
  const meant = entries.flatMap(({ meanings, of }) => meanings.map((written) => ({ of, steps: compileMeaning(written, lists).steps })));
  const used = new Set([turning, ...meant.flatMap(({ steps }) => steps.flatMap(({ classes }) => classes))]);
  // In one order, whichever meanings there are: what is found stands in the order of the classes.
  const own = [...used].filter((name) => name.startsWith(ownClass)).sort();
  const classes = [...Object.keys(lists).filter((name) => used.has(name)), ...own];
  const read = openWordReader(Object.fromEntries(classes.map((name) => [name, wordsOfClass(name, lists)])));
  const numbers = new Map([...used].map((name, number) => [name, number]));
  const compiled = meant.map((one) => ({ ...one, needs: needsOf(one.steps, numbers) }));
  const byFirst = new Map<string, (typeof compiled)[number][]>();
  for (const entry of compiled) for (const name of entry.steps[0]?.classes ?? []) addTo(byFirst, name, entry);
  return {
    search(text) {
      const words = read(text);
      const present = presentIn(words, numbers);
      const possible = openMemory<typeof compiled>(numbers.size);
      const possibleFrom = (of: string): typeof compiled =>
        possible(of, () => (byFirst.get(of) ?? []).filter(({ needs }) => isPossible(needs, present)));
      const found: FoundMeaning<T>[] = [];
      for (const [at, { begins }] of words.entries()) {
        if (begins.length === 0) continue;
        const begun = new Set<(typeof compiled)[number]>();
        for (const { of } of begins) for (const entry of possibleFrom(of)) begun.add(entry);
        for (const entry of begun) {
          const match = follow(entry.steps, words, at);
          if (match) found.push({ of: entry.of, ...match });
        }
      }
      return found;
    },
  };
}
/** The classes that words of a text have, by number. */
function presentIn(words: readonly Word[], numbers: ReadonlyMap<string, number>): Uint8Array {
  const present = new Uint8Array(numbers.size);
  for (const { begins } of words)
    for (const { of } of begins) {
      const number = numbers.get(of);
      if (number !== undefined) present[number] = 1;
    }
  return present;
}
/** The classes of its further steps, by number. */
function needsOf(steps: readonly Step[], numbers: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  return steps.slice(1).map(({ classes }) => classes.map((name) => numbers.get(name) ?? 0));
}
/** Has the text words of all of them? Nearly always not, and nothing more is asked. */
function isPossible(needs: readonly (readonly number[])[], present: Uint8Array): boolean {
  for (let i = needs.length - 1; i >= 0; i--) if (!hasAny(needs[i] ?? [], present)) return false;
  return true;
}
function hasAny(classes: readonly number[], present: Uint8Array): boolean {
  for (const number of classes) if (present[number] === 1) return true;
  return false;
}
/** Is it a meaning that can be compiled? Throws a TypeError that says why not. */
export function checkMeaning(written: string, lists: WordLists): void {
  compileMeaning(written, lists);
}

/** From the first word on: each next step at the nearest word that has it. */
function follow(steps: readonly Step[], words: readonly Word[], first: number): { weight: number; match: PhraseMatch } | undefined {
  let at = first;
  let weight = 0;
  let end = 0;
  for (const [i, step] of steps.entries()) {
    const found = i === 0 ? hitAt(step, words, at) : nearest(step, words, at);
    if (!found) return undefined;
    const start = words[found.at]?.start ?? 0;
    weight -= passedOver * (found.at - (i === 0 ? first : at));
    at = found.at + found.words;
    end = words[at - 1]?.end ?? start;
    weight += found.isForm ? formWeight : end - start;
  }
  return { weight, match: { start: words[first]?.start ?? 0, end, captures: [] } };
}
interface Hit {
  readonly at: number;
  readonly words: number;
  readonly isForm: boolean;
}
/** The longest telling of one of the classes that begins at a word. */
function hitAt({ classes }: Step, words: readonly Word[], at: number): Hit | undefined {
  let best: Hit | undefined;
  for (const { of, words: count } of words[at]?.begins ?? [])
    if (classes.includes(of) && count > (best?.words ?? 0)) best = { at, words: count, isForm: formClasses.includes(of) };
  return best;
}
function nearest(step: Step, words: readonly Word[], from: number): Hit | undefined {
  for (let at = from; at <= from + (step.next ? 0 : wordsBetween); at++) {
    if (words[at - 1]?.last !== false) return undefined;
    const hit = hitAt(step, words, at);
    if (hit) return hit;
    if (turns(words[at])) return undefined;
  }
  return undefined;
}
function turns(word: Word | undefined): boolean {
  for (const { of } of word?.begins ?? []) if (of === turning) return true;
  return false;
}
