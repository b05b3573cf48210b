import type { Range } from './address.ts';

export interface FoundTime extends Range {
  readonly time: string;
}
/** `Nov 21 10:05:50` (RFC 3164), `2026-11-21T10:05:50.123456+01:00` (RFC 5424, rsyslog), `2026-11-21 10:05:50 +0100` (Exim). */
const stamp =
  /(?:(?:<\d{1,3}>)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}(?: \d{4})? \d\d:\d\d:\d\d(?:\.\d{1,9})?)|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d)\b)?)/y;

/** Read the time stamp a log line begins with, at `at`. */
export function timestampAt(text: string, at: number): FoundTime | undefined {
  stamp.lastIndex = at;
  const found = stamp.exec(text);
  if (!found) return undefined;
  const priority = /^<\d{1,3}>/.exec(found[0])?.[0].length ?? 0;
  return { time: found[0].slice(priority), start: at + priority, end: at + found[0].length };
}
