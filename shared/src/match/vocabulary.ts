/**
 * The words that rules know, which stay as they are in the form of a reply. Asked by hash, of units in place: most words of hosts and names are
 * nobody's, and to cut each of them out to ask for it would take longer than all the rest.
 */

/** What rules may look for. */
export interface Vocabulary {
  /** As `normalPhrase` writes them. */
  readonly phrases: readonly string[];
  /** Of lists and meanings; a stem ends with `*`. */
  readonly words: readonly string[];
}
/** A stretch of a text in UTF-16 units. */
export interface Stretch {
  readonly units: Uint16Array;
  readonly start: number;
  readonly end: number;
}
export interface Known {
  readonly words: WordSet;
  /** Beginnings that make a word known; their shortest and longest. */
  readonly stems: WordSet;
  readonly shortest: number;
  readonly longest: number;
  /** Numbers, as `octetOf` gives them, that a phrase begins with: it may begin inside an IP address that has one. */
  readonly heads: ReadonlySet<number>;
  /** First numbers of what a phrase ends with, or of an IP address it has: an IP address that begins with one may be meant. */
  readonly tails: ReadonlySet<number>;
}
/** Words by hash. */
interface WordSet {
  readonly byHash: ReadonlyMap<number, readonly string[]>;
  /** A bit for the end of each hash: nearly always the answer is no. */
  readonly isFiled: Uint8Array;
}

const alphanumeric = /[a-z0-9]+/g;
/** Where there are no stems. */
const longestStem = 64;
/** What stands in the shapes of values themselves. */
const shapeWords = ['http', 'https', 'bytes', 'kb', 'mb', 'gb', 'kib', 'mib', 'gib'];
/** Undefined where a phrase has a value joined to a word: it could stand inside any word. */
export function knownWords({ phrases, words: listed }: Vocabulary): Known | undefined {
  const words = new Set(shapeWords);
  const stems = new Set<string>();
  const heads = new Set<number>();
  const tails = new Set<number>();
  for (const phrase of phrases) {
    if (/[a-z0-9]\{|\}[a-z0-9]/.test(phrase)) return undefined;
    for (const literal of phrase.split(/…|\{[a-z-]{1,20}\}/)) {
      for (const found of literal.match(alphanumeric) ?? []) words.add(found);
      if (!numeral.test(literal)) continue;
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
  const [shortest, longest] = [Math.min(...lengths, longestStem), Math.max(...lengths, 0)];
  return { words: openWordSet(words), stems: openWordSet(stems), heads, tails, shortest, longest };
}
const numeral = /\d/;
const headNumber = /^[^a-z0-9]{0,8}(\d{1,20})(?![a-z0-9])/;
const tailNumber = /(?<![a-z0-9.])(\d{1,20})(?:\.\d{1,20}){0,8}[^a-z0-9]{0,8}$/;
const wholeIp = /(?<![\d.])(\d{1,3})(?:\.\d{1,3}){3}/;
function addNumber(numbers: Set<number>, where: RegExp, literal: string): void {
  const found = where.exec(literal)?.[1];
  if (found !== undefined && found.length <= 3) numbers.add(octetOf(found.length, Number(found)));
}
/** A number of so many digits, at most three: `07` is not `7`. */
export function octetOf(digits: number, value: number): number {
  return 1_000 * digits + value;
}

const factor = 0x9e37;
function nextHash(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, factor);
  return mixed ^ (mixed >>> 13);
}
const hashes = 1 << 16;
function openWordSet(words: Iterable<string>): WordSet {
  const byHash = new Map<number, string[]>();
  const isFiled = new Uint8Array(hashes >> 3);
  for (const word of words) {
    let hash = 0;
    for (let at = 0; at < word.length; at++) hash = nextHash(hash, word.charCodeAt(at));
    const same = byHash.get(hash);
    if (same) same.push(word);
    else byHash.set(hash, [word]);
    const place = (hash & (hashes - 1)) >> 3;
    isFiled[place] = (isFiled[place] ?? 0) | (1 << (hash & 7));
  }
  return { byHash, isFiled };
}
function mayHave({ isFiled }: WordSet, hash: number): boolean {
  return ((isFiled[(hash & (hashes - 1)) >> 3] ?? 0) & (1 << (hash & 7))) !== 0;
}
function has({ byHash }: WordSet, hash: number, stretch: Stretch): boolean {
  return byHash.get(hash)?.some((word) => isWritten(word, stretch)) === true;
}
function isWritten(word: string, { units, start, end }: Stretch): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== units[start + at]) return false;
  return true;
}

/** Is a stretch in lower case a word that rules know, or does it begin with a stem that they know? */
export function isKnown({ words, stems, shortest, longest }: Known, stretch: Stretch): boolean {
  const { units, start, end } = stretch;
  let hash = 0;
  for (let at = start; at < end; at++) {
    hash = nextHash(hash, units[at] ?? 0);
    const length = at + 1 - start;
    if (length < shortest || length > longest || !mayHave(stems, hash)) continue;
    if (has(stems, hash, { units, start, end: at + 1 })) return true;
  }
  return mayHave(words, hash) && has(words, hash, stretch);
}
/** Is it a word that they know, whatever it begins with? */
export function isWord({ words }: Known, stretch: Stretch): boolean {
  let hash = 0;
  for (let at = stretch.start; at < stretch.end; at++) hash = nextHash(hash, stretch.units[at] ?? 0);
  return has(words, hash, stretch);
}
