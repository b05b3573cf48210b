/**
 * The cheap pass over a big log: which lines have one of many literal hints, found on the bytes, before any line is copied, decoded or read.
 *
 * The bytes are looked at two at a time, as words. Every hint is filed under two of its words, one for each way it may lie on them (it begins
 * with the first or with the second byte of a word), and those are its rarest ones in the beginning of the text. So nearly every word says at once
 * that no hint lies there and no line ends there; only where one says that a hint may, the hint is compared in place.
 */

/** A literal of two ASCII characters or more, found anywhere in a line; after `\n` at its beginning only, and then it may be one. */
export interface Hint {
  readonly literal: string;
  /** Written in upper or lower case alike. */
  readonly anyCase?: boolean;
  /** A bit of its own, or one shared with others of the same meaning; `1` to `1 << 29`. */
  readonly bit: number;
}
/** A line with hints, without its line end. Bytes beyond `end` are no part of it. */
export interface HintedLine {
  readonly start: number;
  readonly end: number;
  /** Lines before it in this scan. */
  readonly line: number;
  /** The bits of all hints it has. */
  readonly bits: number;
}
export interface HintScanner {
  /** Give the hinted lines of whole lines of bytes, in order; the number of line ends. Lines end at `\r\n`, `\n` or a lone `\r`. */
  scan(bytes: Uint8Array, take: (line: HintedLine) => void): number;
}

const lineFeed = 10;
const carriageReturn = 13;

export function openHintScanner(hints: readonly Hint[]): HintScanner {
  let files: HintFiles | undefined;
  return {
    scan(bytes, take) {
      files ??= fileHints(hints, bytes);
      const line: LineUnderWay = { files, bytes, take, start: 0, number: 0, bits: 0 };
      meet(line, files.beginnings[bytes[0] ?? 0], 0);
      lookAtWords(line);
      if (line.bits !== 0) take({ start: line.start, end: bytes.length, line: line.number, bits: line.bits });
      return line.number;
    },
  };
}

/** The line that is under way, and what was met in it. */
interface LineUnderWay {
  readonly files: HintFiles;
  readonly bytes: Uint8Array;
  readonly take: (line: HintedLine) => void;
  start: number;
  number: number;
  bits: number;
}
/** Words lie on even places of the memory that the bytes are part of: a first byte and a last one may stand alone. */
function lookAtWords(line: LineUnderWay): void {
  const { bytes, files } = line;
  const { kinds } = files;
  const odd = bytes.byteOffset & 1;
  const words = new Uint16Array(bytes.buffer, bytes.byteOffset + odd, Math.max(0, bytes.length - odd) >> 1);
  if (odd === 1 && bytes.length > 0) look(line, -1, wordOf(0, bytes[0] ?? 0));
  // Four at once, each looked up once: mostly none of them says anything.
  let index = 0;
  for (; index + 3 < words.length; index += 4) {
    const one = words[index] ?? 0;
    const two = words[index + 1] ?? 0;
    const three = words[index + 2] ?? 0;
    const four = words[index + 3] ?? 0;
    const ofOne = kinds[one] ?? 0;
    const ofTwo = kinds[two] ?? 0;
    const ofThree = kinds[three] ?? 0;
    const ofFour = kinds[four] ?? 0;
    if ((ofOne | ofTwo | ofThree | ofFour) === 0) continue;
    const at = odd + 2 * index;
    if (ofOne !== 0) look(line, at, one);
    if (ofTwo !== 0) look(line, at + 2, two);
    if (ofThree !== 0) look(line, at + 4, three);
    if (ofFour !== 0) look(line, at + 6, four);
  }
  for (; index < words.length; index++) look(line, odd + 2 * index, words[index] ?? 0);
  const seen = odd + 2 * words.length;
  if (seen < bytes.length) look(line, seen, wordOf(bytes[seen] ?? 0, 0));
}
/** The word at `at`: a hint may lie there, or a line end. */
function look(line: LineUnderWay, at: number, word: number): void {
  const { files, bytes } = line;
  const kind = files.kinds[word] ?? 0;
  if ((kind & mayBeHint) !== 0) meet(line, files.drawers[files.drawerOf[word] ?? 0], at);
  if ((kind & endsLine) === 0) return;
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (first === lineFeed || first === carriageReturn) endLine(line, at, first);
  if (second === lineFeed || second === carriageReturn) endLine(line, at + 1, second);
}
function endLine(line: LineUnderWay, end: number, byte: number): void {
  const { files, bytes } = line;
  if (line.bits !== 0) line.take({ start: line.start, end, line: line.number, bits: line.bits });
  if (byte !== lineFeed || end === 0 || bytes[end - 1] !== carriageReturn) line.number++;
  line.start = end + 1;
  line.bits = 0;
  const beginnings = files.beginnings[bytes[end + 1] ?? 0];
  if (beginnings !== undefined) meet(line, beginnings, end + 1);
}
/** Those of `filed` that lie at `at`. */
function meet(line: LineUnderWay, filed: readonly Filed[] | undefined, at: number): void {
  if (filed === undefined) return;
  for (const one of filed) {
    const start = at - one.at;
    if ((line.bits & one.bit) === 0 && start >= line.start && liesAt(one, line.bytes, start)) line.bits |= one.bit;
  }
}
function liesAt({ letters, others }: Filed, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < letters.length; index++) {
    const byte = bytes[start + index];
    if (byte !== letters[index] && byte !== others[index]) return false;
  }
  return true;
}

/** What a word says: both, one or none of it. */
const mayBeHint = 1;
const endsLine = 2;
interface HintFiles {
  /** By word. */
  readonly kinds: Uint8Array;
  /** By word; 0 where nothing is filed. */
  readonly drawerOf: Uint16Array;
  readonly drawers: readonly (readonly Filed[])[];
  /** By first byte: the hints of line beginnings. */
  readonly beginnings: readonly (readonly Filed[] | undefined)[];
}
interface Filed {
  readonly letters: Uint8Array;
  /** The same letters in the other case; where case tells, the same again. */
  readonly others: Uint8Array;
  readonly bit: number;
  /** Where in the hint the word stands under which it is filed. */
  readonly at: number;
}

/** So much of a text tells which words are rare in it; whatever it tells, what is found is the same. */
const sampleLength = 1 << 16;
const bytesOfWord = 256;
function fileHints(hints: readonly Hint[], text: Uint8Array): HintFiles {
  const drawers = openDrawers();
  const beginnings: Filed[][] = [];
  const counts = countsOf(text.subarray(0, sampleLength));
  for (const hint of hints) {
    const { bit } = hint;
    const { letters, others, firsts, places } = writtenOf(hint);
    for (const first of firsts) beginnings[first] = [...(beginnings[first] ?? []), { letters, others, bit, at: 0 }];
    for (const { at, words } of rarest(places, counts)) for (const word of words) drawers.of(word).push({ letters, others, bit, at });
  }
  const { drawerOf, all, kinds } = drawers;
  return { kinds, drawerOf, drawers: all, beginnings };
}
/** What a hint is in bytes, whatever the text. */
interface WrittenHint {
  readonly letters: Uint8Array;
  readonly others: Uint8Array;
  /** Of one that stands at the beginning of a line: the bytes it may begin with. */
  readonly firsts: readonly number[];
  /** Of any other: where it has which words. */
  readonly places: readonly WordPlace[];
}
const written = new WeakMap<Hint, WrittenHint>();
function writtenOf(hint: Hint): WrittenHint {
  const known = written.get(hint);
  if (known) return known;
  const { literal, anyCase = false } = hint;
  const isBeginning = literal.startsWith('\n');
  const { letters, others } = lettersOf(isBeginning ? literal.slice(1) : literal, anyCase);
  const firsts = isBeginning ? formsAt(letters, others, 0) : [];
  const made = { letters, others, firsts, places: isBeginning ? [] : placesOf(letters, others) };
  written.set(hint, made);
  return made;
}
function openDrawers() {
  const drawerOf = new Uint16Array(1 << 16);
  const all: Filed[][] = [[]];
  const kinds = new Uint8Array(1 << 16);
  const say = (word: number, kind: number): void => {
    kinds[word] = (kinds[word] ?? 0) | kind;
  };
  for (let byte = 0; byte < bytesOfWord; byte++)
    for (const end of [lineFeed, carriageReturn]) for (const word of [wordOf(byte, end), wordOf(end, byte)]) say(word, endsLine);
  return {
    drawerOf,
    all,
    kinds,
    /** That of a word, for a hint; opened where it has none. */
    of(word: number): Filed[] {
      if (drawerOf[word] === 0) drawerOf[word] = all.push([]) - 1;
      say(word, mayBeHint);
      return all[drawerOf[word] ?? 0] ?? [];
    },
  };
}
function lettersOf(literal: string, anyCase: boolean): { readonly letters: Uint8Array; readonly others: Uint8Array } {
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return anyCase
    ? { letters: bytesOf(literal.toLowerCase()), others: bytesOf(literal.toUpperCase()) }
    : { letters: bytesOf(literal), others: bytesOf(literal) };
}

/** How often each word stands in a text, on even places and on odd ones. */
function countsOf(text: Uint8Array): Uint32Array {
  const counts = new Uint32Array(1 << 16);
  for (let at = 0; at + 1 < text.length; at++) {
    const word = wordOf(text[at] ?? 0, text[at + 1] ?? 0);
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}
interface WordPlace {
  readonly at: number;
  /** All that may stand there: in both cases, and behind the hint any byte at all. */
  readonly words: readonly number[];
}
function placesOf(letters: Uint8Array, others: Uint8Array): readonly WordPlace[] {
  return Array.from(letters, (_, at) => {
    const [first, second] = [formsAt(letters, others, at), formsAt(letters, others, at + 1)];
    return { at, words: first.flatMap((one) => second.map((other) => wordOf(one, other))) };
  });
}
interface CountedPlace extends WordPlace {
  readonly count: number;
}
/** The rarest of the words that a hint has where it begins with a word, and where it begins inside one. */
function rarest(places: readonly WordPlace[], counts: Uint32Array): readonly CountedPlace[] {
  const counted = places.map(({ at, words }): CountedPlace => ({ at, words, count: countOf(words, counts) }));
  return [0, 1].flatMap((parity) => {
    const possible = counted.filter(({ at }) => (at & 1) === parity);
    return possible.length === 0 ? [] : [possible.reduce((best, place) => (isBetter(place, best) ? place : best))];
  });
}
function countOf(words: readonly number[], counts: Uint32Array): number {
  let count = 0;
  for (const word of words) count += counts[word] ?? 0;
  return count;
}
/** Among words that the text does not show, those of fewer forms, and then those further on: beginnings of hints are alike. */
function isBetter(place: CountedPlace, best: CountedPlace): boolean {
  return place.count < best.count || (place.count === best.count && place.words.length <= best.words.length);
}
const anyByte: readonly number[] = Array.from({ length: bytesOfWord }, (_, byte) => byte);
function formsAt(letters: Uint8Array, others: Uint8Array, at: number): readonly number[] {
  const [letter, other] = [letters[at], others[at]];
  if (letter === undefined || other === undefined) return anyByte;
  return letter === other ? [letter] : [letter, other];
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
function wordOf(first: number, second: number): number {
  return isLittleEndian ? first | (second << 8) : (first << 8) | second;
}
