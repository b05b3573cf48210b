/** Bytes as texts and texts as bytes, the same in every host. */

/** Of one alone no copy is made. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = parts.filter(({ length }) => length > 0);
  if (only !== undefined && others.length === 0) return only;
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** One for all: to make a decoder takes longer than to decode a line. */
const oneByteDecoder = new TextDecoder('windows-1252');
/** One character a byte, for looking at what is ASCII in unknown company; the rest is not to be shown. */
export function asciiText(bytes: Uint8Array): string {
  return oneByteDecoder.decode(bytes);
}
export function utf8Bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
