/**
 * A log of any size, read while it comes: windows of bytes or text go in, cut wherever they are cut; records come out as their lines are
 * read; what became of each mail comes when its story ends. Pure: for worker threads, web workers and the command line alike.
 *
 * Held are: the line that is under way (its first `limits.lineLength` characters), the stories that have not ended (`limits.openMails`), the
 * memory of session dialects, and nothing that grows with the log. Records are the host's to keep or to hand on.
 */
import type { StoryEnd } from '../model.ts';
import { type LogReaderParts, type LogSink, openLogReader } from './log-reader.ts';
import { openLogTeller, type RecordKeep } from './log-teller.ts';
import type { TriageRecord } from './record.ts';
import { openSenders } from './senders.ts';
import { expiredAttempt } from './with-stories.ts';

export interface LogRecord {
  /** Without `attempts` and `fate` where its story has not ended. */
  readonly record: TriageRecord;
  /** Number of the record in its log, from 0. */
  readonly index: number;
  /** Where its line begins, in bytes (of UTF-8, where text was pushed): for a host that wants to show it later. */
  readonly offset: number;
}
/** What a story told, when it ended, of a record that was given out before. */
export interface LaterFacts {
  readonly index: number;
  readonly facts: StoryEnd;
}
export interface LogYield {
  readonly records: readonly LogRecord[];
  readonly later: readonly LaterFacts[];
}
export interface LogStream {
  /** The next piece of the log, of any length. Bytes are UTF-8; a byte order mark is passed over. Nothing of `piece` is kept. */
  push(piece: Uint8Array | string): LogYield;
  /** The log has ended: its last line, and the facts of all mails that still wait. */
  end(): LogYield;
  /** Line ends so far. */
  readonly lineCount: number;
}
export interface LogStreamParts extends LogReaderParts {
  /** Records bear the envelope sender that another line of the same queue id, above theirs, states. Costs a look at those lines. */
  readonly senders?: boolean;
}

export function openLogStream(parts: LogStreamParts): LogStream {
  const found = openLists();
  const teller = openLogTeller(found);
  const reader = openLogReader(parts, parts.senders === true ? withSenders(teller) : teller);
  return {
    push(piece) {
      reader.push(piece);
      return found.take();
    },
    end() {
      reader.end();
      teller.end();
      return found.take();
    },
    get lineCount() {
      return reader.lineCount;
    },
  };
}
/** What was found since it was last taken. */
function openLists(): RecordKeep<TriageRecord, TriageRecord> & { take(): LogYield } {
  let records: LogRecord[] = [];
  let later: LaterFacts[] = [];
  return {
    add(record, index, offset) {
      records.push({ record, index, offset });
      return record;
    },
    tell: (index, facts) => later.push({ index, facts }),
    expired: expiredAttempt,
    take() {
      const taken = { records, later };
      records = [];
      later = [];
      return taken;
    },
  };
}

/** Told senders on the way, it gives them to the records of their messages. */
function withSenders(sink: LogSink): LogSink {
  const senders = openSenders();
  return {
    ...sink,
    event: ({ record, ...event }) => sink.event({ ...event, ...(record && { record: senders.inRecord(record) }) }),
    sender: senders.add,
  };
}
