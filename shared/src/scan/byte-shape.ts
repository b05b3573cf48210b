/**
 * Shapes of bytes: whether the line of a log is of a usual form, told before it is made text. ASCII only; any other byte fits no class.
 *
 * A shape takes what it can and never gives back: there are no second tries, so each byte is looked at a bounded number of times. Where a
 * run is followed by one of its own bytes, the shape does not fit, though a regular expression that gives back might.
 */
import type { Range } from './address.ts';

/** Where what stands at `at`, and before `end`, ends; -1 where it does not stand there. */
export type ByteShape = (bytes: Uint8Array, at: number, end: number) => number;
/** By byte: 1 where it belongs. */
export type ByteClass = Uint8Array;

/** `classOf('0-9', 'A-F', '.')`: ranges, and letters that stand for themselves. */
export function classOf(...members: readonly string[]): ByteClass {
  const all = new Uint8Array(256);
  for (const member of members) {
    const isRange = member.length === 3 && member.charAt(1) === '-';
    if (isRange) all.fill(1, member.charCodeAt(0), member.charCodeAt(2) + 1);
    else for (const letter of member) all[letter.charCodeAt(0)] = 1;
  }
  return all;
}
/** All ASCII but those. */
export function but(members: string): ByteClass {
  const all = new Uint8Array(256).fill(1, 0, 128);
  for (const member of members) all[member.charCodeAt(0)] = 0;
  return all;
}
export const digits = classOf('0-9');
export const alphanumerics = classOf('0-9', 'A-Z', 'a-z');
/** `[\w.-]` */
export const hostLetters = classOf('0-9', 'A-Z', 'a-z', '_.-');

export function literal(text: string): ByteShape {
  const letters = lettersOf(text);
  return (bytes, at, end) => {
    if (at + letters.length > end) return -1;
    for (let index = 0; index < letters.length; index++) if (bytes[at + index] !== letters[index]) return -1;
    return at + letters.length;
  };
}
/** `least` to `most` bytes of a class, as many as there are. */
export function run(of: ByteClass, least: number, most: number): ByteShape {
  return (bytes, at, end) => {
    const last = Math.min(end, at + most);
    let next = at;
    while (next < last && of[bytes[next] ?? 0] === 1) next++;
    return next - at < least ? -1 : next;
  };
}
/** `Aaa _9 99:99`: an upper-case letter, lower-case ones, a blank or a digit, digits; anything else stands for itself. */
export function form(text: string): ByteShape {
  const letters = lettersOf(text);
  const kinds = Uint8Array.from(text, (letter) => formKinds[letter] ?? 0);
  return (bytes, at, end) => {
    if (at + letters.length > end) return -1;
    for (let index = 0; index < letters.length; index++) {
      const byte = bytes[at + index] ?? 0;
      const kind = kinds[index] ?? 0;
      if (kind === 0 ? byte !== letters[index] : ((kindsOfByte[byte] ?? 0) & kind) === 0) return -1;
    }
    return at + letters.length;
  };
}
const formKinds: Readonly<Record<string, number>> = { A: 1, a: 2, 9: 4, _: 4 | 8 };
const kindsOfByte = new Uint8Array(256).fill(1, 65, 91).fill(2, 97, 123).fill(4, 48, 58).fill(8, 32, 33);
/** One behind the other. */
export function inTurn(...shapes: readonly ByteShape[]): ByteShape {
  return (bytes, at, end) => {
    let next = at;
    for (const shape of shapes) {
      next = shape(bytes, next, end);
      if (next < 0) return -1;
    }
    return next;
  };
}
/** The first that stands there. */
export function oneOf(...shapes: readonly ByteShape[]): ByteShape {
  return (bytes, at, end) => {
    for (const shape of shapes) {
      const next = shape(bytes, at, end);
      if (next >= 0) return next;
    }
    return -1;
  };
}
/** Nothing, where that stands there. */
export function before(text: string): ByteShape {
  const found = literal(text);
  return (bytes, at, end) => (found(bytes, at, end) < 0 ? -1 : at);
}
/** Those of syslog's time stamps. */
export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(literal);
/** It, or nothing. */
export function maybe(shape: ByteShape): ByteShape {
  return (bytes, at, end) => Math.max(at, shape(bytes, at, end));
}
/** Behind the first `text`; before it at most `most` bytes, all of a class. */
export function through(text: string, of: ByteClass, most: number): ByteShape {
  const found = literal(text);
  return (bytes, at, end) => {
    for (let next = at; next <= at + most && next < end; next++) {
      const behind = found(bytes, next, end);
      if (behind >= 0) return behind;
      if (of[bytes[next] ?? 0] !== 1) return -1;
    }
    return -1;
  };
}

/** Where a line states its queue id and its recipient. */
export interface DeliveryPlaces {
  readonly queueId: Range;
  readonly recipient: Range;
}
/** A line that tells of one delivery: what stands before, between and behind the two. */
export interface DeliveryShape {
  readonly before: ByteShape;
  readonly queueId: ByteShape;
  readonly between: ByteShape;
  readonly recipient: ByteShape;
  readonly behind: ByteShape;
}
/** Finds them in the line `bytes[start, end)`, where it is of that shape. */
export function placesOf({
  before,
  queueId,
  between,
  recipient,
  behind,
}: DeliveryShape): (...line: Parameters<ByteShape>) => DeliveryPlaces | undefined {
  return (bytes, start, end) => {
    const id = before(bytes, start, end);
    const idEnd = id < 0 ? -1 : queueId(bytes, id, end);
    const to = idEnd < 0 ? -1 : between(bytes, idEnd, end);
    const toEnd = to < 0 ? -1 : recipient(bytes, to, end);
    if (toEnd < 0 || behind(bytes, toEnd, end) < 0) return undefined;
    return { queueId: { start: id, end: idEnd }, recipient: { start: to, end: toEnd } };
  };
}

function lettersOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
