/** What has been found in the files that were read, and in which of them. */
import type { LaterFacts, TriageRecord } from '@bounce-lens/shared';
import type { Fault, FoundRecord } from './job.ts';

export interface FileFault {
  readonly uri: string;
  readonly name: string;
  readonly fault: Fault;
  readonly detail?: string | undefined;
}
/** Where a record was read. */
export interface Origin {
  readonly uri: string;
  readonly offset?: number | undefined;
}
/** A moment of the ledger: later changes do not touch it. */
export interface LedgerPage {
  readonly records: readonly TriageRecord[];
  readonly origins: readonly Origin[];
  readonly faults: readonly FileFault[];
  /** Records that were found beyond what is kept. */
  readonly dropped: number;
}
export interface Ledger {
  /** Begin with nothing. */
  clear(): void;
  add(uri: string, records: readonly FoundRecord[]): void;
  /** Facts of records of one file, by their number in it. */
  amend(uri: string, later: readonly LaterFacts[]): void;
  /** Take out what was found in a file. */
  forget(uri: string): void;
  addFault(fault: FileFault): void;
  page(): LedgerPage;
}

/** So many records are kept: some 400 MB of them; the view says how many there are more. */
export const keptRecords = 300_000;

export function openLedger(kept: number = keptRecords): Ledger {
  let records: TriageRecord[] = [];
  let origins: Origin[] = [];
  let faults: FileFault[] = [];
  let dropped = 0;
  /** Per file: the place of its records here, by their number in it. */
  let numbers = new Map<string, number[]>();
  const clear = (): void => {
    [records, origins, faults, dropped, numbers] = [[], [], [], 0, new Map()];
  };
  return {
    clear,
    add(uri, found) {
      const ofFile = numbers.get(uri) ?? [];
      numbers.set(uri, ofFile);
      for (const { record, offset } of found) {
        ofFile.push(records.length < kept ? records.length : -1);
        if (records.length >= kept) dropped += 1;
        else {
          records.push(record);
          origins.push({ uri, offset });
        }
      }
    },
    amend(uri, later) {
      const ofFile = numbers.get(uri) ?? [];
      for (const { index, facts } of later) {
        const at = ofFile[index] ?? -1;
        const record = records[at];
        if (record !== undefined) records[at] = { ...record, ...facts };
      }
    },
    forget(uri) {
      const keep = origins.map((origin) => origin.uri !== uri);
      records = records.filter((_, index) => keep[index]);
      origins = origins.filter((_, index) => keep[index]);
      faults = faults.filter((fault) => fault.uri !== uri);
      numbers = new Map();
      for (const [index, origin] of origins.entries()) {
        const ofFile = numbers.get(origin.uri) ?? [];
        ofFile.push(index);
        numbers.set(origin.uri, ofFile);
      }
    },
    addFault(fault) {
      faults.push(fault);
    },
    page: () => ({ records: [...records], origins: [...origins], faults: [...faults], dropped }),
  };
}
