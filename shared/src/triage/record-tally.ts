/**
 * Many records as counts that can be added: the tally of two parts, merged, is the tally of the whole, in whatever order parts are merged. What may
 * be many (groups, domains, hours) is kept up to a bound that does not harm this: beyond it those whose names have the smallest hashes are kept,
 * with their exact counts, and the tally says that it is not complete. Totals are always exact.
 */

import { isTally } from './read-tally.ts';
import type { TriageRecord } from './record.ts';
import { domainOfRecord, hourOfRecord, openTallyCounter, type TallyCounter, type TallyLists, tallyLimit } from './tally-counter.ts';
import { openTallyParts, type TallyPart } from './tally-parts.ts';

/** Plain JSON, in an order of its own: equal tallies are equal texts. */
export interface RecordTally extends TallyLists {
  readonly kind: 'bounce-lens tally';
  readonly format: 1;
  /** Inputs, or parts of them, that could not be read. */
  readonly faults: number;
  /** No group, domain or hour was left out, and no mail given up. */
  readonly complete: boolean;
  /** Of logs that are tallied in parts. */
  readonly parts?: readonly TallyPart[];
}

export function tallyOf(counter: TallyCounter, told: Partial<Pick<RecordTally, 'faults' | 'complete' | 'parts'>>): RecordTally {
  const { faults = 0, complete = true, parts = [] } = told;
  // Both in turn: a list tells first what it left out.
  const isComplete = counter.isComplete() && complete;
  const { records, ...lists } = counter.lists();
  const head = { kind: 'bounce-lens tally', format: 1, records, faults, complete: isComplete } as const;
  return { ...head, ...lists, ...(parts.length > 0 && { parts }) };
}

export interface OpenTally {
  add(record: TriageRecord): void;
  addFault(): void;
  merge(other: RecordTally): void;
  result(): RecordTally;
}
/** Empty at first, which is the identity of `merge`. */
export function openTally(limit = tallyLimit): OpenTally {
  const { tally } = openTallyWithParts(limit);
  return tally;
}
function openTallyWithParts(limit: number): { readonly tally: OpenTally; readonly endParts: () => void } {
  const counter = openTallyCounter(limit);
  const parts = openTallyParts(counter);
  let faults = 0;
  let complete = true;
  const tally: OpenTally = {
    add(record) {
      counter.seen(hourOfRecord(record), record.outcome);
      counter.told(record, domainOfRecord(record), 1);
    },
    addFault() {
      faults++;
    },
    merge(other) {
      counter.merge(other);
      faults += other.faults;
      complete &&= other.complete;
      for (const part of other.parts ?? []) parts.add(part);
    },
    result() {
      const told = parts.list();
      return tallyOf(counter, { faults, complete: parts.isComplete() && complete, parts: told });
    },
  };
  return { tally, endParts: parts.end };
}
export function mergeTallies(tallies: Iterable<RecordTally>): RecordTally {
  const merged = openTally();
  for (const tally of tallies) merged.merge(tally);
  return merged.result();
}
/** No part comes any more: what waits at the end of each log is pending. */
export function settleTally(tally: RecordTally, limit = tallyLimit): RecordTally {
  const settled = openTallyWithParts(limit);
  settled.tally.merge(tally);
  settled.endParts();
  return settled.tally.result();
}

/** A tally as it was written; nothing where it is none. Rebuilt and not taken as it is: what else a file holds has no say. */
export function readTally(json: unknown): RecordTally | undefined {
  return isTally(json) ? mergeTallies([json]) : undefined;
}
