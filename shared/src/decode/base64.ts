/** Base64 (RFC 4648 §4), tolerant: what is not of its alphabet is passed over, a truncated end gives the bytes it has. */
import { type ByteBuilder, createByteBuilder, type MappedBytes, type MappedText } from './mapped-text.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const notBase64 = 255;
const padding = '='.charCodeAt(0);
const values = valueTable();

function valueTable(): Uint8Array {
  const table = new Uint8Array(128).fill(notBase64);
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  return table;
}

/** The six bits a character stands for, 255 where it is none of the alphabet. */
export function base64Value(code: number): number {
  return values[code] ?? notBase64;
}

export function decodeBase64(of: MappedText): MappedBytes {
  const out = createByteBuilder(((of.text.length * 3) >> 2) + 3);
  appendBase64(of.text, { start: 0, end: of.text.length }, out);
  return out.finish(of.map);
}

/** Decode `text[start, end)`. The bytes of one quantum, padding included, share its characters: a fact in it covers it whole. */
export function appendBase64(text: string, range: { readonly start: number; readonly end: number }, out: ByteBuilder): void {
  let bits = 0;
  let count = 0;
  let first = range.start;
  let last = range.start;
  for (let at = range.start; at < range.end; at++) {
    const code = text.charCodeAt(at);
    const value = base64Value(code);
    if (value !== notBase64) {
      if (count === 0) first = at;
      last = at + 1;
      bits = (bits << 6) | value;
      count++;
    } else if (code === padding && count > 1) {
      const end = text.charCodeAt(at + 1) === padding && at + 1 < range.end ? at + 2 : at + 1;
      out.group(quantum(bits, count), first, end);
      bits = count = 0;
    }
    if (count === 4) {
      out.group(quantum(bits, count), first, last);
      bits = count = 0;
    }
  }
  if (count > 1) out.group(quantum(bits, count), first, last);
}

/** The bytes of 2, 3 or 4 characters. */
function quantum(bits: number, count: number): readonly number[] {
  if (count === 4) return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
  if (count === 3) return [(bits >> 10) & 255, (bits >> 2) & 255];
  return [(bits >> 4) & 255];
}
