/** A tally for people: how much of what, the most first. */
import type { RecordTally, TallyGroup } from '@bounce-lens/shared';
import { visibleLine } from './terminal-text.ts';

export function tallyTable({ records, faults, complete, groups, domains }: RecordTally): string {
  const failed = domains.filter(({ outcome }) => outcome !== 'delivered');
  const parts = [
    `${records} records`,
    ...(faults > 0 ? [`${faults} inputs could not be read in full`] : []),
    ...(complete ? [] : ['some groups, domains or hours were too many to be kept; those listed are exact']),
  ];
  return [
    parts.join('; '),
    section('Outcome', groups, ({ outcome, fate }) => [outcome, fate].filter((word) => word !== undefined).join(', ')),
    section('Reason', groups, ({ reason = '' }) => reason),
    section('Whose move', groups, ({ owner = '' }) => owner),
    section('Rule', groups, ({ rule = '' }) => rule),
    section('Recipient domain', failed, ({ domain }) => domain),
    '',
  ].join('\n');
}

const most = 15;
type Counted = Pick<TallyGroup, 'count'>;
function section<T extends Counted>(title: string, all: readonly T[], nameOf: (one: T) => string): string {
  const sums = new Map<string, number>();
  for (const one of all) sums.set(nameOf(one), (sums.get(nameOf(one)) ?? 0) + one.count);
  const rows = [...sums].filter(([name]) => name !== '').sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const width = String(rows[0]?.[1] ?? 0).length;
  const lines = rows.slice(0, most).map(([name, count]) => `  ${String(count).padStart(width)}  ${visibleLine(name)}`);
  const more = rows.length > most ? [`  … ${rows.length - most} more`] : [];
  return ['', title, ...lines, ...more].join('\n');
}
