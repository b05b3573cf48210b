/** The headers at the beginning of a mail or part. */
import { limits } from '../limits.ts';
import { decodeWords } from './encoded-words.ts';
import { afterLineEnd, isBlank, isLineEnd, lineEndAfter } from './line-ends.ts';
import type { Header } from './mail.ts';
import { createTextBuilder, type MappedText, sliceText } from './mapped-text.ts';
import { layerOf } from './raw-layer.ts';

/** Where one header field stands; its value runs over all its folded lines. */
interface Field {
  readonly name: string;
  readonly start: number;
  end: number;
}
export interface HeaderBlock {
  readonly headers: readonly Header[];
  /** Offset in the text where the body begins: after the blank line, or at the first line that is no header. */
  readonly bodyStart: number;
}

const fieldNameAt = /([!-9;-~]{1,100})[ \t]{0,8}:/y;
const byteOrderMark = 0xfeff;

/** Read the headers that begin at `from`; an mbox `From ` line before them is passed over. */
export function readHeaders(of: MappedText, from = 0): HeaderBlock {
  const { fields, bodyStart } = readFields(of.text, from);
  const headers = fields.map(({ name, start, end }) => ({ name, value: layerOf(decodeWords(unfold(of, start, end))) }));
  return { headers, bodyStart };
}

/** Names and places only: enough to tell whether this is a mail. */
export function readFields(text: string, from: number): { readonly fields: readonly Field[]; readonly bodyStart: number } {
  const fields: Field[] = [];
  const most = Math.min(text.length, from + limits.headerLength);
  let at = from;
  while (at < most) {
    const end = lineEndAfter(text, at, most);
    if (end === at || endsBlank(text, at, end)) return { fields, bodyStart: afterLineEnd(text, end, text.length) };
    const colon = isBlank(text.charCodeAt(at)) ? 0 : colonAfterName(text, at);
    const last = fields.at(-1);
    if (colon > 0) fields.push({ name: nameBefore(text, at, colon), start: colon, end });
    else if (isBlank(text.charCodeAt(at))) {
      if (last) last.end = end;
    } else if (!(fields.length === 0 && isMboxLine(text, at)) && !headerFollows(text, end)) return { fields, bodyStart: at };
    at = afterLineEnd(text, end, text.length);
  }
  return { fields, bodyStart: at };
}

/** A line of nothing but blanks ends the headers too, unless more of them follow. */
function endsBlank(text: string, at: number, end: number): boolean {
  return blankLineEnd(text, at, end) === end && !headerFollows(text, end);
}

/** Past a byte order mark and blank lines, where headers stand behind them; else `from`. */
export function skipToHeaders(text: string, from: number): number {
  let at = text.charCodeAt(from) === byteOrderMark ? from + 1 : from;
  const most = Math.min(text.length, at + limits.headerLength);
  for (let end = blankLineEnd(text, at, most); end < most && isLineEnd(text.charCodeAt(end)); end = blankLineEnd(text, at, most)) {
    at = afterLineEnd(text, end, most);
  }
  return colonAfterName(text, at) > 0 || isMboxLine(text, at) ? at : from;
}

/** Past the blanks that begin a line. */
function blankLineEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Offset after the colon of a header name that starts exactly at `at`, 0 where none does. */
function colonAfterName(text: string, at: number): number {
  fieldNameAt.lastIndex = at;
  return fieldNameAt.test(text) ? fieldNameAt.lastIndex : 0;
}

function nameBefore(text: string, at: number, colon: number): string {
  return text
    .slice(at, colon - 1)
    .trimEnd()
    .toLowerCase();
}

/** `From kim@example.com Sat Nov 21 …` of an mbox, quoted or not. */
function isMboxLine(text: string, at: number): boolean {
  return text.startsWith('From ', at) || text.startsWith('>From ', at);
}

/** A line that is no header is passed over where a header comes after it: a fold that lost its blank. */
function headerFollows(text: string, end: number): boolean {
  const next = afterLineEnd(text, end, text.length);
  return next > end && colonAfterName(text, next) > 0;
}

/** The value in `[start, end)` without its line breaks and the blanks around it (RFC 5322 §2.2.3). */
function unfold(of: MappedText, start: number, end: number): MappedText {
  const { text } = of;
  const first = skipSpace(text, start, end);
  const last = dropSpace(text, first, end);
  const value = sliceText(of, first, last);
  const firstBreak = lineEndAfter(value.text, 0, value.text.length);
  if (firstBreak === value.text.length) return value;
  const out = createTextBuilder(value);
  let at = 0;
  for (let lineEnd = firstBreak; at < value.text.length; lineEnd = lineEndAfter(value.text, at, value.text.length)) {
    out.copy(at, lineEnd);
    at = afterLineEnd(value.text, lineEnd, value.text.length);
  }
  return out.finish();
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function dropSpace(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

function isSpace(code: number): boolean {
  return isBlank(code) || isLineEnd(code);
}
