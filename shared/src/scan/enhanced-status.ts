import type { EnhancedStatus } from '../model.ts';
import { isBehindBlank, isWordAt } from './characters.ts';

const code = /[245]\.\d{1,3}\.\d{1,3}(?!\d)/y;
const wordBefore = /[\w.@/]/;
const wordBehind = /[A-Za-z_@/]/;

/**
 * Read an enhanced status code that starts exactly at `at`.
 *
 *     550-5.1.1 The email account …    (#5.1.0 Address rejected)   dsn=4.4.1,
 *         ^^^^^                          ^^^^^                         ^^^^^
 * Neither side may continue the number: `5.1.1.7` is an address, `v4.2.1` and `2.5.1.1` are versions (RFC 3463 §2).
 */
export function enhancedStatusAt(text: string, at: number): EnhancedStatus | undefined {
  if (text.charAt(at + 1) !== '.' || (!isBehindBlank(text, at) && wordBefore.test(text.charAt(at - 1)))) return undefined;
  code.lastIndex = at;
  if (!code.test(text)) return undefined;
  const end = code.lastIndex;
  const after = text.charAt(end);
  if (after !== ' ' && wordBehind.test(after)) return undefined;
  if (after === '.' && isWordAt(text, end + 1)) return undefined;
  return text.slice(at, end);
}
