/** UTF-7 (RFC 2152), which the Encoding Standard left out and old Exchange servers still write in their reports. */
import { base64Value } from './base64.ts';
import { createTextBuilder, latin1Text, type MappedBytes, type MappedText } from './mapped-text.ts';

const plus = '+'.charCodeAt(0);
const minus = '-'.charCodeAt(0);

/**
 * Text of UTF-7 bytes.
 *
 *     Zustellung +AFw- fehlgeschlagen
 *                ^^^^^               one unit: `\`
 */
export function decodeUtf7(of: MappedBytes): MappedText {
  const { bytes } = of;
  const out = createTextBuilder(latin1Text(of));
  let at = 0;
  while (at < bytes.length) {
    const shift = bytes.indexOf(plus, at);
    out.copy(at, shift < 0 ? bytes.length : shift);
    if (shift < 0) break;
    const end = shiftEnd(bytes, shift);
    const text = shiftedText(bytes, shift, end);
    if (text === '') out.copy(shift, end);
    else out.put(text, shift, end);
    at = end;
  }
  return out.finish();
}

/** Where the base64 begun by the `+` at `shift` ends, a closing `-` included. */
function shiftEnd(bytes: Uint8Array, shift: number): number {
  let at = shift + 1;
  while (at < bytes.length && base64Value(bytes[at] ?? 0) < 64) at++;
  return at < bytes.length && bytes[at] === minus ? at + 1 : at;
}

/** The UTF-16 units of one shift sequence; `+-` is a plus; '' where there are too few bits for a unit. */
function shiftedText(bytes: Uint8Array, shift: number, end: number): string {
  if (end === shift + 2 && bytes[shift + 1] === minus) return '+';
  let bits = 0;
  let count = 0;
  let text = '';
  for (let at = shift + 1; at < end; at++) {
    const value = base64Value(bytes[at] ?? 0);
    if (value > 63) break;
    bits = ((bits << 6) | value) & 0x3fffff;
    count += 6;
    if (count < 16) continue;
    count -= 16;
    text += String.fromCharCode((bits >> count) & 0xffff);
  }
  return text;
}
