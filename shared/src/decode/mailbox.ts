/** Mailbox files (mbox, RFC 4155): many mails one after the other, each behind a `From ` line. */

import type { Piece } from './boundaries.ts';
import { beginsHeader } from './header-block.ts';
import { afterLineEnd, isLineEnd, lineEndAfter } from './line-ends.ts';

const separator = 'From ';
/** Sender and time: `From kim@example.com Sat Nov 21 10:00:01 2026`. */
const separatorAt = /From [^\r\n]{1,400}\d\d:\d\d/y;

/**
 * Where the mails of a mailbox stand, `From ` lines included. Such a line, with its time, counts at the start of the text or
 * after an empty line, if a header follows it. One piece, the whole text, where the text does not begin with one.
 */
export function mailPieces(text: string): readonly Piece[] {
  const whole: Piece = { start: 0, end: text.length };
  if (!separatesAt(text, 0)) return [whole];
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = nextSeparator(text, 1); at >= 0; at = nextSeparator(text, at + 1)) {
    pieces.push({ start, end: at });
    start = at;
  }
  return [...pieces, { start, end: text.length }];
}

function nextSeparator(text: string, from: number): number {
  let at = text.indexOf(separator, from);
  while (at >= 0 && !(isAfterEmptyLine(text, at) && separatesAt(text, at))) at = text.indexOf(separator, at + 1);
  return at;
}

function isAfterEmptyLine(text: string, at: number): boolean {
  const last = beforeLineEnd(text, at);
  return last < at && isLineEnd(text.charCodeAt(last - 1));
}

/** Offset of the line end that ends right before `at`; `at` where none does. */
function beforeLineEnd(text: string, at: number): number {
  if (!isLineEnd(text.charCodeAt(at - 1))) return at;
  return text.startsWith('\r\n', at - 2) ? at - 2 : at - 1;
}

function separatesAt(text: string, at: number): boolean {
  separatorAt.lastIndex = at;
  if (!separatorAt.test(text)) return false;
  const end = lineEndAfter(text, at, text.length);
  return beginsHeader(text, afterLineEnd(text, end, text.length));
}
