/** Many records → the figures of a report. Plain data: hosts draw it, write it, print it. */
import { beginningOf, clockText, minuteOf, prevailingZone } from './clock-time.ts';
import { type Grouping, groupRecords, type StandingCounts } from './group.ts';
import type { TriageRecord } from './record.ts';
import { type Standing, standingOf } from './standing.ts';

/** One row of a ranking. */
export interface Tally {
  /** As in `RecordGroup`. */
  readonly value: string;
  readonly total: number;
  readonly counts: StandingCounts;
}
/** So many attempts began in this piece of time. */
export interface TimeBin {
  /** On the clock of the series' zone, `2026-11-21 10:00`. */
  readonly start: string;
  readonly undelivered: number;
  readonly inboundReject: number;
  readonly deliveredLater: number;
}
export interface TimeSeries {
  /** `+01:00`, that of most records. */
  readonly zone: string;
  readonly binMinutes: number;
  /** Without gaps, in the order of time. */
  readonly bins: readonly TimeBin[];
  /** Records that state no time. */
  readonly untimed: number;
}
export interface TriageReport {
  /** Records that tell of a delivery. */
  readonly total: number;
  readonly counts: StandingCounts;
  /** Files, or mails of a mailbox, that were read. */
  readonly files: number;
  /** The first and last time that is stated, with the zone of the series. */
  readonly span: { readonly first: string; readonly last: string } | undefined;
  readonly rankings: Readonly<Record<Grouping, readonly Tally[]>>;
  /** Absent where no time is stated. */
  readonly series: TimeSeries | undefined;
}

/** Reads each record a fixed number of times. */
export function makeReport(records: readonly TriageRecord[]): TriageReport {
  const counts = countStandings(records);
  const tallies = (by: Grouping): readonly Tally[] =>
    groupRecords(records, by).map(({ value, members, counts: ofGroup }) => ({ value, total: members.length, counts: ofGroup }));
  const zone = prevailingZone(records);
  const minutes = records.map((record) => (record.outcome === 'none' ? undefined : minuteOf(record, zone)));
  const range = rangeOf(minutes);
  return {
    total: records.length - counts.nothing,
    counts,
    files: new Set(records.map(({ file }) => file)).size,
    span: range && { first: `${clockText(range.first, zone)} ${zone}`, last: `${clockText(range.last, zone)} ${zone}` },
    rankings: {
      reason: tallies('reason'),
      owner: tallies('owner'),
      'recipient-domain': tallies('recipient-domain'),
      'remote-mta': tallies('remote-mta'),
      sender: tallies('sender'),
      hour: tallies('hour'),
      outcome: tallies('outcome'),
      direction: tallies('direction'),
    },
    series: range && seriesOf(records, minutes, { ...range, zone }),
  };
}

function countStandings(records: readonly TriageRecord[]): StandingCounts {
  const counts: Record<Standing, number> = { undelivered: 0, 'inbound-reject': 0, 'delivered-later': 0, delivered: 0, nothing: 0 };
  for (const record of records) counts[standingOf(record)] += 1;
  return counts;
}
function rangeOf(minutes: readonly (number | undefined)[]): { readonly first: number; readonly last: number } | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const minute of minutes) {
    if (minute === undefined) continue;
    first = Math.min(first, minute);
    last = Math.max(last, minute);
  }
  return first > last ? undefined : { first, last };
}

/** A chart has room for so many bars. */
const binLimit = 60;
const day = 24 * 60;
const binLengths = [1, 5, 10, 30, 60, 180, 360, day, 7 * day, 30 * day, 90 * day, 365 * day];
function binLength(minutes: number): number {
  return binLengths.find((length) => minutes / length < binLimit - 1) ?? Math.ceil(minutes / (binLimit - 1));
}

function seriesOf(
  records: readonly TriageRecord[],
  minutes: readonly (number | undefined)[],
  { first, last, zone }: { readonly first: number; readonly last: number; readonly zone: string },
): TimeSeries {
  const length = binLength(last - first);
  const start = beginningOf(first, length, zone);
  const bins = Array.from({ length: Math.floor((last - start) / length) + 1 }, (_, index) => ({
    start: clockText(start + index * length, zone),
    undelivered: 0,
    inboundReject: 0,
    deliveredLater: 0,
  }));
  for (const [index, record] of records.entries()) {
    const minute = minutes[index];
    const bin = minute === undefined ? undefined : bins[Math.floor((minute - start) / length)];
    const part = partOf(standingOf(record));
    if (bin !== undefined && part !== undefined) bin[part] += 1;
  }
  const timed = minutes.reduce<number>((count, minute) => count + (minute === undefined ? 0 : 1), 0);
  const told = records.reduce((count, { outcome }) => count + (outcome === 'none' ? 0 : 1), 0);
  return { zone, binMinutes: length, bins, untimed: told - timed };
}
function partOf(standing: Standing): 'undelivered' | 'inboundReject' | 'deliveredLater' | undefined {
  switch (standing) {
    case 'undelivered':
      return 'undelivered';
    case 'inbound-reject':
      return 'inboundReject';
    case 'delivered-later':
      return 'deliveredLater';
    case 'delivered':
    case 'nothing':
      return undefined;
    default:
      return standing satisfies never;
  }
}
