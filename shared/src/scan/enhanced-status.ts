import type { EnhancedStatus } from '../model.ts';

const code = /[245]\.\d{1,3}\.\d{1,3}(?!\d)/y;
const wordBefore = /[\w.@/]/;

/**
 * Read an enhanced status code that starts exactly at `at`.
 *
 *     550-5.1.1 The email account …    (#5.1.0 Address rejected)   dsn=4.4.1,
 *         ^^^^^                          ^^^^^                         ^^^^^
 * Neither side may continue the number: `5.1.1.7` is an address, `v4.2.1` and `2.5.1.1` are versions (RFC 3463 §2).
 */
export function enhancedStatusAt(text: string, at: number): EnhancedStatus | undefined {
  if (at > 0 && wordBefore.test(text.charAt(at - 1))) return undefined;
  code.lastIndex = at;
  const found = code.exec(text);
  if (!found) return undefined;
  const end = at + found[0].length;
  const after = text.charAt(end);
  if (/[A-Za-z_@/]/.test(after)) return undefined;
  if (after === '.' && /\w/.test(text.charAt(end + 1))) return undefined;
  return found[0];
}
