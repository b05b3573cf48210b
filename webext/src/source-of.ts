/** Bytes as the core wants them: text as it is shown, with the bytes beside it, so that a part of another charset is decoded from its own. */
import type { Source } from '@bounce-lens/shared';

export function sourceOf(bytes: Uint8Array, name: string): Source {
  const utf16 = utf16Name(bytes);
  if (utf16 !== undefined) return { text: new TextDecoder(utf16).decode(bytes), name };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const shown = marked ? bytes.subarray(3) : bytes;
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(shown), bytes: shown, name };
}

function utf16Name(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}
