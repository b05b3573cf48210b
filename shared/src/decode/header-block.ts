/** The headers at the beginning of a mail or part. */
import { limits } from '../limits.ts';
import type { Layer } from '../model.ts';
import { decodeWords } from './encoded-words.ts';
import { afterLineEnd, isBlank, isLineEnd, lineEndAfter } from './line-ends.ts';
import type { Header } from './mail.ts';
import { createTextBuilder, type MappedText, sliceText } from './mapped-text.ts';
import { layerOf } from './raw-layer.ts';

/** Where one header field stands; its value runs over all its folded lines. */
interface Field {
  readonly name: string;
  /** Where its line begins. */
  readonly line: number;
  /** Where its value begins. */
  readonly start: number;
  end: number;
}
/** The fields of a header block, and where the body begins. */
export interface FieldBlock {
  readonly fields: readonly Field[];
  readonly bodyStart: number;
}
/** Text that begins with headers; their places, where it was asked for them before. */
export interface HeadedText extends MappedText {
  readonly block?: FieldBlock;
}
export interface HeaderBlock {
  readonly headers: readonly Header[];
  /** Those that may hold encoded words. */
  readonly encoded: readonly Header[];
  /** Offset in the text where the body begins: after the blank line, or at the first line that is no header. */
  readonly bodyStart: number;
}

/** RFC 5322 allows more in a name; but `<kim@example.com>: host said` is no header. */
const fieldNameAt = /([!#$%&'*+.0-9A-Z^_`a-z|~-]{1,100})[ \t]{0,8}:/y;
const parameterAt = /(?:boundary|charset|format|name|report-type|type)\*?=/iy;
const byteOrderMark = 0xfeff;
/** How far a line of nothing but blanks is looked past. */
const mostFolds = 8;

/** Makes text of the whole lines of one field, where the host's text is none. */
export type LineDecoder = (lines: MappedText) => MappedText;

/** Read the headers a text begins with; an mbox `From ` line before them is passed over. */
export function readHeaders(of: HeadedText, decodeLines: LineDecoder = asTheyStand): HeaderBlock {
  const { fields, bodyStart } = of.block ?? readFields(of.text);
  const headers = fields.map((field) => new LazyHeader(field, of, decodeLines));
  const isEncoded = (index: number): boolean => {
    const found = fields[index];
    return found !== undefined && of.text.slice(found.line, found.end).includes('=?');
  };
  const encoded = of.text.slice(0, bodyStart).includes('=?') ? headers.filter((_, index) => isEncoded(index)) : [];
  return { headers, encoded, bodyStart };
}

const asTheyStand: LineDecoder = (lines) => lines;

/** Decoded when it is looked at, as few are. A class, because each object literal with a getter is a shape of its own, slow to make and to read. */
class LazyHeader implements Header {
  readonly name: string;
  private made: Layer | undefined;

  constructor(
    private readonly field: Field,
    private readonly of: MappedText,
    private readonly decodeLines: LineDecoder,
  ) {
    this.name = field.name;
  }

  get value(): Layer {
    this.made ??= this.decoded();
    return this.made;
  }

  private decoded(): Layer {
    const { line, start, end } = this.field;
    const lines = this.decodeLines(sliceText(this.of, line, end));
    return layerOf(decodeWords(unfold(lines, start - line, lines.text.length)));
  }
}

/** Names and places only: enough to tell whether this is a mail. */
export function readFields(text: string): FieldBlock {
  const fields: Field[] = [];
  const most = Math.min(text.length, limits.headerLength);
  let at = 0;
  while (at < most) {
    const end = lineEndAfter(text, at, most);
    const colon = colonAfterName(text, at);
    if (colon > 0) fields.push({ name: nameBefore(text, at, colon), line: at, start: colon, end });
    else {
      const last = fields.at(-1);
      const kind = kindOf(text, { start: at, end }, last);
      if (kind === 'end') return { fields, bodyStart: afterLineEnd(text, end, text.length) };
      if (kind === 'body') return { fields, bodyStart: at };
      if (kind === 'fold' && last) last.end = end;
    }
    at = afterLineEnd(text, end, text.length);
  }
  return { fields, bodyStart: at };
}

/** What a line without a name is: a fold of the last header, the end of all, the first line of a body, or to be passed over. */
function kindOf(text: string, { start, end }: { readonly start: number; readonly end: number }, last: Field | undefined) {
  if (end === start) return 'end';
  if (isBlank(text.charCodeAt(start))) return blanksEnd(text, start, end) === end && !moreFollows(text, end) ? 'end' : 'fold';
  if (!last) return isMboxLine(text, start) ? 'passed over' : 'body';
  if (text.startsWith('--', start)) return 'body';
  if (last.name === 'content-type' && startsParameter(text, start)) return 'fold';
  return headerAfter(text, end) ? 'passed over' : 'body';
}

function nameBefore(text: string, start: number, colon: number): string {
  return text
    .slice(start, colon - 1)
    .trimEnd()
    .toLowerCase();
}

/** A `boundary=…` in a line of its own, whose fold lost its blank. */
function startsParameter(text: string, at: number): boolean {
  parameterAt.lastIndex = at;
  return parameterAt.test(text);
}

/** A line of nothing but blanks ends the headers, unless a header comes next, after some folds perhaps. */
function moreFollows(text: string, lineEnd: number): boolean {
  let end = lineEnd;
  for (let folds = 0; folds < mostFolds; folds++) {
    if (headerAfter(text, end)) return true;
    const next = afterLineEnd(text, end, text.length);
    if (next === end || !isBlank(text.charCodeAt(next))) return false;
    end = lineEndAfter(text, next, text.length);
  }
  return false;
}

/** Does a header begin in the line after this one? */
function headerAfter(text: string, end: number): boolean {
  const next = afterLineEnd(text, end, text.length);
  return next > end && colonAfterName(text, next) > 0;
}

/** Past a byte order mark and blank lines, where headers stand behind them; else `from`. */
export function skipToHeaders(text: string, from: number): number {
  let at = text.charCodeAt(from) === byteOrderMark ? from + 1 : from;
  const most = Math.min(text.length, at + limits.headerLength);
  for (let end = blanksEnd(text, at, most); end < most && isLineEnd(text.charCodeAt(end)); end = blanksEnd(text, at, most)) {
    at = afterLineEnd(text, end, most);
  }
  return beginsHeader(text, at) ? at : from;
}

/** A header begins exactly at `at`, or an mbox `From ` line, which stands before headers. */
export function beginsHeader(text: string, at: number): boolean {
  return colonAfterName(text, at) > 0 || isMboxLine(text, at);
}

/** Past the blanks that begin a line. */
function blanksEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Offset after the colon of a header name that starts exactly at `at`, 0 where none does. */
function colonAfterName(text: string, at: number): number {
  fieldNameAt.lastIndex = at;
  return fieldNameAt.test(text) ? fieldNameAt.lastIndex : 0;
}

/** `From kim@example.com Sat Nov 21 …` of an mbox, quoted or not. */
function isMboxLine(text: string, at: number): boolean {
  return text.startsWith('From ', at) || text.startsWith('>From ', at);
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
