/** Lines end at `\n`, `\r\n` or a lone `\r`, mixed as they come: that is where editors break them. */
import { createTextBuilder, type MappedText } from './mapped-text.ts';

const lineFeed = 10;
const carriageReturn = 13;

/** Offset of the line end at or after `from`, else `end`. */
export function lineEndAfter(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** Offset of the line after the line end that stands at `at`; `at` itself where none stands. */
export function afterLineEnd(text: string, at: number, end: number): number {
  if (at >= end) return at;
  const code = text.charCodeAt(at);
  if (code === lineFeed) return at + 1;
  if (code !== carriageReturn) return at;
  return at + 1 < end && text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

export function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** The same text with every line end a `\n`. */
export function unifyLineEnds(of: MappedText): MappedText {
  const { text } = of;
  let carriage = text.indexOf('\r');
  if (carriage < 0) return of;
  const out = createTextBuilder(of);
  let at = 0;
  while (carriage >= 0) {
    const next = afterLineEnd(text, carriage, text.length);
    out.copy(at, carriage);
    out.put('\n', carriage, next);
    at = next;
    carriage = text.indexOf('\r', at);
  }
  out.copy(at, text.length);
  return out.finish();
}
