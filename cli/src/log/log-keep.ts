/** What is kept of a log until its end, when it is known what became of each mail: its records, or as much of them as a tally counts. */
import { expiredAttempt, type LogSink, openLogTally, openLogTeller, recordOfNothing, type TriageRecord } from '@bounce-lens/shared';
import type { Findings } from '../findings.ts';
import type { Reader } from '../reader.ts';
import { openRecordStore } from './record-store.ts';

export interface LogKeep {
  /** Is told of the log by who read it in this thread. */
  readonly records: LogSink;
  /** And by who was told by another thread: records as JSON. */
  readonly texts: LogSink<string>;
  /** All of it; once. The name is that of the log. */
  end(name: string): Generator<Findings>;
  /** Also where nobody asked for its end. */
  close(): void;
}
export function openLogKeep({ tallies }: Pick<Reader, 'tallies'>): LogKeep {
  return tallies === true ? tallyKeep() : lineKeep();
}

/** A record, or its JSON. */
type Told = TriageRecord | string;
function lineKeep(): LogKeep {
  const store = openRecordStore();
  const teller = openLogTeller<Told, number>({
    add: (record) => store.add(typeof record === 'string' ? record : JSON.stringify(record)),
    tell: store.tell,
    expired: (expiry, attempt, attempts) => expiredAttempt(recordIn(expiry), recordIn(store.at(attempt)), attempts),
  });
  return {
    records: teller,
    texts: teller,
    *end(name) {
      teller.end();
      if (store.count === 0) yield [recordOfNothing(name)];
      for (const lines of store.lines()) yield { lines };
    },
    close: store.close,
  };
}
function recordIn(told: Told): TriageRecord {
  return typeof told === 'string' ? JSON.parse(told) : told;
}

function tallyKeep(): LogKeep {
  const counter = openLogTally();
  return {
    records: counter,
    texts: {
      event({ record, attempt, offset }) {
        counter.event(record === undefined ? { attempt, offset } : { record: recordIn(record), attempt, offset });
      },
      delivered: counter.delivered,
    },
    *end(name) {
      const counted = counter.end();
      yield counted.records === 0 ? [recordOfNothing(name)] : { tally: counted };
    },
    close() {},
  };
}
