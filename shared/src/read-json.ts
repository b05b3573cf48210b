/**
 * Events of mail services as JSON over many lines: pretty-printed, as a console shows and a support agent pastes them; one or several, alone or
 * in an array; and arrays in one line that is longer than a log's.
 */
import { limits } from './limits.ts';
import type { DeliveryEvent, Layer } from './model.ts';
import { openLineReader } from './read-line.ts';
import { jsonAt } from './scan/json-line.ts';

/** Nothing where the text does not begin with such JSON: a log of one object a line is read line by line. */
export function readJson(layer: Layer): readonly DeliveryEvent[] {
  const { text } = layer;
  const first = text.slice(0, 400).search(/\S/);
  if (first < 0 || !isLongJson(text, first)) return [];
  const read = openLineReader();
  const events: DeliveryEvent[] = [];
  for (let at = first; at >= 0 && events.length < limits.eventsPerMail; ) {
    const value = jsonAt(layer, at);
    const end = at + Math.max(1, value?.content.text.length ?? 1);
    if (value && value.members.size + value.items.length > 0)
      events.push(...read(sliceOf(layer, at, Math.min(end, at + limits.partLength))));
    at = nextValue(text, end);
  }
  return events;
}
/** Does a value begin at `at` that does not end in its line, or in one that is too long to be read as a line? */
function isLongJson(text: string, at: number): boolean {
  if (!/[{[]/.test(text.charAt(at))) return false;
  const lineEnd = text.slice(at, at + limits.lineLength).search(/[\r\n]/);
  if (lineEnd < 0) return text.length - at > limits.lineLength;
  return !/[}\]][ \t,;]{0,8}$/.test(text.slice(Math.max(at + 1, at + lineEnd - 16), at + lineEnd));
}
function nextValue(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text.charAt(at) === '{' || text.charAt(at) === '[') return at;
  return -1;
}
function sliceOf(layer: Layer, start: number, end: number): Layer {
  return { text: layer.text.slice(start, end), fact: (kind, value, from, to) => layer.fact(kind, value, start + from, start + to) };
}
