/**
 * windows-1252, which is what mail labelled ISO-8859-1 is in practice (Encoding Standard §9). Mended here, because Node's
 * TextDecoder takes the bytes 80 to 9F for control characters (seen in 20.20) and a browser's does not.
 */
import { once } from './once.ts';

const beyondLatin1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const leftAsControls = /[\u0080-\u009f]/g;

/** The character of one byte. */
export function windows1252Character(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? beyondLatin1.charAt(byte - 0x80) : String.fromCharCode(byte);
}

/** One for all: to make a decoder takes longer than to decode a line. */
const decoder = once(() => new TextDecoder('windows-1252'));
/** One character a byte, exact where the bytes are ASCII. */
export function decodeAscii(bytes: Uint8Array): string {
  return decoder().decode(bytes);
}
/** One character a byte. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = decodeAscii(bytes);
  return text.replace(leftAsControls, (control) => windows1252Character(control.charCodeAt(0)));
}
