/** Writes the form of a reply: its units, with a stand-in for every word that no rule knows. One pass, and nothing is cut out of the text. */
import { isKnown, isWord, type Known, octetOf, type Stretch } from './vocabulary.ts';

/** What is read: lower case, single blanks, the names of addresses struck out. */
export interface Units {
  readonly units: Uint16Array;
  readonly length: number;
}
/** What is written, and where it came from; used again for each reply. */
export interface Page {
  readonly units: Uint16Array;
  length: number;
  /** Of each stand-in: start and end of what it stands for, its own start and end. */
  readonly cuts: Int32Array;
  /** Where they end. */
  cutsEnd: number;
}
/** Room for the form of a text of so many units: an IP address may become longer, and a stand-in has a sign before it. */
export function openPage(longest: number): Page {
  return { units: new Uint16Array(2 * longest), length: 0, cuts: new Int32Array(2 * longest + 4), cutsEnd: 0 };
}

/** The place in the text of the character that became `at`; of a stand-in, that of its word's first or last character. */
export function originIn({ cuts, cutsEnd }: Pick<Page, 'cuts' | 'cutsEnd'>, at: number): number {
  let shift = 0;
  for (let cut = 0; cut < cutsEnd; cut += 4) {
    const end = cuts[cut + 1] ?? 0;
    const placeEnd = cuts[cut + 3] ?? 0;
    if (at < (cuts[cut + 2] ?? 0)) break;
    if (at < placeEnd) return at === placeEnd - 1 ? end - 1 : (cuts[cut] ?? 0);
    shift = end - placeEnd;
  }
  return at + shift;
}

/** By kind of word, words that nobody knows; each has a first and a last character of its own. */
interface StandIns {
  readonly name: Uint16Array;
  readonly letters: Uint16Array;
  /** Begins with a letter. */
  readonly mixed: Uint16Array;
  /** Begins with a digit. */
  readonly counted: Uint16Array;
  readonly ip: Uint16Array;
  /** By the length of a number: the shapes of numbers have lengths. None where rules know such a one. */
  readonly numbers: readonly (Uint16Array | undefined)[];
}
/** Undefined where rules know all of a kind. */
function standInsBeside(known: Known): StandIns | undefined {
  const isFree = (word: string): boolean => !isKnown(known, stretchOf(word));
  const letters = ['qx', 'xq', 'qj', 'jq', 'zq', 'qz'].find(isFree);
  const mixed = ['q7', 'x7', 'j7', 'z7', 'q9'].find(isFree);
  const counted = ['7q', '7x', '7j', '7z', '9q'].find(isFree);
  const octet = ['77', '97', '87', '67', '57'].find((number) => !isWord(known, stretchOf(number)));
  if (letters === undefined || mixed === undefined || counted === undefined || octet === undefined) return undefined;
  const numbers = Array.from({ length: longestRun + 1 }, (_, length) => '7'.repeat(length));
  return {
    name: unitsOf('@@'),
    letters: unitsOf(letters),
    mixed: unitsOf(mixed),
    counted: unitsOf(counted),
    ip: unitsOf([octet, octet, octet, octet].join('.')),
    numbers: numbers.map((number) => (isWord(known, stretchOf(number)) ? undefined : unitsOf(number))),
  };
}
function stretchOf(word: string): Stretch {
  return { units: unitsOf(word), start: 0, end: word.length };
}
function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** Runs between blanks: all, or those with a sign that plain words have not. */
type Runs = 'all' | 'signed';
/** Writes the form of what is read on a page. */
export type FormWriter = (read: Units, page: Page, which: Runs) => void;

/** A longer run without blanks stays: the shapes of hosts, web addresses and numbers have lengths, and so have gaps. */
const longestRun = 48;
interface Writing extends Units {
  readonly known: Known;
  readonly standIns: StandIns;
  readonly page: Page;
}
/** Undefined where no word can stand in for others. */
export function openFormWriter(known: Known): FormWriter | undefined {
  const standIns = standInsBeside(known);
  if (!standIns) return undefined;
  return ({ units, length }, page, which) => {
    const writing: Writing = { known, standIns, units, length, page };
    page.length = 0;
    page.cutsEnd = 0;
    for (let start = 0; start < length; ) {
      let end = start;
      let kinds = which === 'all' ? signed : 0;
      for (let before = 0, unit = units[end] ?? 0; end < length && unit !== blank; before = unit, unit = units[++end] ?? 0) {
        const kind = kindOf(unit);
        kinds |= before === colon && (kind & behindColon) !== 0 ? kind | joined : kind;
        // Nearly all runs stay as they are.
        page.units[page.length + end - start] = unit;
      }
      const isRead = (kinds & signed) !== 0 && (kinds & joined) === 0 && end - start > 1 && end - start <= longestRun;
      if (isRead) writeRun(writing, start, end);
      else page.length += end - start;
      if (end < length) page.units[page.length++] = blank;
      start = end + 1;
    }
  };
}
/** What stands between two blanks: its words. */
function writeRun(writing: Writing, start: number, end: number): void {
  for (let at = start; at < end; ) {
    const unit = unitAt(writing, at);
    if (unit === atSign) at = writeName(writing, at, end);
    else if (isAlphanumeric(unit)) {
      let wordEnd = at + 1;
      while (wordEnd < end && isAlphanumeric(unitAt(writing, wordEnd))) wordEnd++;
      const ipEnd = unitAt(writing, wordEnd) === dot ? writeIp(writing, at) : at;
      if (ipEnd === at) writeWord(writing, at, wordEnd);
      at = Math.max(ipEnd, wordEnd);
    } else copy(writing, at, ++at);
  }
}
/** The name of an address, struck out: its length tells nothing. */
function writeName(writing: Writing, start: number, runEnd: number): number {
  let end = start + 1;
  while (end < runEnd && unitAt(writing, end) === atSign) end++;
  if (end - start > 2) replace(writing, { start, end }, writing.standIns.name);
  else copy(writing, start, end);
  return end;
}
/** Writes the IP address that begins at `start` and gives its end; `start` where none does, or one that may be meant. */
function writeIp(writing: Writing, start: number): number {
  const before = unitAt(writing, start - 1);
  if (before === dot || before === comma || before === underscore || !isNeighbour(writing, start - 1)) return start;
  let end = start;
  for (let octet = 0; octet < 4; octet++) {
    if (octet > 0 && unitAt(writing, end++) !== dot) return start;
    const first = end;
    let value = 0;
    for (let unit = unitAt(writing, end); (kindOf(unit) & digit) !== 0; unit = unitAt(writing, ++end)) value = 10 * value + unit - zero;
    if (end === first || end - first > 3 || mayBeMeant(writing.known, octetOf(end - first, value), octet)) return start;
  }
  if (!endsIp(writing, end)) return start;
  if (isNeighbour(writing, end)) replace(writing, { start, end }, writing.standIns.ip);
  else copy(writing, start, end);
  return end;
}
function mayBeMeant({ heads, tails }: Known, octet: number, index: number): boolean {
  return heads.has(octet) || (index === 0 && tails.has(octet));
}
/** No letter, no digit, no underscore follows, and no further part. */
function endsIp(writing: Writing, end: number): boolean {
  const next = unitAt(writing, end);
  if (isAlphanumeric(next) || next === underscore) return false;
  return (next !== dot && next !== comma) || end + 1 >= writing.length || unitAt(writing, end + 1) === blank;
}
function writeWord(writing: Writing, start: number, end: number): void {
  const isAlone = end - start > 1 && isNeighbour(writing, start - 1) && isNeighbour(writing, end);
  const word = { units: writing.units, start, end };
  const standIn = isAlone && !isKnown(writing.known, word) ? standInOf(word, writing.standIns) : undefined;
  if (standIn) replace(writing, word, standIn);
  else copy(writing, start, end);
}
function standInOf({ units, start, end }: Stretch, { letters, mixed, counted, numbers }: StandIns): Uint16Array | undefined {
  let kinds = 0;
  for (let at = start; at < end; at++) kinds |= kindOf(units[at] ?? 0);
  if ((kinds & digit) === 0) return letters;
  if ((kinds & letter) === 0) return numbers[end - start];
  if ((kindOf(units[start] ?? 0) & letter) !== 0) return mixed;
  // `10kb` is a size.
  return (kindOf(units[end - 1] ?? 0) & sizeEnd) !== 0 ? undefined : counted;
}

function copy({ units, page }: Writing, start: number, end: number): void {
  for (let at = start; at < end; at++) page.units[page.length++] = units[at] ?? 0;
}
function replace({ page }: Writing, { start, end }: { readonly start: number; readonly end: number }, standIn: Uint16Array): void {
  const { cuts } = page;
  cuts[page.cutsEnd++] = start;
  cuts[page.cutsEnd++] = end;
  cuts[page.cutsEnd++] = page.length;
  for (let at = 0; at < standIn.length; at++) page.units[page.length++] = standIn[at] ?? 0;
  cuts[page.cutsEnd++] = page.length;
}

const [blank, comma, dot, zero, colon, atSign, underscore] = [32, 44, 46, 48, 58, 64, 95];
/** What a unit is, a bit each. */
const [digit, letter, neighbour, signed, behindColon, sizeEnd, joined] = [1, 2, 4, 8, 16, 32, 64];
/** Made in a few steps: every start of the program makes it. */
const kinds = new Uint8Array(128);
const numerals = '0123456789';
addKind(numerals, digit);
addKind('abcdefghijklmnopqrstuvwxyz', letter);
// Signs that are no part of a word in any script, nor join words (`user's`).
addKind(' .,;<>()[]{}@/=-_+"*?!&%#|:', neighbour);
// Plain words have none of them.
addKind(`${numerals}@.`, signed);
// A colon inside may belong to an IPv6 address or a port, whose shapes have lengths.
addKind(`${numerals}abcdef:.`, behindColon);
addKind('bkms', sizeEnd);
function addKind(signs: string, kind: number): void {
  for (const sign of signs) kinds[sign.charCodeAt(0)] = (kinds[sign.charCodeAt(0)] ?? 0) | kind;
}
function kindOf(unit: number): number {
  return unit < 128 ? (kinds[unit] ?? 0) : 0;
}
function isAlphanumeric(unit: number): boolean {
  return (kindOf(unit) & (digit | letter)) !== 0;
}
/** Nothing stands before the first word and behind the last. */
function isNeighbour(read: Units, at: number): boolean {
  return at < 0 || at >= read.length || (kindOf(unitAt(read, at)) & neighbour) !== 0;
}
function unitAt({ units, length }: Units, at: number): number {
  return at >= 0 && at < length ? (units[at] ?? 0) : 0;
}
