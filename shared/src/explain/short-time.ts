/** Times fit for a sentence, in the reader's language and the writer's own zone. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const mailTime = /(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}:\d{2})(?::\d{2})? ([+-]\d{4}|GMT|UTC?|Z)\b/i;
const isoTime = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}):\d{2}(?:[.,]\d{1,9})? ?(Z|[+-]\d{2}:?\d{2})/;

interface Moment {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** `14:00` */
  readonly clock: string;
  /** `+0100`, `Z` … as written. */
  readonly zone: string;
}

/**
 *     Wed, 25 Nov 2026 14:00:24 +0100 (CET)  →  25 Nov, 14:00 (UTC+1)        25. Nov., 14:00 (UTC+1) in German, 11月25日 14:00 (UTC+1) in Japanese
 *     2026-11-21T22:59:14.944005+00:00       →  21 Nov, 22:59 (UTC)
 *
 * The year is left out: such times are days away at the most. What is no such time is given as it is written.
 */
export function shortTime(time: string, language: string): string {
  const written = time.trim();
  const moment = readMail(written) ?? readIso(written);
  if (!moment) return written;
  const date = new Date(Date.UTC(moment.year, moment.month - 1, moment.day));
  const day = dayFormat(language).format(date);
  const between = language === 'ja' ? ' ' : ', ';
  return `${day}${between}${moment.clock} (${zoneName(moment.zone)})`;
}

/** To make one takes as long as all the rest of an answer. One for each language that was asked for. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();
function dayFormat(language: string): Intl.DateTimeFormat {
  const known = dayFormats.get(language);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  dayFormats.set(language, made);
  return made;
}

function readMail(text: string): Moment | undefined {
  const [found, day = '', month = '', year = '', clock = '', zone = ''] = mailTime.exec(text.slice(0, 80)) ?? [];
  if (found === undefined) return undefined;
  return { year: Number(year), month: months.indexOf(month.toLowerCase()) + 1, day: Number(day), clock, zone };
}
function readIso(text: string): Moment | undefined {
  const [found, year = '', month = '', day = '', clock = '', zone = ''] = isoTime.exec(text.slice(0, 80)) ?? [];
  return found === undefined ? undefined : { year: Number(year), month: Number(month), day: Number(day), clock, zone };
}

/** `+0100` → `UTC+1`, `-0330` → `UTC-3:30`, `GMT` → `UTC`. */
function zoneName(zone: string): string {
  const [found, sign = '', hours = '', minutes = ''] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (found === undefined || (Number(hours) === 0 && Number(minutes) === 0)) return 'UTC';
  return `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}
