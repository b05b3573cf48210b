/** Bytes → what the core reads: the text an editor would show, and the bytes it was decoded from. */
import type { Source } from '../model.ts';

const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** UTF-8 unless a byte order mark says UTF-16; what cannot be decoded is U+FFFD in the text and itself in the bytes. */
export function sourceOf(bytes: Uint8Array, name: string): Source {
  const utf16 = utf16Name(bytes);
  if (utf16 !== undefined) return { text: new TextDecoder(utf16).decode(bytes), name };
  // An editor shows no byte order mark, so columns count without it.
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const shown = marked ? bytes.subarray(3) : bytes;
  return { text: utf8Decoder.decode(shown), bytes: shown, name };
}
/** By its byte order mark. */
export function utf16Name(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** A NUL early on, and no byte order mark that explains it: a picture, an archive, a database. */
export function isBinary(bytes: Uint8Array): boolean {
  return utf16Name(bytes) === undefined && bytes.subarray(0, 8_192).includes(0);
}
