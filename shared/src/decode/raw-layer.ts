/** Layers: the only things that state facts, and so the only place where decoded offsets become raw ones. */
import type { Evidence, EvidenceKind, EvidenceValues, Layer, Source } from '../model.ts';
import type { MappedText } from './mapped-text.ts';
import { shiftMap } from './offset-map.ts';

/** A layer over decoded text. A fact must rest on at least one character: anything else is a programmer's mistake. */
export function layerOf({ text, map }: MappedText): Layer {
  return {
    text,
    fact<K extends EvidenceKind>(kind: K, value: EvidenceValues[K], start: number, end: number): Evidence<K> {
      assertSpan(text, start, end);
      // The one cast: TypeScript cannot see that a value of a generic kind makes the union's member of that kind.
      return { kind, value, span: map.locate(start, end) } as unknown as Evidence<K>;
    },
  };
}

/** The raw text itself, or a stretch of it, as a layer. Costs a slice: it is made for every line of a log. */
export function rawLayer(source: Source, start = 0, end = source.text.length): Layer {
  if (!(start >= 0 && start <= end && end <= source.text.length)) throw spanError(source.text, start, end);
  return layerOf({ text: source.text.slice(start, end), map: shiftMap(start) });
}

/** A stretch of a layer, in its own units: a line of it, or a value. */
export function stretchOf(layer: Layer, start: number, end: number): Layer {
  return { text: layer.text.slice(start, end), fact: (kind, value, from, to) => layer.fact(kind, value, start + from, start + to) };
}

function assertSpan(text: string, start: number, end: number): void {
  if (!(start >= 0 && start < end && end <= text.length)) throw spanError(text, start, end);
}

function spanError(text: string, start: number, end: number): RangeError {
  return new RangeError(`span ${start}..${end} in text of length ${text.length}`);
}
