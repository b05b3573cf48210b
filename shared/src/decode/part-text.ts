/** The text of one leaf: transfer encoding, charset, line ends, in this order. */
import { limits } from '../limits.ts';
import type { Source } from '../model.ts';
import { decodeBase64 } from './base64.ts';
import { alignLines, type ByteLines, bytesOfText, isByteText } from './byte-lines.ts';
import { type Charset, charsetFor, decodeBytes, isUnsaid, knownCharset } from './charset.ts';
import { unifyLineEnds } from './line-ends.ts';
import { type MappedBytes, type MappedText, sliceText } from './mapped-text.ts';
import { once } from './once.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';

export interface Body {
  /** As it stands in the source. */
  readonly text: MappedText;
  /** Content-Transfer-Encoding, lower case; '' where absent. */
  readonly encoding: string;
  /** As labelled; `undefined` where absent. */
  readonly charset: string | undefined;
}
/** Decodes the bodies of one source; its lines are compared with its bytes at most once, and only when a part needs it. */
export type BodyReader = (body: Body) => MappedText;

export function createBodyReader(source: Source): BodyReader {
  const shown = shownReader(source);
  return ({ text, encoding, charset }) => {
    const bounded = sliceText(text, 0, Math.min(text.text.length, limits.partLength));
    return unifyLineEnds(withoutMark(decodeTransfer({ text: bounded, encoding, charset }, shown)));
  };
}

function decodeTransfer(body: Body, shown: BodyReader): MappedText {
  if (body.encoding === 'base64') return decodeLabelled(decodeBase64(body.text), body.charset);
  if (body.encoding === 'quoted-printable') return decodeLabelled(decodeQuotedPrintable(body.text), body.charset);
  return shown(body);
}

function decodeLabelled(bytes: MappedBytes, label: string | undefined): MappedText {
  const charset = charsetFor(label, bytes.bytes);
  return charset ? decodeBytes(bytes, charset) : { text: '', map: bytes.map };
}

const beyondAscii = /[\u0080-\uffff]/;

/** Parts that are not transfer-encoded: the host's text is taken as shown, unless the host could not decode it. */
function shownReader(source: Source): BodyReader {
  const host = once(() => isByteText(source));
  const lines = once(() => alignLines(source));
  return ({ text, charset }) => {
    if (!beyondAscii.test(text.text)) {
      const escaped = escapedCharset(text.text, charset);
      return escaped ? decodeBytes(bytesOfText(text), escaped) : text;
    }
    if (!source.bytes || text.map.shift === undefined) return text;
    if (host()) return decodeLabelled(bytesOfText(text), charset);
    const aligned = text.text.includes('\uFFFD') ? lines() : undefined;
    return aligned ? fromLines(aligned, text, charset) : text;
  };
}

/** Charsets that hide other letters behind ASCII: the host shows their bytes. Japanese reports often do not say so. */
function escapedCharset(text: string, label: string | undefined): Charset | undefined {
  if (label === undefined || isUnsaid(label))
    return text.includes('\x1b$B') || text.includes('\x1b$@') ? knownCharset('iso-2022-jp') : undefined;
  const charset = knownCharset(label);
  if (charset?.name === 'utf-7') return text.includes('+') ? charset : undefined;
  return charset?.name === 'iso-2022-jp' && text.includes('\x1b') ? charset : undefined;
}

function fromLines(lines: ByteLines, { text, map }: MappedText, label: string | undefined): MappedText {
  const start = map.shift ?? 0;
  const charset = charsetFor(label, lines.bytesOf(start, start + text.length));
  return charset ? lines.decode(start, start + text.length, charset) : { text, map };
}

function withoutMark(of: MappedText): MappedText {
  return of.text.startsWith('\uFEFF') ? sliceText(of, 1, of.text.length) : of;
}
