/**
 * A source of which the host gave both text and bytes. The host decoded the bytes in one charset; a part written in
 * another is read from the bytes. Lines of both correspond one to one, and so the text is mapped back line by line.
 */
import type { Source } from '../model.ts';
import type { Charset } from './charset.ts';
import { afterLineEnd, lineEndAfter } from './line-ends.ts';
import { createTextBuilder, type MappedBytes, type MappedText, type TextBuilder } from './mapped-text.ts';
import { type OffsetMap, shiftMap } from './offset-map.ts';
import { lastStartAt } from './sorted-starts.ts';

export interface ByteLines {
  /** The bytes of the lines that hold `text[start, end)`, which is a run of whole lines. */
  bytesOf(start: number, end: number): Uint8Array;
  /** Those lines decoded; each maps back to its shown line, exactly at both ends where the two agree. */
  decode(start: number, end: number, charset: Charset): MappedText;
}

/** `undefined` where the bytes do not have the lines of the text. */
export function alignLines(source: Source): ByteLines | undefined {
  const { text, bytes } = source;
  if (!bytes) return undefined;
  const textStarts = lineStarts(text);
  const byteStarts = byteLineStarts(bytes);
  if (textStarts.length !== byteStarts.length) return undefined;
  const region = (start: number, end: number): Uint8Array => {
    const first = lastStartAt(textStarts, start);
    const last = lastStartAt(textStarts, Math.max(start, end - 1));
    return bytes.subarray(byteStarts[first] ?? 0, byteStarts[last + 1] ?? bytes.length);
  };
  return {
    bytesOf: region,
    decode: (start, end, charset) => decodeByLine({ text, map: shiftMap(0) }, { start, end, bytes: region(start, end), charset }),
  };
}

/** True where the host's text is one character a byte (latin1) and so loses nothing. */
export function isByteText({ text, bytes }: Source): boolean {
  if (!bytes || bytes.length !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== bytes[at]) return false;
  return true;
}

/** The bytes of a text of one character a byte; a character beyond becomes a question mark. */
export function bytesOfText({ text, map }: { readonly text: string; readonly map: OffsetMap }): MappedBytes {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes[at] = code < 256 ? code : 63;
  }
  return { bytes, map };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = lineEndAfter(text, 0, text.length); end < text.length; ) {
    const start = afterLineEnd(text, end, text.length);
    starts.push(start);
    end = lineEndAfter(text, start, text.length);
  }
  return starts;
}
function byteLineStarts(bytes: Uint8Array): readonly number[] {
  const starts = [0];
  for (let end = byteLineEnd(bytes, 0); end < bytes.length; ) {
    const start = afterByteLineEnd(bytes, end);
    starts.push(start);
    end = byteLineEnd(bytes, start);
  }
  return starts;
}

interface Region {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly charset: Charset;
}

function decodeByLine(of: MappedText, { start, end, bytes, charset }: Region): MappedText {
  const out = createTextBuilder(of);
  let at = start;
  let byteAt = 0;
  while (at < end) {
    const textEnd = lineEndAfter(of.text, at, end);
    const byteEnd = byteLineEnd(bytes, byteAt);
    appendLine(out, { shown: of.text.slice(at, textEnd), start: at, decoded: charset.decode(bytes.subarray(byteAt, byteEnd)) });
    const next = afterLineEnd(of.text, textEnd, end);
    out.copy(textEnd, next);
    byteAt = afterByteLineEnd(bytes, byteEnd);
    at = next;
  }
  return out.finish();
}

function byteLineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  return at;
}

function afterByteLineEnd(bytes: Uint8Array, at: number): number {
  return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
}

interface Line {
  readonly shown: string;
  readonly start: number;
  readonly decoded: string;
}
/** One line: the ASCII of both readings stands for itself where it is the same, run by run; else what they share at the ends. */
function appendLine(out: TextBuilder, line: Line): void {
  const { shown, start, decoded } = line;
  if (shown === '' || shown === decoded) return out.copy(start, start + shown.length);
  const runs = sameAscii(shown, decoded);
  if (!runs) return appendEnds(out, line);
  let at = start;
  for (const [asShown, asDecoded] of runs) {
    if (asDecoded !== undefined) out.put(asDecoded, at, at + asShown.length);
    else out.copy(at, at + asShown.length);
    at += asShown.length;
  }
}

/**
 * Both readings in runs that stand for each other; a second text where it is not ASCII. Nothing where their ASCII differs: charsets whose
 * characters hold ASCII bytes.
 *
 *     shown    Empf\uFFFDnger f\uFFFDr kim: 550 5.1.1
 *     decoded  Empfänger für kim: 550 5.1.1
 */
function sameAscii(shown: string, decoded: string): readonly (readonly [string, string | undefined])[] | undefined {
  const [ours, theirs] = [shown.split(beyondAscii), decoded.split(beyondAscii)];
  if (ours.length !== theirs.length) return undefined;
  const isSame = ours.every((run, index) => (index % 2 === 1 ? theirs[index] !== undefined : run === theirs[index]));
  return isSame ? ours.map((run, index) => [run, index % 2 === 1 ? theirs[index] : undefined] as const) : undefined;
}
/** Captured, so that a split keeps these runs, at the odd places. */
const beyondAscii = /([\u0080-\uffff]+)/;

/**
 * What both readings share at the ends of a line stands for itself, the middle as one unit.
 *
 *     shown    550 \uFFFD\uFFFD\uFFFD\uFFFD kim
 *     decoded  550 存在 kim
 */
function appendEnds(out: TextBuilder, { shown, start, decoded }: Line): void {
  const most = Math.min(shown.length, decoded.length);
  let prefix = 0;
  while (prefix < most && shown.charCodeAt(prefix) === decoded.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (suffix < most - prefix && shown.at(-1 - suffix) === decoded.at(-1 - suffix)) suffix++;
  if (prefix + suffix === shown.length && prefix > 0) prefix--;
  else if (prefix + suffix === shown.length) suffix--;
  out.copy(start, start + prefix);
  if (decoded.length > prefix + suffix)
    out.put(decoded.slice(prefix, decoded.length - suffix), start + prefix, start + shown.length - suffix);
  out.copy(start + shown.length - suffix, start + shown.length);
}
