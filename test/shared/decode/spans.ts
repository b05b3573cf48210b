/** Showing where a fact was read, with carets, so that a test reads like the text it is about. */
import type { Layer } from '../../../shared/src/model.ts';

/** The raw text behind the first `words` of a layer. */
export function rawOf(text: string, layer: Layer, words: string): string {
  const at = layer.text.indexOf(words);
  if (at < 0) throw new Error(`no «${words}» in «${layer.text}»`);
  const { span } = layer.fact('diagnostic-text', words, at, at + words.length);
  return text.slice(span.start, span.end);
}

/** The raw text with carets under the first `words` of a layer; for texts of one line. */
export function carets(text: string, layer: Layer, words: string): string {
  const at = layer.text.indexOf(words);
  if (at < 0) throw new Error(`no «${words}» in «${layer.text}»`);
  const { span } = layer.fact('diagnostic-text', words, at, at + words.length);
  return `${text}\n${' '.repeat(span.start)}${'^'.repeat(span.end - span.start)}`;
}

/** A layer of text that is the whole source decoded by `decode`. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
