import type { ReplyCode } from '../model.ts';

const code = /[2-5]\d\d(?!\d)/y;
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
  if (wordBefore.test(text.slice(Math.max(0, at - 2), at))) return undefined;
  code.lastIndex = at;
  const found = code.exec(text);
  if (!found) return undefined;
  const after = text.charAt(at + 3);
  const next = text.charAt(at + 4);
  const ends = after === '' || /[\s,;:)\]}>"'#\u00a0-]/.test(after) || (after === '.' && !/\d/.test(next));
  return ends ? found[0] : undefined;
}
