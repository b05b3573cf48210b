import type { Layer } from '../model.ts';

/**
 * The same line in other characters of the same length: qmail's `_` for a blank, Exim's `\n` for a line end. Offsets stay what they are.
 */
export function reworded(layer: Layer, text: string): Layer {
  if (text.length !== layer.text.length) throw new RangeError(`reworded to ${text.length} characters, not ${layer.text.length}`);
  return { text, fact: (kind, value, start, end) => layer.fact(kind, value, start, end) };
}
