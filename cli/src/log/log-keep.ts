/** What is kept of a log until its end, when it is known what became of each mail: its records, or as much of them as a tally counts. */
import { expiredAttempt, type LogSink, openLogTally, openLogTeller, recordOfNothing, type TriageRecord } from '@bounce-lens/shared';
import type { Findings } from '../findings.ts';
import type { Reader } from '../reader.ts';
import type { RecordPieces } from './log-pieces.ts';
import { openRecordStore } from './record-store.ts';

export interface LogKeep {
  /** Is told of the log by who read it in this thread. */
  readonly records: LogSink;
  /** And by who was told by another thread. */
  readonly pieces: LogSink<RecordPieces>;
  /** All of it; once. The name is that of the log. */
  end(name: string): Generator<Findings>;
  /** Also where nobody asked for its end. */
  close(): void;
}
export function openLogKeep({ tallies }: Pick<Reader, 'tallies'>): LogKeep {
  return tallies === true ? tallyKeep() : lineKeep();
}

/** A record, or its JSON. */
type Told = TriageRecord | RecordPieces;
function lineKeep(): LogKeep {
  const store = openRecordStore();
  const teller = openLogTeller<Told, number>({
    add: (record) => ('rest' in record ? store.add(record.head, record.rest) : store.add(JSON.stringify(record))),
    tell: store.tell,
    expired: (expiry, attempt, attempts) => expiredAttempt(recordIn(expiry), JSON.parse(store.at(attempt)), attempts),
  });
  return {
    records: teller,
    pieces: teller,
    *end(name) {
      teller.end();
      if (store.count === 0) yield [recordOfNothing(name)];
      for (const lines of store.lines()) yield { lines };
    },
    close: store.close,
  };
}
function recordIn(told: Told): TriageRecord {
  return 'rest' in told ? JSON.parse(told.head + new TextDecoder().decode(told.rest)) : told;
}

function tallyKeep(): LogKeep {
  const counter = openLogTally();
  return {
    records: counter,
    pieces: {
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
