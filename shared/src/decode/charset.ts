/** Charsets: the label a mail gives, to the decoder it means; bytes to text with the way back. */
import { characterLengths } from './character-lengths.ts';
import { createTextBuilder, latin1Text, type MappedBytes, type MappedText } from './mapped-text.ts';
import { chainMaps, createMapBuilder, type MapBuilder, type OffsetMap, shiftMap } from './offset-map.ts';
import { decodeUtf7 } from './utf-7.ts';
import { decodeWindows1252 } from './windows-1252.ts';

export interface Charset {
  /** Name of the Encoding Standard, lower case; `utf-7` beside them. */
  readonly name: string;
  decode(bytes: Uint8Array): string;
}

/** Labels in use that the Encoding Standard does not list. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['iso-2022-jp-1', 'iso-2022-jp'],
  ['iso-2022-jp-ms', 'iso-2022-jp'],
  ['cp50220', 'iso-2022-jp'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['cp51932', 'euc-jp'],
  ['eucjp-ms', 'euc-jp'],
  ['unicode-1-1-utf-7', 'utf-7'],
  ['utf7', 'utf-7'],
  ['utf_8', 'utf-8'],
  ['utf-8-mac', 'utf-8'],
  ['windows1252', 'windows-1252'],
  ['latin-1', 'windows-1252'],
  ['iso8859_1', 'windows-1252'],
]);
const unsaid: ReadonlySet<string> = new Set(['', 'us-ascii', 'ascii', 'ansi_x3.4-1968', 'default', 'unknown-8bit', 'unknown', 'x-unknown']);

/** Decoders made so far: making one costs more than using it. Holds no more than the labels that exist. */
const made = new Map<string, Charset>();

/** The charset of a label, `undefined` where nobody knows it. */
export function knownCharset(label: string): Charset | undefined {
  const lower = label.trim().toLowerCase();
  const name = aliases.get(lower) ?? lower;
  const charset = made.get(name) ?? makeCharset(name);
  if (charset) made.set(name, charset);
  return charset;
}

function makeCharset(name: string): Charset | undefined {
  if (name === 'utf-7') return { name, decode: (bytes) => decodeUtf7({ bytes, map: shiftMap(0) }).text };
  try {
    const decoder = new TextDecoder(name, { ignoreBOM: true });
    const encoding = decoder.encoding.toLowerCase();
    if (encoding === 'windows-1252') return { name: encoding, decode: decodeWindows1252 };
    if (encoding === 'iso-2022-jp') return { name: encoding, decode: (bytes) => decoder.decode(withoutIdleEscapes(bytes)) };
    return { name: encoding, decode: (bytes) => decoder.decode(bytes) };
  } catch {
    return undefined;
  }
}

/**
 * What to decode these bytes with: as labelled, if they are that; else UTF-8, if they are that; else as labelled, with gaps.
 * Where the label is absent or unknown, windows-1252 comes last. What was labelled ISO-2022-JP may have lost its escapes
 * on the way and be EUC-JP or Shift_JIS.
 */
export function charsetFor(label: string | undefined, bytes: Uint8Array): Charset | undefined {
  const named = label === undefined || isUnsaid(label) ? undefined : knownCharset(label);
  if (named && isValid(named.name, bytes)) return named;
  const others = named?.name === 'iso-2022-jp' ? ['utf-8', 'euc-jp', 'shift_jis'] : ['utf-8'];
  const other = others.find((name) => isValid(name, bytes));
  if (other !== undefined) return knownCharset(other);
  return named ?? knownCharset('windows-1252');
}

/** True where every byte makes sense in that charset; always in those of one byte a character. */
function isValid(name: string, bytes: Uint8Array): boolean {
  if (!characterLengths(name)) return true;
  try {
    new TextDecoder(name, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** True of a label that says no more than that nobody thought of it; the bytes tell more. */
export function isUnsaid(label: string | undefined): boolean {
  return label === undefined || unsaid.has(label.trim().toLowerCase());
}

function isUtf16(charset: Charset): boolean {
  return charset.name === 'utf-16le' || charset.name === 'utf-16be';
}

/**
 * Without escape sequences that another follows at once. The Encoding Standard reads such a pair as an error, but words of a
 * header put together have one wherever two of them met.
 */
function withoutIdleEscapes(bytes: Uint8Array): Uint8Array {
  return bytes.filter((_, at) => !isIdle(bytes, at) && !isIdle(bytes, at - 1) && !isIdle(bytes, at - 2));
}

function isIdle(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1b && bytes[at + 3] === 0x1b;
}

/** The text of bytes; a character maps to all its bytes, an unreadable stretch of a line as a whole. */
export function decodeBytes(of: MappedBytes, charset: Charset): MappedText {
  if (charset.name === 'utf-7') return decodeUtf7(of);
  const text = isUtf16(charset) || !characterLengths(charset.name) ? charset.decode(of.bytes) : undefined;
  if (text === undefined) return decodeLines(of, charset);
  if (text.length === of.bytes.length) return { text, map: of.map };
  const map = createMapBuilder();
  if (isUtf16(charset) && text.length === Math.ceil(of.bytes.length / 2)) addPairs(map, of.bytes.length);
  else map.unit(0, Math.max(1, of.bytes.length), text.length);
  return { text, map: chainMaps(map.finish(), of.map) };
}

function addPairs(map: MapBuilder, length: number): void {
  for (let at = 0; at < length; at += 2) map.unit(at, Math.min(2, length - at), 1);
}

/** Charsets of many bytes a character: ASCII stretches stand for themselves, the rest is decoded up to the line's end. */
function decodeLines(of: MappedBytes, charset: Charset): MappedText {
  const { bytes } = of;
  const out = createTextBuilder(latin1Text(of));
  let at = 0;
  while (at < bytes.length) {
    const special = nextSpecial(bytes, at, charset.name === 'iso-2022-jp');
    out.copy(at, special);
    if (special >= bytes.length) break;
    const end = lineEnd(bytes, special);
    out.append(decodeStretch(bytes, { start: special, end }, charset));
    at = end;
  }
  return out.finish();
}

function nextSpecial(bytes: Uint8Array, from: number, escapes: boolean): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || (escapes && byte === 0x1b)) return at;
    at++;
  }
  return at;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  return at;
}

/** One stretch within a line; its map leads to offsets of `bytes`. */
function decodeStretch(bytes: Uint8Array, range: { readonly start: number; readonly end: number }, charset: Charset): MappedText {
  const text = charset.decode(bytes.subarray(range.start, range.end));
  return { text, map: characterMap(bytes, range, { text, name: charset.name }) ?? suffixMap(bytes, range, text) };
}

/** Character by character, where the lengths their lead bytes announce agree with what was decoded. */
function characterMap(
  bytes: Uint8Array,
  range: { readonly start: number; readonly end: number },
  { text, name }: { readonly text: string; readonly name: string },
): OffsetMap | undefined {
  const lengths = characterLengths(name);
  if (!lengths || text.includes('\uFFFD')) return undefined;
  const next = lengths(bytes);
  const map = createMapBuilder();
  let at = range.start;
  let decoded = 0;
  while (at < range.end) {
    const { length, silent } = next(at);
    const units = silent ? 0 : (text.codePointAt(decoded) ?? 0) > 0xffff ? 2 : 1;
    if (at + length > range.end) return undefined;
    if (length === 1 && !silent && (bytes[at] ?? 0) < 0x80 && name !== 'iso-2022-jp' && text.charCodeAt(decoded) !== bytes[at])
      return undefined;
    map.unit(at, length, units);
    decoded += units;
    at += length;
  }
  return decoded === text.length ? map.finish() : undefined;
}

/** What could not be read character by character: the ASCII end of the line exactly, all before it as one unit. */
function suffixMap(bytes: Uint8Array, range: { readonly start: number; readonly end: number }, text: string): OffsetMap {
  let suffix = 0;
  const most = Math.min(text.length, range.end - range.start) - 1;
  while (
    suffix < most &&
    (bytes[range.end - 1 - suffix] ?? 128) < 0x80 &&
    text.charCodeAt(text.length - 1 - suffix) === bytes[range.end - 1 - suffix]
  )
    suffix++;
  const map = createMapBuilder();
  map.unit(range.start, range.end - range.start - suffix, text.length - suffix);
  map.copy(range.end - suffix, suffix);
  return map.finish();
}
