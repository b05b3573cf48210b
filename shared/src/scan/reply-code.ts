import type { ReplyCode } from '../model.ts';
import { isBehindBlank, isDigitAt } from './characters.ts';

const ending = /[\s,;:)\]}>"'#\u00a0-]/;
const wordBefore = /[\w.@/+%-]$|[^\s\w\])>"'][:=]$|\d[:=]$/;

/**
 * Read an SMTP reply code that starts exactly at `at`.
 *
 *     said: 550-5.1.1 The email account …
 *           ^^^
 * The character after it must end it (a blank, `-`, `:`, `,`, `;`, a bracket, the end): `5501`, `550.5` and `550MB` are no replies
 * (RFC 5321 §4.2). What stands before it must not continue a word or number; `:` and `=` may, where they do not follow a number (`ERROR_CODE :550`, not `10:550`).
 */
export function replyCodeAt(text: string, at: number): ReplyCode | undefined {
  const first = text.charAt(at);
  if (first < '2' || first > '5' || !isDigitAt(text, at + 1) || !isDigitAt(text, at + 2)) return undefined;
  const after = text.charAt(at + 3);
  const ends = after === ' ' || after === '' || ending.test(after) || (after === '.' && !isDigitAt(text, at + 4));
  if (!ends || (!isBehindBlank(text, at) && wordBefore.test(text.slice(Math.max(0, at - 2), at)))) return undefined;
  return text.slice(at, at + 3);
}
