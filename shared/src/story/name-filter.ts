/**
 * Names that come and go, and whether a name given in bytes may be among them: never wrong where it says no. Each name counts in a place that a
 * hash of it gives; a place that was ever full stays so.
 */
import type { Span } from '../model.ts';

export interface NameFilter {
  /** Once for each time it is removed. */
  add(name: string): void;
  remove(name: string): void;
  /** May the name that stands at `place`, in ASCII, be there? */
  mayHave(bytes: Uint8Array, place: Span): boolean;
}

/** As many as there may be names, or a few more: beyond that most answers are yes. */
const places = 1 << 17;
const full = 255;

export function openNameFilter(): NameFilter {
  const counts = new Uint8Array(places);
  const change = (name: string, by: 1 | -1): void => {
    const place = placeOfText(name);
    const count = counts[place] ?? 0;
    if (count < full) counts[place] = count + by;
  };
  return {
    add: (name) => change(name, 1),
    remove: (name) => change(name, -1),
    mayHave: (bytes, { start, end }) => counts[placeOfBytes(bytes, start, end)] !== 0,
  };
}

/** FNV-1a; of a text by its units, which for ASCII are its bytes. */
const basis = 0x811c9dc5;
const prime = 0x01000193;
function placeOfText(text: string): number {
  let hash = basis;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return placeOf(hash);
}
function placeOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = basis;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), prime);
  return placeOf(hash);
}
function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (places - 1);
}
