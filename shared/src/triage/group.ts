/** Many records → groups of what is alike, the ones that need somebody first. Linear in the number of records. */
import { beginningOf, clockText, minuteOf, prevailingZone } from './clock-time.ts';
import type { TriageRecord } from './record.ts';
import { type Standing, standingOf, standings } from './standing.ts';

/** What records can be grouped by. */
export const groupings = ['reason', 'owner', 'recipient-domain', 'remote-mta', 'sender', 'hour', 'outcome', 'direction'] as const;
export type Grouping = (typeof groupings)[number];

export type StandingCounts = Readonly<Record<Standing, number>>;
export interface RecordGroup {
  /** What they have in common: an id (`user-unknown`), a domain, an hour with its zone (`2026-11-21 10:00 +01:00`); '' where it is not known. */
  readonly value: string;
  /** Indexes into the records that were given: the undelivered first, each standing in the order given. */
  readonly members: readonly number[];
  readonly counts: StandingCounts;
}

/**
 * Groups with most undelivered mail first; hours in the order of time. Times of several zones are told on one clock, that of most records.
 * Records of nothing (`outcome` is `none`) are in no group.
 */
export function groupRecords(records: readonly TriageRecord[], by: Grouping): readonly RecordGroup[] {
  const readValue = valueReader(records, by);
  const members = new Map<string, Map<Standing, number[]>>();
  for (const [index, record] of records.entries()) {
    const standing = standingOf(record);
    if (standing === 'nothing') continue;
    const value = readValue(record);
    const group = members.get(value) ?? new Map<Standing, number[]>();
    members.set(value, group);
    const alike = group.get(standing);
    if (alike === undefined) group.set(standing, [index]);
    else alike.push(index);
  }
  const groups = [...members].map(([value, group]) => groupOf(value, group));
  return groups.sort(by === 'hour' ? byValue : byNeed);
}
function groupOf(value: string, group: ReadonlyMap<Standing, readonly number[]>): RecordGroup {
  const countOf = (standing: Standing): number => group.get(standing)?.length ?? 0;
  return {
    value,
    members: standings.flatMap((standing) => group.get(standing) ?? []),
    counts: {
      undelivered: countOf('undelivered'),
      'inbound-reject': countOf('inbound-reject'),
      'delivered-later': countOf('delivered-later'),
      delivered: countOf('delivered'),
      nothing: 0,
    },
  };
}
function byValue(a: RecordGroup, b: RecordGroup): number {
  return a.value < b.value ? -1 : 1;
}
function byNeed(a: RecordGroup, b: RecordGroup): number {
  return b.counts.undelivered - a.counts.undelivered || b.members.length - a.members.length || byValue(a, b);
}

/** How the value of one record is read; whatever all records must be asked for is asked once. */
function valueReader(records: readonly TriageRecord[], by: Grouping): (record: TriageRecord) => string {
  switch (by) {
    case 'reason':
      return ({ reason }) => reason;
    case 'owner':
      return ({ owner = '' }) => owner;
    case 'recipient-domain':
      return ({ recipient }) => domainOf(recipient);
    case 'remote-mta':
      return ({ remoteMta, remoteIp }) => (remoteMta ?? remoteIp ?? '').toLowerCase();
    case 'sender':
      return ({ envelopeSender = '' }) => envelopeSender.toLowerCase();
    case 'hour':
      return hourReader(records);
    case 'outcome':
      return ({ outcome }) => outcome;
    case 'direction':
      return ({ direction = '' }) => direction;
    default:
      return by satisfies never;
  }
}
/** `kim@Example.com` → `example.com`. */
export function domainOf(address = ''): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}
function hourReader(records: readonly TriageRecord[]): (record: TriageRecord) => string {
  const zone = prevailingZone(records);
  return (record) => {
    const minute = minuteOf(record, zone);
    return minute === undefined ? '' : `${clockText(beginningOf(minute, 60, zone), zone)} ${zone}`;
  };
}
