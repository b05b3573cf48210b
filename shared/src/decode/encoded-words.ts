/** Encoded words in headers (RFC 2047). */
import { appendBase64 } from './base64.ts';
import { type Charset, decodeBytes, knownCharset } from './charset.ts';
import { isBlank } from './line-ends.ts';
import { createByteBuilder, createTextBuilder, type MappedText } from './mapped-text.ts';
import { shiftMap } from './offset-map.ts';
import { appendQ } from './quoted-printable.ts';

interface EncodedWord {
  readonly charset: string;
  readonly encoding: 'B' | 'Q';
  readonly start: number;
  readonly end: number;
  /** Of the encoded text. */
  readonly from: number;
  readonly to: number;
}

/**
 * Decode the encoded words of an unfolded header value.
 *
 *     Re: =?utf-8?Q?Caf=C3=A9?= =?utf-8?B?IGZlcm3DqQ==?=
 *                                ^ blanks between two words are not text
 *
 * Words of one charset that follow each other are decoded together: writers cut them within a character. A word of an
 * unknown charset is left as it stands.
 */
export function decodeWords(of: MappedText): MappedText {
  const { text } = of;
  if (!text.includes('=?')) return of;
  const out = createTextBuilder(of);
  let copied = 0;
  let at = text.indexOf('=?');
  while (at >= 0) {
    const group = wordGroupAt(text, at);
    const charset = group[0] && knownCharset(group[0].charset);
    const last = group.at(-1);
    if (last && charset) {
      out.copy(copied, at);
      out.append(decodeGroup(text, group, charset));
      copied = skipGap(text, last.end);
    }
    at = text.indexOf('=?', last ? last.end : at + 2);
  }
  out.copy(copied, text.length);
  return out.finish();
}

/** After a word: past the blanks, if another word stands behind them. */
function skipGap(text: string, end: number): number {
  const next = afterBlanks(text, end);
  const word = next > end ? wordAt(text, next) : undefined;
  return word && knownCharset(word.charset) ? next : end;
}

/** The words that begin at `at` and follow each other in one charset. */
function wordGroupAt(text: string, at: number): readonly EncodedWord[] {
  const group: EncodedWord[] = [];
  let word = wordAt(text, at);
  while (word && word.charset === (group[0] ?? word).charset) {
    group.push(word);
    word = wordAt(text, afterBlanks(text, word.end));
  }
  return group;
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The encoded word that starts exactly at `at`: `=?charset[*language]?B|Q?text?=`. */
function wordAt(text: string, at: number): EncodedWord | undefined {
  if (!text.startsWith('=?', at)) return undefined;
  const label = text.indexOf('?', at + 2);
  const encoding = text.charAt(label + 1).toUpperCase();
  if (label < 0 || label - at > 80 || text.charAt(label + 2) !== '?' || (encoding !== 'B' && encoding !== 'Q')) return undefined;
  const close = text.indexOf('?', label + 3);
  if (close < 0 || text.charAt(close + 1) !== '=') return undefined;
  const charset = (text.slice(at + 2, label).split('*')[0] ?? '').toLowerCase();
  return { charset, encoding, start: at, end: close + 2, from: label + 3, to: close };
}

function decodeGroup(text: string, group: readonly EncodedWord[], charset: Charset): MappedText {
  const out = createByteBuilder(256);
  for (const { encoding, from, to } of group) {
    if (encoding === 'B') appendBase64(text, { start: from, end: to }, out);
    else appendQ(text, { start: from, end: to }, out);
  }
  return decodeBytes(out.finish(shiftMap(0)), charset);
}
