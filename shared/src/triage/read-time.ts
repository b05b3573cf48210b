/** Times as mails and logs write them → ISO 8601, saying what had to be assumed. */
import type { TimeZone } from '../model.ts';

/** What a host knows of a file's own date: what a time without year or zone is read by. */
export interface HostDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Offset of the zone, `+01:00`. */
  readonly zone: string;
}
export interface ReadTime {
  /** ISO 8601 as far as known: without a zone where none is written and none may be assumed. */
  readonly iso: string;
  readonly assumed: readonly ('year' | 'zone')[];
}

interface Parts {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
  /** `10:05:50`, with a fraction where it is written. */
  readonly clock: string;
  /** `+01:00`, where it is written and known. */
  readonly zone: string | undefined;
}

/**
 * `undefined` where it is no time, or one whose year is neither written nor to be assumed. A `timeZone` is what is known of times
 * without zone; nothing is assumed then.
 */
export function readTime(text: string, host?: HostDate, timeZone?: TimeZone): ReadTime | undefined {
  if (text !== last.text || host !== last.host || timeZone !== last.timeZone) {
    last.time = timeIn(text, host, timeZone);
    last.text = text;
    last.host = host;
    last.timeZone = timeZone;
  }
  return last.time;
}
/** Many lines of a log are of one second: the last answer is remembered. */
const last: { text: string; host: HostDate | undefined; timeZone: TimeZone | undefined; time: ReadTime | undefined } = {
  text: '',
  host: undefined,
  timeZone: undefined,
  time: undefined,
};
function timeIn(text: string, host: HostDate | undefined, timeZone: TimeZone | undefined): ReadTime | undefined {
  const written = text.trim().slice(0, 80);
  const parts = isoParts(written) ?? mailParts(written) ?? syslogParts(written);
  if (parts === undefined) return undefined;
  const year = parts.year ?? (host && latestYear(parts, host));
  if (year === undefined || !isDay(year, parts)) return undefined;
  const known = parts.zone ?? timeZone?.offsetAt(Date.parse(`${dateOf(year, parts)}T${parts.clock.slice(0, 8)}Z`));
  const zone = known ?? host?.zone;
  const assumed = [
    ...(parts.year === undefined ? ['year' as const] : []),
    ...(known === undefined && zone !== undefined ? ['zone' as const] : []),
  ];
  return { iso: `${dateOf(year, parts)}T${parts.clock}${zone ?? ''}`, assumed };
}

/** `2026-11-21T22:58:58.944005+00:00`, `2026-11-21 22:13:06` */
const isoTime = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?/;
function isoParts(text: string): Parts | undefined {
  const [found, year, month, day, clock, fraction, zone] = isoTime.exec(text) ?? [];
  if (found === undefined) return undefined;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    clock: `${clock}${fraction === undefined ? '' : `.${fraction}`}`,
    zone: zoneOffset(zone),
  };
}

/** RFC 5322 §3.3, `Sat, 21 Nov 2026 22:59:08 +0000 (UTC)`; seconds may be missing, years may have two digits (§4.3). */
const mailTime =
  /^(?:[A-Za-z]{3},? {0,2})?(\d{1,2}) ([A-Za-z]{3}) (\d{4}|\d{2}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?: {1,2}([+-]\d{4}|[A-Za-z]{1,5}))?/;
function mailParts(text: string): Parts | undefined {
  const [found, day, name, year = '', hour = '', minute, second = '00', zone] = mailTime.exec(text) ?? [];
  if (found === undefined) return undefined;
  const century = year.length === 4 ? 0 : Number(year) < 50 ? 2000 : 1900;
  return withMonth(name, {
    year: century + Number(year),
    day: Number(day),
    clock: `${hour.padStart(2, '0')}:${minute}:${second}`,
    zone: zoneOffset(zone),
  });
}

/** Traditional syslog (RFC 3164), `Nov 21 10:05:50`; a weekday before it and a year behind it are C's `asctime`. */
const syslogTime = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2})(?: (\d{4})\b)?/;
function syslogParts(text: string): Parts | undefined {
  const [found, name, day, clock = '', year] = syslogTime.exec(text) ?? [];
  if (found === undefined) return undefined;
  return withMonth(name, { year: year === undefined ? undefined : Number(year), day: Number(day), clock, zone: undefined });
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
function withMonth(name: string | undefined, parts: Omit<Parts, 'month'>): Parts | undefined {
  const month = months.indexOf(name?.toLowerCase() ?? '') + 1;
  return month === 0 ? undefined : { year: parts.year, month, day: parts.day, clock: parts.clock, zone: parts.zone };
}

/** The names of RFC 5322 §4.3 and two more; other names are ambiguous and count as none. */
const namedZones: Readonly<Record<string, string>> = {
  z: '+00:00',
  ut: '+00:00',
  utc: '+00:00',
  gmt: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  cet: '+01:00',
  cest: '+02:00',
};
function zoneOffset(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  const [found, hours, minutes] = /^([+-]\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (found === undefined) return Object.hasOwn(namedZones, zone.toLowerCase()) ? namedZones[zone.toLowerCase()] : undefined;
  return `${hours === '-00' && minutes === '00' ? '+00' : hours}:${minutes}`;
}

/** The latest year in which that day is not after the file's own date; a day of grace for zones. */
function latestYear({ month, day }: Parts, host: HostDate): number {
  const latest = Date.UTC(host.year, host.month - 1, host.day + 1);
  const years = [host.year + 1, host.year];
  return years.find((year) => Date.UTC(year, month - 1, day) <= latest) ?? host.year - 1;
}
function isDay(year: number, { month, day, clock }: Parts): boolean {
  const length = month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);
  return day >= 1 && day <= length && Number(clock.slice(0, 2)) < 24 && Number(clock.slice(3, 5)) < 60 && Number(clock.slice(6)) < 61;
}
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
function dateOf(year: number, { month, day }: Parts): string {
  return `${year}-${two(month)}-${two(day)}`;
}
function two(number: number): string {
  return String(number).padStart(2, '0');
}
