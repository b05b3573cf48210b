/**
 * JSON in a log line or a pasted event, read with the place of every value.
 *
 *     {"event":"bounce","reason":"550 5.1.1 \"kim\"\nunknown"}
 *                                 ^^^ a fact read in the decoded string lies where the string wrote it
 *
 * Read tolerantly: what is not JSON ends the reading, and what was read so far counts.
 */
import type { Layer } from '../model.ts';

export interface JsonValue {
  readonly kind: 'object' | 'array' | 'string' | 'word';
  /** Of an object, by name; the last of two of a name counts. */
  readonly members: ReadonlyMap<string, JsonValue>;
  readonly items: readonly JsonValue[];
  /** The decoded string, or the number or word as written; facts stated on it lie in the line. */
  readonly content: Layer;
}

/** A nest deeper than this, or more values, is no event. */
const [deepest, most] = [32, 20_000];

interface Reading {
  readonly layer: Layer;
  at: number;
  left: number;
}

/** The value that begins at `at`; nothing where none does. */
export function jsonAt(layer: Layer, at: number): JsonValue | undefined {
  return readValue({ layer, at, left: most }, 0);
}

/** The member at a path of names: `bounce.bouncedRecipients`. */
export function member(value: JsonValue | undefined, path: string): JsonValue | undefined {
  return path.split('.').reduce((of: JsonValue | undefined, name) => of?.members.get(name), value);
}
/** A string or number as text; nothing for `null`, an empty string, objects and arrays. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (!value || value.kind === 'object' || value.kind === 'array') return undefined;
  const { text } = value.content;
  return text === '' || (value.kind === 'word' && text === 'null') ? undefined : text;
}

function readValue(reading: Reading, depth: number): JsonValue | undefined {
  skipBlanks(reading);
  if (depth > deepest || reading.left-- <= 0) return undefined;
  const sign = reading.layer.text.charAt(reading.at);
  if (sign === '{') return readObject(reading, depth);
  if (sign === '[') return readArray(reading, depth);
  return sign === '"' ? readString(reading) : readWord(reading);
}

function readObject(reading: Reading, depth: number): JsonValue {
  const start = reading.at++;
  const members = new Map<string, JsonValue>();
  while (next(reading, '}')) {
    const name = readString(reading);
    skipBlanks(reading);
    if (!name || reading.layer.text.charAt(reading.at) !== ':') break;
    reading.at++;
    const value = readValue(reading, depth + 1);
    if (!value) break;
    members.set(name.content.text, value);
  }
  return { kind: 'object', members, items: [], content: piece(reading.layer, start, reading.at) };
}
function readArray(reading: Reading, depth: number): JsonValue {
  const start = reading.at++;
  const items: JsonValue[] = [];
  while (next(reading, ']')) {
    const value = readValue(reading, depth + 1);
    if (!value) break;
    items.push(value);
  }
  return { kind: 'array', members: none, items, content: piece(reading.layer, start, reading.at) };
}
const none: ReadonlyMap<string, JsonValue> = new Map();
/** Over blanks and commas; is there more before `close`? Steps over it where not. */
function next(reading: Reading, close: string): boolean {
  skipBlanks(reading);
  if (reading.layer.text.charAt(reading.at) === ',') reading.at++;
  skipBlanks(reading);
  if (reading.at >= reading.layer.text.length) return false;
  if (reading.layer.text.charAt(reading.at) !== close) return true;
  reading.at++;
  return false;
}
function skipBlanks(reading: Reading): void {
  while (/[ \t\r\n]/.test(reading.layer.text.charAt(reading.at))) reading.at++;
}

const word = /[\w.+-]{1,64}/y;
function readWord(reading: Reading): JsonValue | undefined {
  word.lastIndex = reading.at;
  const found = word.exec(reading.layer.text);
  if (!found) return undefined;
  const start = reading.at;
  reading.at += found[0].length;
  return { kind: 'word', members: none, items: [], content: piece(reading.layer, start, reading.at) };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
function readString(reading: Reading): JsonValue | undefined {
  const { text } = reading.layer;
  if (text.charAt(reading.at) !== '"') return undefined;
  const places: number[] = [];
  let decoded = '';
  let at = reading.at + 1;
  while (at < text.length && !endsString(text.charAt(at))) {
    const [unit, length] = unitAt(text, at);
    decoded += unit;
    places.push(at);
    at += length;
  }
  places.push(at);
  reading.at = text.charAt(at) === '"' ? at + 1 : at;
  return { kind: 'string', members: none, items: [], content: mapped(reading.layer, decoded, places) };
}
/** Its quotation mark; or, where it was cut off, the end of its line (RFC 8259 §7: none stands in a string). */
function endsString(unit: string): boolean {
  return unit === '"' || unit === '\n' || unit === '\r';
}
/** One UTF-16 unit and how long it is written: `n`, `\n`, `\u00e9`. */
function unitAt(text: string, at: number): readonly [unit: string, length: number] {
  if (text.charAt(at) !== '\\') return [text.charAt(at), 1];
  const sign = text.charAt(at + 1);
  const hex = text.slice(at + 2, at + 6);
  if (sign === 'u' && /^[0-9A-Fa-f]{4}$/.test(hex)) return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
  return [escapes[sign] ?? sign, sign === '' ? 1 : 2];
}
/** A decoded string whose unit `i` is written from `places[i]` on; the last place is its end. */
function mapped(layer: Layer, text: string, places: readonly number[]): Layer {
  const last = places.at(-1) ?? 0;
  return { text, fact: (kind, value, start, end) => layer.fact(kind, value, places[start] ?? last, places[end] ?? last) };
}
function piece(layer: Layer, from: number, to: number): Layer {
  return { text: layer.text.slice(from, to), fact: (kind, value, start, end) => layer.fact(kind, value, from + start, from + end) };
}
