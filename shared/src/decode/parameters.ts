/** The value of Content-Type: a media type and its parameters (RFC 2045 §5.1), split and encoded ones (RFC 2231) put together. */
import { knownCharset } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import { shiftMap } from './offset-map.ts';
import { hexByteAt, utf8Bytes } from './quoted-printable.ts';

export interface ContentType {
  /** Lower case; the default where absent or unreadable. */
  readonly mediaType: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const mediaTypeAt = /[ \t]{0,64}([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})/y;
/** Fields read; stops a header of a hundred thousand. */
const mostFields = 64;

export function readContentType(value: string | undefined, fallback: string): ContentType {
  mediaTypeAt.lastIndex = 0;
  const found = value === undefined ? undefined : mediaTypeAt.exec(value)?.[1];
  if (value === undefined || found === undefined) return { mediaType: fallback, parameters: joinSections(readPairs(value ?? '', 0)) };
  return { mediaType: found.toLowerCase(), parameters: joinSections(readPairs(value, mediaTypeAt.lastIndex)) };
}

type Pair = readonly [name: string, value: string];

/** `; name=value` as often as it comes; quotes are taken off, what is no parameter is passed over. */
function readPairs(text: string, from: number): readonly Pair[] {
  const pairs: Pair[] = [];
  let at = from;
  for (let fields = 0; at < text.length && fields < mostFields; fields++) {
    const field = text.slice(at, fieldEnd(text, at));
    const equals = field.indexOf('=');
    if (equals >= 0) pairs.push([field.slice(0, equals).trim().toLowerCase(), unquote(field.slice(equals + 1).trim())]);
    at += field.length + 1;
  }
  return pairs;
}

/** Where the field that starts at `from` ends: the next `;` outside quotes, else the end. */
function fieldEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (char === ';' && !quoted) return at;
  }
  return text.length;
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value.split(/[ \t]/, 1)[0] ?? '';
  let out = '';
  for (let at = 1; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === '"') break;
    out += char === '\\' ? value.charAt(++at) : char;
  }
  return out;
}

/** `name*0`, `name*1*` … in the order of their numbers, `name*` decoded; a plain parameter wins over none, an encoded one over a plain. */
function joinSections(pairs: readonly Pair[]): ReadonlyMap<string, string> {
  const plain = new Map<string, string>();
  const sections = new Map<string, Section[]>();
  for (const [name, value] of pairs) {
    const [base = '', ...marks] = name.split('*');
    if (base === '') continue;
    if (marks.length === 0) {
      if (!plain.has(base)) plain.set(base, wordsOf(value));
    } else sections.set(base, [...(sections.get(base) ?? []), sectionOf(marks, value)]);
  }
  for (const [base, list] of sections) plain.set(base, decodeSections(list));
  return plain;
}

interface Section {
  readonly number: number;
  readonly encoded: boolean;
  readonly value: string;
}

/** `*0*`, `*1`, or the single `*`. */
function sectionOf(marks: readonly string[], value: string): Section {
  const number = Number.parseInt(marks[0] ?? '', 10);
  return { number: Number.isNaN(number) ? 0 : number, encoded: marks.at(-1) === '', value };
}

function decodeSections(list: readonly Section[]): string {
  const ordered = [...list].sort((a, b) => a.number - b.number);
  const first = ordered[0];
  if (!first?.encoded) return ordered.map((section) => (section.encoded ? percentText(section.value, 'utf-8') : section.value)).join('');
  const [charset = '', , ...rest] = first.value.split("'");
  if (rest.length === 0) return ordered.map((section) => percentText(section.value, 'utf-8')).join('');
  const tail = ordered
    .slice(1)
    .map((section) => section.value)
    .join('');
  return percentText(rest.join("'") + tail, charset);
}

function percentText(value: string, charset: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const byte = value.charAt(at) === '%' ? hexByteAt(value, at + 1) : -1;
    if (byte >= 0) at += 2;
    const point = value.codePointAt(at) ?? 0;
    if (byte < 0 && point > 0xffff) at++;
    bytes.push(...(byte >= 0 ? [byte] : utf8Bytes(point)));
  }
  return (knownCharset(charset) ?? knownCharset('utf-8'))?.decode(Uint8Array.from(bytes)) ?? value;
}

/** Many writers put encoded words into parameters, against RFC 2047 §5. */
function wordsOf(value: string): string {
  return decodeWords({ text: value, map: shiftMap(0) }).text;
}
