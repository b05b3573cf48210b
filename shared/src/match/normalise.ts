/**
 * The normalised reply: what phrases are matched against.
 *
 *     said: 550-5.1.1 The email account   that you tried to\n550 5.1.1 reach does not exist.
 *           → "the email account that you tried to reach does not exist."
 *
 * Case folded; every run of white space (NBSP, folds, re-wrapping) one blank; continuation prefixes removed, in mid-line too (Postfix joins
 * the lines of a reply and keeps their prefixes); quote marks at line starts removed; quotation marks and dashes unified.
 */

export interface NormalisedReply {
  readonly text: string;
  /** The offset in the reply of the character that became `text[at]`; nothing behind its end. */
  originOf(at: number): number | undefined;
}

const unified: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '`': "'",
  '´': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
};

const blank = /[\s\u00a0\u200b\ufeff]/;
/** `550-5.1.1 `, `550-`, `550 5.1.1 `, `550 `; what follows decides whether it is a prefix. */
const replyPrefix = /([2-5]\d\d)(-|[ \t]{1,4})(?:#?[245]\.\d{1,3}\.\d{1,3}(?![\w.]))?[ \t-]{0,4}/y;
const quoteMark = /(?:>[ \t]?){1,8}/y;

const localPartChar = /[^\s<>()[\]{}"',;:|\\/@]/;
/** People's names are short; a longer local part was made by a program, and its words tell something (`IMCEAEX-_o=…`). */
const longestName = 32;
/**
 * Strike the names of mail addresses out, so that no phrase is found in them: `<spam@example.com>` is no word about spam. Same length; linear.
 */
export function withoutNames(text: string): string {
  let rest = 0;
  let clean = '';
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', rest)) {
    let start = sign;
    while (start > rest && sign - start <= longestName && localPartChar.test(text.charAt(start - 1))) start--;
    const isName = sign - start <= longestName;
    const name = isName ? '@'.repeat(sign - start) : text.slice(start, sign);
    clean += `${text.slice(rest, start)}${name}@`;
    rest = sign + 1;
  }
  return clean + text.slice(rest);
}

/** Signs that end a local part (`localPartChar`), and what becomes of each unit of ASCII. Made in a few steps: every start of the program makes them. */
const endsName = new Uint8Array(128);
for (const sign of ' <>()[]{}"\',;:|\\/@') endsName[sign.charCodeAt(0)] = 1;
const folded = new Uint8Array(128);
for (let unit = 0; unit < folded.length; unit++) folded[unit] = unit >= 65 && unit <= 90 ? unit + 32 : unit;
/**
 * What `withoutNames` makes of a normalised reply, in units, of one that begins at `begin` behind its prefix; the usual case, at once. Gives its
 * length; undefined where there is more to do than to fold capitals.
 */
export function writePlain(reply: string, begin: number, units: Uint16Array): number | undefined {
  let before = blankUnit;
  let rest = 0;
  const length = reply.length - begin;
  for (let at = 0; at < length; at++) {
    const unit = reply.charCodeAt(begin + at);
    if (unit < blankUnit || unit > tilde || unit === backtick) return undefined;
    if (before === blankUnit && (unit === blankUnit || mayBeginPrefix(unit))) return undefined;
    units[at] = folded[unit] ?? unit;
    if (unit === atSign) {
      strikeName(units, rest, at);
      rest = at + 1;
    }
    before = unit;
  }
  return length > 0 && before === blankUnit ? undefined : length;
}
function strikeName(units: Uint16Array, rest: number, sign: number): void {
  let start = sign;
  while (start > rest && sign - start <= longestName && endsName[units[start - 1] ?? 0] === 0) start--;
  if (sign - start <= longestName) units.fill(atSign, start, sign);
}
const [blankUnit, atSign, backtick, tilde] = [32, 64, 96, 126];

/** Normalise one reply; `replyCode` is the code it begins with, whose repetitions are continuation prefixes. */
export function normaliseReply(reply: string, replyCode: string | undefined): NormalisedReply {
  const begin = prefixEnd(reply);
  const rest = reply.slice(begin);
  if (special.test(rest)) return normaliseEach(reply, replyCode);
  return { text: rest.toLowerCase(), originOf: (at) => (at < rest.length ? begin + at : undefined) };
}
/** Where the text of a reply begins: behind a quote mark, or behind the prefix of its first line. */
export function prefixEnd(reply: string): number {
  if (!mayBeginPrefix(reply.charCodeAt(0))) return 0;
  const start = reply.startsWith('>') ? quoteMark : replyPrefix;
  start.lastIndex = 0;
  return start.test(reply) ? start.lastIndex : 0;
}
/** Most replies are one line of ASCII with single blanks and no further prefix: behind the first one only their capitals change. */
const special = /[^ !-_a-~]| (?:[ >2-5]|$)|^[ >2-5]/;

/** One character after the other. */
function normaliseEach(reply: string, replyCode: string | undefined): NormalisedReply {
  const units: number[] = [];
  const origin: number[] = [];
  let at = 0;
  let afterBlank = true;
  let lineStart = true;
  while (at < reply.length) {
    const unit = reply.charCodeAt(at);
    const skipped = afterBlank && mayBeginPrefix(unit) ? skipPrefix(reply, at, { lineStart, replyCode }) : at;
    if (skipped > at) {
      at = skipped;
      lineStart = false;
      continue;
    }
    const isBlank = unit <= 32 ? unit === 32 || (unit >= 9 && unit <= 13) : unit >= 128 && blank.test(reply.charAt(at));
    if (isBlank) lineStart ||= unit === 10 || unit === 13;
    else lineStart = false;
    if (!(isBlank && afterBlank)) {
      units.push(isBlank ? 32 : foldUnit(unit));
      origin.push(at);
    }
    afterBlank = isBlank;
    at++;
  }
  return { text: textOf(units), originOf: (place) => origin[place] };
}
/** `>`, or a digit that reply codes begin with. */
function mayBeginPrefix(unit: number): boolean {
  return unit === 62 || (unit >= 50 && unit <= 53);
}
/** As many units as a call takes arguments without harm. */
const chunk = 4_096;
export function textOf(units: readonly number[] | Uint16Array): string {
  if (units.length <= chunk) return String.fromCharCode(...units);
  let text = '';
  for (let at = 0; at < units.length; at += chunk) text += String.fromCharCode(...units.slice(at, at + chunk));
  return text;
}

interface Place {
  readonly lineStart: boolean;
  readonly replyCode: string | undefined;
}
/** The offset behind a quote mark or continuation prefix that starts at `at`, behind a blank; else `at`. */
function skipPrefix(reply: string, at: number, place: Place): number {
  if (place.lineStart) {
    quoteMark.lastIndex = at;
    if (quoteMark.test(reply)) return quoteMark.lastIndex;
  }
  replyPrefix.lastIndex = at;
  const prefix = replyPrefix.exec(reply);
  if (!prefix) return at;
  const continues = prefix[2] === '-' || prefix[1] === place.replyCode || at === 0;
  return continues ? replyPrefix.lastIndex : at;
}

/** Quotation marks and dashes unified; lower case that keeps the length: `İ` would become two characters. */
function foldUnit(unit: number): number {
  if (unit < 128 && unit !== 96) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  const char = String.fromCharCode(unit);
  const plain = unified[char] ?? char;
  const lower = plain.toLowerCase();
  return (lower.length === plain.length ? lower : plain).charCodeAt(0);
}
