import type { Range } from './address.ts';
import { isSpaceAt } from './characters.ts';

/** The lines of `text[start, end)` without their line ends; CRLF, LF and a lone CR end a line. */
export function* linesOf(text: string, start = 0, end = text.length): Generator<Range> {
  let from = start;
  for (let at = nextBreak(text, start, end); at < end; at = nextBreak(text, from, end)) {
    yield { start: from, end: at };
    from = text.charAt(at) === '\r' && text.charAt(at + 1) === '\n' ? at + 2 : at + 1;
  }
  if (from < end) yield { start: from, end };
}
function nextBreak(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return at;
  }
  return end;
}

/** Runs of lines that are not blank, as ranges over the whole run. */
export function* paragraphsOf(text: string, start = 0, end = text.length): Generator<Range> {
  let first: Range | undefined;
  let last: Range | undefined;
  for (const line of linesOf(text, start, end)) {
    if (isBlank(text, line)) {
      if (first && last) yield { start: first.start, end: last.end };
      first = undefined;
      continue;
    }
    first ??= line;
    last = line;
  }
  if (first && last) yield { start: first.start, end: last.end };
}
/** White space and quote marks only. */
function isBlank(text: string, { start, end }: Range): boolean {
  for (let at = start; at < end; at++) if (!/[\s>\u00a0]/.test(text.charAt(at))) return false;
  return true;
}

/** The range without white space at its ends. */
export function trim(text: string, { start, end }: Range): Range {
  let from = start;
  let to = end;
  while (from < to && isSpaceAt(text, from)) from++;
  while (to > from && isSpaceAt(text, to - 1)) to--;
  return { start: from, end: to };
}
