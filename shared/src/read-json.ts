/**
 * Events of mail services as JSON over many lines: pretty-printed, as a console shows and a support agent pastes them; one or several, alone or
 * in an array; and arrays in one line that is longer than a log's.
 */
import { stretchOf } from './decode/raw-layer.ts';
import { limits } from './limits.ts';
import type { DeliveryEvent, Layer } from './model.ts';
import { openLineReader } from './read-line.ts';
import { jsonAt } from './scan/json-line.ts';

/** Nothing where the text is anything else beside such JSON: a log, also of one object a line, is read line by line. */
export function readJson(layer: Layer): readonly DeliveryEvent[] {
  const { text } = layer;
  const first = nextValue(text, 0);
  if (first === undefined || !isLongJson(text, first)) return [];
  const read = openLineReader();
  const events: DeliveryEvent[] = [];
  for (let at: number | undefined = first; at !== undefined && events.length < limits.eventsPerMail; ) {
    const value = jsonAt(layer, at);
    if (!value || value.members.size + value.items.length === 0) return [];
    const end = at + value.content.text.length;
    events.push(...read(stretchOf(layer, at, Math.min(end, at + limits.partLength))));
    if (between.test(text.slice(end, end + 400))) return events;
    at = nextValue(text, end);
    if (at === undefined) return [];
  }
  return events;
}
/** Nothing more but blanks. */
const between = /^[\s,;]{0,399}$/;

/** Does a value begin at `at` that does not end in its line, or in one that is too long to be read as a line? */
function isLongJson(text: string, at: number): boolean {
  const lineEnd = text.slice(at, at + limits.lineLength).search(/[\r\n]/);
  if (lineEnd < 0) return text.length - at > limits.lineLength;
  return !/[}\]][ \t,;]{0,8}$/.test(text.slice(Math.max(at + 1, at + lineEnd - 16), at + lineEnd));
}
const value = /[\s,;]{0,400}(?=\{\s{0,400}"|\[\s{0,400}\{)/y;
/** Where the next object or list of objects begins; nothing where something else stands first. */
function nextValue(text: string, from: number): number | undefined {
  value.lastIndex = from;
  const found = value.exec(text);
  return found ? from + found[0].length : undefined;
}
