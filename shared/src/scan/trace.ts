/** What tracers have in common: what a line states, as ranges; and the name under which a taken message goes on, as the taker says it. */
import type { StatedKind, Trace, TraceLink } from '../model.ts';
import { inAnglesAt, type Range } from './address.ts';

export type Stated = Trace['stated'][number];

/** Nothing for an empty range. */
export function stated(kind: StatedKind, range: Range | undefined): readonly Stated[] {
  return range && range.start < range.end ? [{ kind, start: range.start, end: range.end }] : [];
}
/** `<kim@example.org>`, or `<>`, which is said as it stands; else up to the next blank or comma. */
export function addressRange(text: string, at: number | undefined): Range | undefined {
  if (at === undefined) return undefined;
  if (text.startsWith('<>', at)) return { start: at, end: at + 2 };
  return inAnglesAt(text, at) ?? (text.charAt(at) === '<' ? undefined : wordRange(text, at));
}
const word = /[^\s,;<>]{1,320}/y;
export function wordRange(text: string, at: number | undefined): Range | undefined {
  if (at === undefined) return undefined;
  word.lastIndex = at;
  const found = word.exec(text);
  return found ? { start: at, end: at + found[0].length } : undefined;
}
export function textOfRange(text: string, range: Range | undefined): string | undefined {
  return range && text.slice(range.start, range.end);
}

/**
 * `250 2.0.0 Ok: queued as 5A6B7C8D9E`, `250 OK id=1xUtKW-00002J-0q`, `(6ALMD90v000185 Message accepted for delivery)`,
 * `250 2.0.0: 8f746b28 Message accepted for delivery`, `250 ok 1132 qp 18695`
 */
const accepted =
  /\b(?:queued as |queued_as: |id=)([0-9A-Za-z-]{6,40})|([0-9A-Za-z]{8,24}) Message accepted for delivery|\b250 ok \d{1,11} (qp \d{1,10})\b/;
/** The taker's name for the message, in what it said to take it. */
export function acceptedAs(said: string): TraceLink | undefined {
  const found = accepted.exec(said);
  const name = found?.[1] ?? found?.[2] ?? found?.[3];
  return name === undefined ? undefined : { name, to: 'same' };
}
