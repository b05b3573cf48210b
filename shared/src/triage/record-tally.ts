/**
 * Many records as counts that can be added: the tally of two parts, merged, is the tally of the whole, in whatever order parts are merged. What may
 * be many (groups, domains, hours) is kept up to a bound that does not harm this: beyond it those whose names have the smallest hashes are kept,
 * with their exact counts, and the tally says that it is not complete. Totals are always exact.
 */
import type { TriageRecord } from './record.ts';

/** The keys of a record that are counted together. */
export const groupKeys = [
  'outcome',
  'fate',
  'direction',
  'reason',
  'owner',
  'rule',
  'confidence',
  'replyCode',
  'enhancedStatus',
] as const satisfies readonly (keyof TriageRecord)[];
export type TallyGroup = { readonly [K in (typeof groupKeys)[number]]?: string } & { readonly count: number };
export interface TallyDomain {
  /** Of the recipient, lower case. */
  readonly domain: string;
  readonly outcome: string;
  readonly fate?: string;
  readonly count: number;
}
export interface TallyHour {
  /** As far as the time is known: `2026-11-21T10+01:00`. */
  readonly hour: string;
  readonly outcome: string;
  readonly count: number;
}
/** Plain JSON, in an order of its own: equal tallies are equal texts. */
export interface RecordTally {
  readonly kind: 'bounce-lens tally';
  readonly format: 1;
  readonly records: number;
  /** Inputs, or parts of them, that could not be read. */
  readonly faults: number;
  /** No group, domain or hour was left out. */
  readonly complete: boolean;
  readonly groups: readonly TallyGroup[];
  readonly domains: readonly TallyDomain[];
  readonly hours: readonly TallyHour[];
}

/** So many groups, domains and hours are kept of each. */
export const tallyLimit = 20_000;

export interface OpenTally {
  add(record: TriageRecord): void;
  addFault(): void;
  merge(other: RecordTally): void;
  result(): RecordTally;
}
/** Empty at first, which is the identity of `merge`. */
export function openTally(limit = tallyLimit): OpenTally {
  const [groups, domains, hours] = [openCounts(limit), openCounts(limit), openCounts(limit)];
  const totals = { records: 0, faults: 0 };
  let complete = true;
  return {
    add(record) {
      totals.records++;
      groups.add(
        groupKeys.map((key) => record[key] ?? ''),
        1,
      );
      const domain = record.recipient?.slice(record.recipient.lastIndexOf('@') + 1).toLowerCase();
      if (domain) domains.add([domain, record.outcome, record.fate ?? ''], 1);
      const hour = record.attemptedAt && hourOf(record.attemptedAt);
      if (hour) hours.add([hour, record.outcome], 1);
    },
    addFault() {
      totals.faults++;
    },
    merge(other) {
      totals.records += other.records;
      totals.faults += other.faults;
      complete &&= other.complete;
      for (const group of other.groups)
        groups.add(
          groupKeys.map((key) => group[key] ?? ''),
          group.count,
        );
      for (const { domain, outcome, fate = '', count } of other.domains) domains.add([domain, outcome, fate], count);
      for (const { hour, outcome, count } of other.hours) hours.add([hour, outcome], count);
    },
    result: () => ({
      kind: 'bounce-lens tally',
      format: 1,
      ...totals,
      complete: [groups, domains, hours].every((counts) => counts.isComplete()) && complete,
      groups: groups.list((values, count) => ({ ...named(groupKeys, values), count })),
      domains: domains.list(([domain = '', outcome = '', fate], count) => ({ domain, outcome, ...(fate && { fate }), count })),
      hours: hours.list(([hour = '', outcome = ''], count) => ({ hour, outcome, count })),
    }),
  };
}
export function mergeTallies(tallies: Iterable<RecordTally>): RecordTally {
  const merged = openTally();
  for (const tally of tallies) merged.merge(tally);
  return merged.result();
}
function named(keys: typeof groupKeys, values: readonly string[]): Partial<Record<(typeof groupKeys)[number], string>> {
  return Object.fromEntries(keys.map((key, index) => [key, values[index]]).filter(([, value]) => value));
}
/** `2026-11-21T10:05:50+01:00` → `2026-11-21T10+01:00` */
function hourOf(iso: string): string {
  return iso.slice(0, 13) + (/(?:Z|[+-]\d\d:\d\d)$/.exec(iso)?.[0] ?? '');
}

/** Counts by name. Of more than `limit` names, those with the smallest hashes stay: whichever parts they are counted in, they are the same. */
function openCounts(limit: number) {
  const counts = new Map<string, number>();
  let complete = true;
  const prune = (): void => {
    if (counts.size <= limit) return;
    complete = false;
    const names = [...counts.keys()].map((name) => ({ name, hash: hashOf(name) }));
    names.sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1));
    for (const { name } of names.slice(limit)) counts.delete(name);
  };
  return {
    add(values: readonly string[], count: number): void {
      const name = JSON.stringify(values);
      counts.set(name, (counts.get(name) ?? 0) + count);
      if (counts.size > 2 * limit) prune();
    },
    isComplete(): boolean {
      prune();
      return complete;
    },
    list<T>(make: (values: readonly string[], count: number) => T): readonly T[] {
      prune();
      return [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, count]) => {
          const values: readonly string[] = JSON.parse(name);
          return make(values, count);
        });
    },
  };
}
/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A tally as it was written; nothing where it is none. Rebuilt and not taken as it is: what else a file holds has no say. */
export function readTally(json: unknown): RecordTally | undefined {
  return isTally(json) ? mergeTallies([json]) : undefined;
}
function isTally(json: unknown): json is RecordTally {
  return (
    isObject(json) &&
    json['kind'] === 'bounce-lens tally' &&
    json['format'] === 1 &&
    isCount(json['records']) &&
    isCount(json['faults']) &&
    typeof json['complete'] === 'boolean' &&
    [json['groups'], json['domains'], json['hours']].every(isCounted)
  );
}
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
function isCounted(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.every(
      (one) => isObject(one) && Object.entries(one).every(([key, value]) => (key === 'count' ? isCount(value) : typeof value === 'string')),
    )
  );
}
