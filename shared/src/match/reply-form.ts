/**
 * The form of a normalised reply: every word that no rule knows is written as a stand-in of its kind.
 *
 *     "<@@@@alamedia.example>: user unknown, see 203.0.113.71"
 *     "<@@qx.qx>: user unknown, see 77.77.77.77"
 *
 * Servers say the same of thousands of recipients, so thousands of replies have a few hundred forms, and what was found in one form is found in
 * all its replies. Phrases and meanings can't tell a reply from its form: a stand-in has letters and digits where its word has them, no word of
 * any phrase or list is replaced or made, and gaps are measured in words. Where a word's length or neighbours could tell, it stays.
 */
import { openMemory } from './memory.ts';

export interface ReplyForm {
  readonly text: string;
  /** The offset in the reply of the character that became `text[at]`; of a stand-in, that of its word's first or last character. */
  originOf(at: number): number;
}

/** What rules may look for. */
export interface Vocabulary {
  /** As `normalPhrase` writes them. */
  readonly phrases: readonly string[];
  /** Of lists and meanings; a stem ends with `*`. */
  readonly words: readonly string[];
}

/** Gives the form of a normalised reply in which the names of addresses are struck out. */
export type FormReader = (text: string) => ReplyForm;

export function openForms(vocabulary: Vocabulary): FormReader {
  const known = knownWords(vocabulary);
  const standIns = known && standInsBeside(known);
  if (!known || !standIns) return sameForm;
  const formed = (text: string, which: Runs): ReplyForm => writeForm(text, cutsOf({ known, standIns, text, cuts: [] }, which));
  const rests = openMemory<ReplyForm>(rememberedForms);
  return (text) => {
    // What is left without names, hosts, addresses and numbers are the same few hundred texts again and again.
    const signed = formed(text, 'signed');
    const whole = rests(signed.text, () => formed(signed.text, 'all'));
    return { text: whole.text, originOf: (at) => signed.originOf(whole.originOf(at)) };
  };
}
const rememberedForms = 3_000;
/** A reply as its own form. */
export function sameForm(text: string): ReplyForm {
  return { text, originOf: (at) => at };
}

/** A stretch of the reply, and what the form has in its place. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly standIn: string;
}
function writeForm(text: string, cuts: readonly Cut[]): ReplyForm {
  if (cuts.length === 0) return sameForm(text);
  let form = '';
  let from = 0;
  for (const { start, end, standIn } of cuts) {
    form += text.slice(from, start) + standIn;
    from = end;
  }
  return { text: form + text.slice(from), originOf: (at) => originIn(cuts, at) };
}
function originIn(cuts: readonly Cut[], at: number): number {
  let shift = 0;
  for (const { start, end, standIn } of cuts) {
    const place = start - shift;
    if (at < place) break;
    if (at < place + standIn.length) return at === place + standIn.length - 1 ? end - 1 : start;
    shift += end - start - standIn.length;
  }
  return at + shift;
}

interface Known {
  readonly words: ReadonlySet<string>;
  /** Beginnings that make a word known; their shortest and longest. */
  readonly stems: ReadonlySet<string>;
  readonly shortest: number;
  readonly longest: number;
  /** Numbers that a phrase begins with: it may begin inside an IP address that has one. */
  readonly heads: ReadonlySet<string>;
  /** First numbers of what a phrase ends with, or of an IP address it has: an IP address that begins with one may be meant. */
  readonly tails: ReadonlySet<string>;
}
const alphanumeric = /[a-z0-9]+/g;
/** Where there are no stems. */
const longestStem = 64;
/** What stands in the shapes of values themselves. */
const shapeWords = ['http', 'https', 'bytes', 'kb', 'mb', 'gb', 'kib', 'mib', 'gib'];
/** Undefined where a phrase has a value joined to a word: it could stand inside any word. */
function knownWords({ phrases, words: listed }: Vocabulary): Known | undefined {
  const words = new Set(shapeWords);
  const stems = new Set<string>();
  const heads = new Set<string>();
  const tails = new Set<string>();
  for (const phrase of phrases) {
    if (/[a-z0-9]\{|\}[a-z0-9]/.test(phrase)) return undefined;
    for (const literal of phrase.split(/…|\{[a-z-]{1,20}\}/)) {
      for (const found of literal.match(alphanumeric) ?? []) words.add(found);
      addNumber(heads, headNumber, literal);
      addNumber(tails, tailNumber, literal);
      addNumber(tails, wholeIp, literal);
    }
  }
  for (const written of listed) {
    for (const found of written.match(alphanumeric) ?? []) words.add(found);
    if (written.endsWith('*')) stems.add(written.slice(0, -1));
  }
  const lengths = [...stems].map((stem) => stem.length);
  return { words, stems, heads, tails, shortest: Math.min(...lengths, longestStem), longest: Math.max(...lengths, 0) };
}
const headNumber = /^[^a-z0-9]{0,8}(\d{1,20})(?![a-z0-9])/;
const tailNumber = /(?<![a-z0-9.])(\d{1,20})(?:\.\d{1,20}){0,8}[^a-z0-9]{0,8}$/;
const wholeIp = /(?<![\d.])(\d{1,3})(?:\.\d{1,3}){3}/;
function addNumber(numbers: Set<string>, where: RegExp, literal: string): void {
  const found = where.exec(literal)?.[1];
  if (found !== undefined) numbers.add(found);
}
function isKnown({ words, stems, shortest, longest }: Known, word: string): boolean {
  if (words.has(word)) return true;
  for (let length = shortest; length <= longest && length <= word.length; length++) if (stems.has(word.slice(0, length))) return true;
  return false;
}

/** By kind of word, words that nobody knows; each has a first and a last character of its own. */
interface StandIns {
  readonly letters: string;
  /** Begins with a letter. */
  readonly mixed: string;
  /** Begins with a digit. */
  readonly counted: string;
  readonly ip: string;
}
function standInsBeside(known: Known): StandIns | undefined {
  const free = (all: readonly string[]): string | undefined => all.find((word) => !isKnown(known, word));
  const letters = free(['qx', 'xq', 'qj', 'jq', 'zq', 'qz']);
  const mixed = free(['q7', 'x7', 'j7', 'z7', 'q9']);
  const counted = free(['7q', '7x', '7j', '7z', '9q']);
  const octet = ['77', '97', '87', '67', '57'].find((number) => !known.words.has(number));
  if (letters === undefined || mixed === undefined || counted === undefined || octet === undefined) return undefined;
  return { letters, mixed, counted, ip: [octet, octet, octet, octet].join('.') };
}

/** A longer run without blanks stays: the shapes of hosts, web addresses and numbers have lengths, and so have gaps. */
const longestRun = 48;
interface Run {
  readonly known: Known;
  readonly standIns: StandIns;
  readonly text: string;
  readonly cuts: Cut[];
}
/** Runs between blanks: all, or those with a sign that plain words have not. */
type Runs = 'all' | 'signed';
function cutsOf(run: Run, which: Runs): readonly Cut[] {
  const { text, cuts } = run;
  for (let start = 0; start < text.length; ) {
    let end = start;
    let isSigned = which === 'all';
    for (let unit = text.charCodeAt(end); end < text.length && unit !== blank; unit = text.charCodeAt(++end))
      isSigned ||= unit === atSign || isDigit(unit) || unit === dot;
    if (isSigned && end - start > 1 && end - start <= longestRun) cutRun(run, start, end);
    start = end + 1;
  }
  return cuts;
}
const blank = 32;
const dot = 46;
const atSign = 64;
/** A colon inside may belong to an IPv6 address or a port, whose shapes have lengths. */
const colonInside = /:[0-9a-f:.]/;
const ipAddress = /\d{1,3}(?:\.\d{1,3}){3}(?![a-z0-9_]|[.,][^ ])/y;
/** What stands between two blanks: its words. */
function cutRun(run: Run, start: number, end: number): void {
  const { text } = run;
  const written = text.slice(start, end);
  if (written.includes(':') && colonInside.test(written)) return;
  for (let at = start; at < end; ) {
    const unit = text.charCodeAt(at);
    if (unit === atSign) at = cutName(run, at, end);
    else if (isAlphanumeric(unit)) {
      let wordEnd = at + 1;
      while (wordEnd < end && isAlphanumeric(text.charCodeAt(wordEnd))) wordEnd++;
      at = cutIp(run, at, wordEnd) ?? cutWord(run, at, wordEnd);
    } else at++;
  }
}
/** The name of an address, struck out: its length tells nothing. */
function cutName({ text, cuts }: Run, start: number, runEnd: number): number {
  let end = start + 1;
  while (end < runEnd && text.charCodeAt(end) === atSign) end++;
  if (end - start > 2) cuts.push({ start, end, standIn: '@@' });
  return end;
}
/** Where the IP address ends that begins here. */
function cutIp({ known, standIns, text, cuts }: Run, start: number, wordEnd: number): number | undefined {
  if (text.charAt(wordEnd) !== '.' || !isDigit(text.charCodeAt(start)) || !ipMayFollow(text.charAt(start - 1))) return undefined;
  ipAddress.lastIndex = start;
  const found = ipAddress.exec(text)?.[0];
  if (found === undefined || mayBeMeant(known, found)) return undefined;
  const end = start + found.length;
  if (isNeighbour(text.charAt(end))) cuts.push({ start, end, standIn: standIns.ip });
  return end;
}
function mayBeMeant({ heads, tails }: Known, ip: string): boolean {
  const [first = '', ...others] = ip.split('.');
  return tails.has(first) || heads.has(first) || others.some((one) => heads.has(one));
}
function ipMayFollow(sign: string): boolean {
  return sign !== '.' && sign !== ',' && sign !== '_' && isNeighbour(sign);
}
function cutWord({ known, standIns, text, cuts }: Run, start: number, end: number): number {
  if (end - start === 1 || !isNeighbour(text.charAt(start - 1)) || !isNeighbour(text.charAt(end))) return end;
  const word = text.slice(start, end);
  if (isKnown(known, word)) return end;
  const standIn = standInOf(word, standIns);
  if (standIn !== undefined && !known.words.has(standIn)) cuts.push({ start, end, standIn });
  return end;
}
const lettersOnly = /^[a-z]{2,60}$/;
const digitsOnly = /^\d{2,60}$/;
/** `10kb` is a size. */
const maybeSize = /^\d.{0,60}[bkms]$/;
function standInOf(word: string, { letters, mixed, counted }: StandIns): string | undefined {
  if (lettersOnly.test(word)) return letters;
  // The shapes of numbers have lengths.
  if (digitsOnly.test(word)) return '7'.repeat(word.length);
  if (!isDigit(word.charCodeAt(0))) return mixed;
  return maybeSize.test(word) ? undefined : counted;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}
function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || (unit >= 97 && unit <= 122);
}
/** Signs that are no part of a word in any script, nor join words (`user's`). */
const neighbours = ' .,;<>()[]{}@/=-_+"*?!&%#|:';
/** Nothing stands before the first word and behind the last. */
function isNeighbour(sign: string): boolean {
  return sign === '' || neighbours.includes(sign);
}
