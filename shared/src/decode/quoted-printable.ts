/** Quoted-printable (RFC 2045 §6.7) and its header form Q (RFC 2047 §4.2). What is no valid escape is taken as it stands. */
import { afterLineEnd, isBlank, isLineEnd } from './line-ends.ts';
import { type ByteBuilder, createByteBuilder, type MappedBytes, type MappedText } from './mapped-text.ts';

const equals = '='.charCodeAt(0);
const underscore = '_'.charCodeAt(0);

/**
 * A body. Soft line breaks and blanks at line ends are dropped, line ends become `\n`.
 *
 *     Caf=C3=A9 =⏎au lait
 *        ^^^^^^          two bytes of three characters each
 */
export function decodeQuotedPrintable(of: MappedText): MappedBytes {
  const { text } = of;
  const out = createByteBuilder(text.length + 4);
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === equals) at = appendEscape(text, at, out);
    else if (isLineEnd(code)) at = appendLineEnd(text, at, out);
    else if (code < 0x80) at = appendRun(text, at, out);
    else at = appendShown(text, at, out);
  }
  return out.finish(of.map);
}

/** Decode the text of a Q word in `text[start, end)`: `_` is a blank. */
export function appendQ(text: string, range: { readonly start: number; readonly end: number }, out: ByteBuilder): void {
  let at = range.start;
  while (at < range.end) {
    const code = text.charCodeAt(at);
    const byte = code === equals && at + 2 < range.end ? hexByteAt(text, at + 1) : -1;
    if (byte >= 0) {
      out.push(byte, at, 3);
      at += 3;
    } else if (code === underscore) out.push(32, at++, 1);
    else at = appendShown(text, at, out);
  }
}

/** The byte written as two hexadecimal digits at `at`, or -1. */
export function hexByteAt(text: string, at: number): number {
  const high = hexDigit(text.charCodeAt(at));
  const low = hexDigit(text.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function appendEscape(text: string, at: number, out: ByteBuilder): number {
  const byte = hexByteAt(text, at + 1);
  if (byte >= 0) {
    out.push(byte, at, 3);
    return at + 3;
  }
  const blanks = afterBlanks(text, at + 1);
  if (blanks >= text.length) return blanks;
  if (isLineEnd(text.charCodeAt(blanks))) return afterLineEnd(text, blanks, text.length);
  out.push(equals, at, 1);
  return at + 1;
}

/** Characters that stand for themselves, up to one that does not; but for the blanks that end a line, or all. */
function appendRun(text: string, from: number, out: ByteBuilder): number {
  let end = from;
  while (end < text.length && standsForItself(text.charCodeAt(end))) end++;
  const endsLine = end >= text.length || isLineEnd(text.charCodeAt(end));
  let last = end;
  while (endsLine && last > from && isBlank(text.charCodeAt(last - 1))) last--;
  out.copy(text, from, last);
  return end;
}
function standsForItself(code: number): boolean {
  return code < 0x80 && code !== equals && !isLineEnd(code);
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function appendLineEnd(text: string, at: number, out: ByteBuilder): number {
  const next = afterLineEnd(text, at, text.length);
  out.push(10, at, next - at);
  return next;
}

/** A character that should not need decoding; one beyond ASCII, which the host already decoded, goes on as UTF-8. */
function appendShown(text: string, at: number, out: ByteBuilder): number {
  const code = text.charCodeAt(at);
  if (code < 0x80) {
    out.push(code, at, 1);
    return at + 1;
  }
  const point = text.codePointAt(at) ?? code;
  const length = point > 0xffff ? 2 : 1;
  out.group(utf8Bytes(point), at, at + length);
  return at + length;
}

/** UTF-8 of one code point; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(point: number): readonly number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 63)];
  if (point >= 0xd800 && point < 0xe000) return [0xef, 0xbf, 0xbd];
  if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
}
