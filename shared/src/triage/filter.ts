/** Which records are looked at. */
import type { Direction, Owner } from '../model.ts';
import type { TriageRecord } from './record.ts';

export interface RecordFilter {
  /** Every word must stand somewhere in the record; letters' case does not matter. */
  readonly text?: string;
  /** One of them; none or empty: any. */
  readonly outcomes?: readonly TriageRecord['outcome'][];
  readonly owners?: readonly Owner[];
  readonly directions?: readonly Direction[];
}

/** Indexes of the records that pass. */
export function filterRecords(records: readonly TriageRecord[], filter: RecordFilter): readonly number[] {
  const words = (filter.text ?? '').toLowerCase().split(/\s/).filter(Boolean);
  const passing: number[] = [];
  for (const [index, record] of records.entries()) if (isWanted(record, filter) && hasWords(record, words)) passing.push(index);
  return passing;
}
export function isFilterEmpty({ text, outcomes, owners, directions }: RecordFilter): boolean {
  return (text ?? '').trim() === '' && [outcomes, owners, directions].every((list) => (list ?? []).length === 0);
}

function isWanted({ outcome, owner, direction }: TriageRecord, { outcomes, owners, directions }: RecordFilter): boolean {
  return isAmong(outcome, outcomes) && isAmong(owner, owners) && isAmong(direction, directions);
}
function isAmong<T>(value: T | undefined, wanted: readonly T[] = []): boolean {
  return wanted.length === 0 || (value !== undefined && wanted.includes(value));
}
function hasWords(record: TriageRecord, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const said = Object.values(record).join('\n').toLowerCase();
  return words.every((word) => said.includes(word));
}
