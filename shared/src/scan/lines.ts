import type { Range } from './address.ts';
import { isSpaceAt } from './characters.ts';

/** The lines of `text[start, end)` without their line ends; CRLF, LF and a lone CR end a line. */
export function* linesOf(text: string, start = 0, end = text.length): Generator<Range> {
  for (let from = start; from < end; ) {
    const at = nextBreak(text, from, end);
    yield { start: from, end: at };
    from = afterBreak(text, at);
  }
}
function nextBreak(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return at;
  }
  return end;
}
function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

/** Runs of lines that are not blank, as ranges over the whole run. */
export function* paragraphsOf(text: string, start = 0, end = text.length): Generator<Range> {
  let first: number | undefined;
  let last = start;
  for (let from = start; from < end; ) {
    const at = nextBreak(text, from, end);
    if (!isBlank(text, from, at)) {
      first ??= from;
      last = at;
    } else if (first !== undefined) {
      yield { start: first, end: last };
      first = undefined;
    }
    from = afterBreak(text, at);
  }
  if (first !== undefined) yield { start: first, end: last };
}
/** White space and quote marks only. */
function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) !== quoteMark && !isSpaceAt(text, at)) return false;
  return true;
}
const quoteMark = '>'.charCodeAt(0);

/** The range without white space at its ends. */
export function trim(text: string, { start, end }: Range): Range {
  let from = start;
  let to = end;
  while (from < to && isSpaceAt(text, from)) from++;
  while (to > from && isSpaceAt(text, to - 1)) to--;
  return { start: from, end: to };
}
