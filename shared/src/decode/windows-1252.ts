/**
 * windows-1252, which is what mail labelled ISO-8859-1 is in practice (Encoding Standard §9). Decoded here, because Node's
 * TextDecoder takes the bytes 80 to 9F for control characters (seen in 20.20) and a browser's does not.
 */
const beyondLatin1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const runLength = 8192;

/** The character of one byte. */
export function windows1252Character(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? beyondLatin1.charAt(byte - 0x80) : String.fromCharCode(byte);
}

/** One character a byte. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += runLength) {
    const units = Array.from(bytes.subarray(at, at + runLength), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? beyondLatin1.charCodeAt(byte - 0x80) : byte,
    );
    pieces.push(String.fromCharCode(...units));
  }
  return pieces.join('');
}
