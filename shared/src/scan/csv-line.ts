/** One line of a table: fields parted by a comma or a tab, in quotes where they hold one (RFC 4180). */
import type { Layer } from '../model.ts';
import type { Range } from './address.ts';
import { reworded } from './reworded.ts';

/** More fields than this are no table of ours. */
const mostFields = 200;

/** The insides of the fields, quotes excluded; a quote that never closes ends with the line. */
export function fieldsIn(text: string, separator: ',' | '\t' | ';'): readonly Range[] {
  const fields: Range[] = [];
  let at = 0;
  while (fields.length < mostFields) {
    const quoted = text.charAt(at) === '"';
    const end = quoted ? closingQuote(text, at + 1) : nextSeparator(text, at, separator);
    fields.push({ start: quoted ? at + 1 : at, end });
    const next = quoted ? nextSeparator(text, end, separator) : end;
    if (next >= text.length) break;
    at = next + 1;
  }
  return fields;
}
function nextSeparator(text: string, at: number, separator: string): number {
  const next = text.indexOf(separator, at);
  return next < 0 ? text.length : next;
}
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text.charAt(at + 1) !== '"') return at;
  return text.length;
}

/** The line with the doubled quotes inside its cells as two apostrophes: it is parted the same, and offsets stay. */
export function unquoted(layer: Layer, separator: ',' | '\t' | ';' = ','): Layer {
  const { text } = layer;
  if (!text.includes('""')) return layer;
  const doubled = fieldsIn(text, separator).filter(
    ({ start, end }) => text.charAt(start - 1) === '"' && text.slice(start, end).includes('""'),
  );
  return reworded(
    layer,
    doubled.reduce((all, { start, end }) => all.slice(0, start) + all.slice(start, end).replaceAll('""', "''") + all.slice(end), text),
  );
}
