/** What a tally counts, beside its totals. */
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
/** What is told of records that are counted together. */
export type TallyFacts = { readonly [K in (typeof groupKeys)[number]]?: string | undefined };
export type TallyGroup = TallyFacts & { readonly count: number };
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

/** So many groups, domains and hours are kept of each. */
export const tallyLimit = 20_000;

export interface TallyCounter {
  /** `count` records of which all is known; of a recipient of this domain. */
  told(facts: TallyFacts, domain: string | undefined, count: number): void;
  /** `count` records of an hour; their number is counted here, and not by `told`, for a record is seen before all is known of it. */
  seen(hour: string | undefined, outcome: string, count?: number): void;
  /** What another counter listed. */
  merge(other: TallyLists): void;
  lists(): TallyLists;
  /** No group, domain or hour was left out. */
  isComplete(): boolean;
}
export interface TallyLists {
  readonly records: number;
  readonly groups: readonly TallyGroup[];
  readonly domains: readonly TallyDomain[];
  readonly hours: readonly TallyHour[];
}

export function openTallyCounter(limit: number): TallyCounter {
  const [groups, domains, hours] = [openCounts(limit), openCounts(limit), openCounts(limit)];
  let records = 0;
  const group = (facts: TallyFacts, count: number): void =>
    groups.add(
      groupKeys.map((key) => facts[key] ?? ''),
      count,
    );
  return {
    told(facts, domain, count) {
      group(facts, count);
      if (domain) domains.add([domain, facts.outcome ?? '', facts.fate ?? ''], count);
    },
    seen(hour, outcome, count = 1) {
      records += count;
      if (hour) hours.add([hour, outcome], count);
    },
    merge(other) {
      records += other.records;
      for (const one of other.groups) group(one, one.count);
      for (const { domain, outcome, fate = '', count } of other.domains) domains.add([domain, outcome, fate], count);
      for (const { hour, outcome, count } of other.hours) hours.add([hour, outcome], count);
    },
    lists: () => ({
      records,
      groups: groups.list((values, count) => ({ ...named(groupKeys, values), count })),
      domains: domains.list(([domain = '', outcome = '', fate], count) => ({ domain, outcome, ...(fate && { fate }), count })),
      hours: hours.list(([hour = '', outcome = ''], count) => ({ hour, outcome, count })),
    }),
    isComplete: () => [groups, domains, hours].map((counts) => counts.isComplete()).every((complete) => complete),
  };
}

/** As much of a record as is counted, but for its hour; in one order, and what is absent is absent. */
export function factsOf(record: TallyFacts): TallyFacts {
  return Object.fromEntries(groupKeys.map((key) => [key, record[key]]).filter(([, value]) => value));
}
export function domainOfRecord({ recipient }: TriageRecord): string | undefined {
  return recipient?.slice(recipient.lastIndexOf('@') + 1).toLowerCase();
}
export function hourOfRecord({ attemptedAt }: TriageRecord): string | undefined {
  return attemptedAt && hourOf(attemptedAt);
}
function named(keys: typeof groupKeys, values: readonly string[]): TallyFacts {
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
