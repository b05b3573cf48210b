/**
 * The words of a normalised reply, each with the classes of words it belongs to: what meanings are made of.
 *
 *     said: the postbox of kim@example.com is overfilled
 *               {mailbox}  {an-address}       {full}
 *
 * A class lists words, several words that stand together (`no longer`), and stems (`exceed*`). What no list can hold has a class by its
 * form: an address, a host, an IP address, a web address, a number. One pass over the reply; every word costs as many questions as it is long.
 */

import { openMemory } from './memory.ts';
import { mayHave, pairsBeginning } from './pairs.ts';

/** By name: `{ full: [full, overfilled, "out of space", exceed*] }`. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

export interface Word {
  readonly start: number;
  readonly end: number;
  /** Behind it a sentence ends. */
  readonly last: boolean;
  /** The classes of what begins here, and how many words that takes. */
  readonly begins: readonly { readonly of: string; readonly words: number }[];
}

/** Classes of words by their form. */
export const formClasses: readonly string[] = ['an-address', 'a-host', 'an-ip', 'a-url', 'a-number'];

/** `=quota` is the class of one word. */
export const ownClass = '=';
/** What belongs to a class; classes by form list nothing. */
export function wordsOfClass(name: string, lists: WordLists): readonly string[] {
  return name.startsWith(ownClass) ? [name.slice(ownClass.length)] : (lists[name] ?? []);
}

/** Does anything of a class stand in a text, or the first word of it? Asked of few texts, before dictionaries are made. */
export function openClassFinder(text: string, lists: WordLists): (name: string) => boolean {
  const words = wordsOf(text);
  const texts = new Set(words.map((one) => one.text));
  const forms = new Set(words.map(({ form }) => form));
  const pairs = pairsBeginning(texts);
  const stands = (written: string): boolean => {
    if (!mayHave(pairs, written)) return false;
    if (written.endsWith('*')) {
      const stem = written.slice(0, -1);
      return words.some((one) => one.text.startsWith(stem));
    }
    const blank = written.indexOf(' ');
    return texts.has(blank < 0 ? written : written.slice(0, blank));
  };
  return (name) => forms.has(name) || wordsOfClass(name, lists).some(stands);
}

/** Reads the words of a text. */
export type WordReader = (text: string) => readonly Word[];

interface Entry {
  readonly of: string;
  /** What must follow the first word. */
  readonly rest: readonly string[];
}
interface Dictionary {
  readonly words: ReadonlyMap<string, readonly Entry[]>;
  /** By the beginning that a word must have; the shortest and the longest of them. */
  readonly stems: ReadonlyMap<string, readonly Entry[]>;
  readonly shortest: number;
  readonly longest: number;
}

export function openWordReader(lists: WordLists): WordReader {
  const dictionary = dictionaryOf(lists);
  const memory = openMemory<readonly Entry[]>(rememberedWords);
  const entriesOf = (word: string): readonly Entry[] => memory(word, () => entriesIn(dictionary, word));
  return (text) => {
    const plain = wordsOf(text);
    return plain.map(({ place: { start, end, last } }, i) => ({ start, end, last, begins: beginningsAt(entriesOf, plain, i) }));
  };
}

function dictionaryOf(lists: WordLists): Dictionary {
  const words = new Map<string, Entry[]>();
  const stems = new Map<string, Entry[]>();
  for (const [of, list] of Object.entries(lists)) {
    for (const written of list) {
      const blank = written.indexOf(' ');
      if (blank < 0 && written.endsWith('*')) addTo(stems, written.slice(0, -1), { of, rest: alone });
      else if (blank < 0) addTo(words, written, { of, rest: alone });
      else addTo(words, written.slice(0, blank), { of, rest: written.slice(blank + 1).split(' ') });
    }
  }
  const lengths = [...stems.keys()].map((stem) => stem.length);
  return { words, stems, shortest: Math.min(...lengths, longestWord), longest: Math.max(...lengths, 0) };
}
const alone: readonly never[] = [];
/** Files one more under a key. */
export function addTo<T>(file: Map<string, T[]>, key: string, one: T): void {
  const filed = file.get(key);
  if (filed) filed.push(one);
  else file.set(key, [one]);
}

interface PlainWord {
  readonly text: string;
  readonly form?: string;
  readonly place: { readonly start: number; readonly end: number; readonly last: boolean };
}
function beginningsAt(entriesOf: (word: string) => readonly Entry[], all: readonly PlainWord[], at: number): Word['begins'] {
  const word = all[at];
  if (!word) return [];
  if (word.form !== undefined) return [{ of: word.form, words: 1 }];
  const entries = entriesOf(word.text);
  if (entries.length === 0) return none;
  return entries
    .filter(({ rest }) => rest.every((next, i) => all[at + 1 + i]?.text === next && all[at + i]?.place.last === false))
    .map(({ of, rest }) => ({ of, words: 1 + rest.length }));
}
const none: Word['begins'] = [];
function entriesIn({ words, stems, shortest, longest }: Dictionary, word: string): readonly Entry[] {
  const found = [...(words.get(word) ?? [])];
  for (let length = shortest; length <= Math.min(longest, word.length); length++) found.push(...(stems.get(word.slice(0, length)) ?? []));
  return found;
}

/** Servers have few words. */
const rememberedWords = 4_000;

/** A longer run of letters is no word of any language we know; only its beginning is looked at. */
const longestWord = 64;
const opening = /^[<([{"'#*_-]{1,8}/;
const closing = /[>)\]}"',;:.!?*_-]{1,8}$/;
const ipAddress = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8})$/;
const webAddress = /^https?:\/\//;
const hostName = /^(?:[a-z0-9_-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62}(?:\[[0-9a-f.:]{2,39}\])?(?::\d{1,5})?$/;
const numberOnly = /^\d{1,20}(?:[.,]\d{1,20}){0,4}$/;
/** Signs that a form may have and a word has not. */
const formSign = /[@.:\d]/;
const plainWord = /^[a-z]{1,64}$/;
const word = /[\p{L}\p{N}]{1,64}(?:'[\p{L}]{1,2}(?![\p{L}\p{N}]))?/gu;

function wordsOf(text: string): readonly PlainWord[] {
  const words: PlainWord[] = [];
  for (let from = 0; from < text.length; ) {
    const blank = text.indexOf(' ', from);
    const end = blank < 0 ? text.length : blank;
    if (end > from) pushWords(words, text.slice(from, end), from);
    from = end + 1;
  }
  return words;
}
function pushWords(words: PlainWord[], written: string, at: number): void {
  // The usual case, before anything is asked of its ends.
  if (plainWord.test(written)) {
    words.push({ text: written, place: { start: at, end: at + written.length, last: false } });
    return;
  }
  const head = opening.exec(written)?.[0].length ?? 0;
  const core = written.slice(head).replace(closing, '');
  const last = endsSentence(written);
  const start = at + head;
  const form = formSign.test(core) ? formOf(core) : undefined;
  if (form === undefined) words.push(...splitWords(core, start, last));
  else words.push({ text: core, form, place: { start, end: start + core.length, last } });
}
/** `known.`, `known;`, `(known.)`; not `kim@example.com...`, which the answer follows. */
function endsSentence(written: string): boolean {
  return /[.;!?][)"'\]]{0,2}$/.test(written) && !written.endsWith('..');
}
function formOf(core: string): string | undefined {
  if (core.includes('@')) return 'an-address';
  if (webAddress.test(core)) return 'a-url';
  if (ipAddress.test(core)) return 'an-ip';
  if (numberOnly.test(core)) return 'a-number';
  return hostName.test(core) ? 'a-host' : undefined;
}
/** `recipient/user's` is two words, `l'adresse` is two, `doesn't` is one; the `'s` of a possessive tells nothing. */
function splitWords(core: string, start: number, last: boolean): readonly PlainWord[] {
  const found = [...core.matchAll(word)];
  return found.map(({ 0: written, index }, i) => ({
    text: written.replace(/'s$/, ''),
    place: { start: start + index, end: start + index + written.length, last: last && i === found.length - 1 },
  }));
}
