/**
 * A log of any size, read while it comes: windows of bytes or text go in, cut wherever they are cut; records come out as their lines are
 * read; what became of each mail comes when its story ends. Pure: for worker threads, web workers and the command line alike.
 *
 * Held are: the line that is under way (its first `limits.lineLength` characters), the stories that have not ended (`limits.openStories`), the
 * memory of session dialects, and nothing that grows with the log. Records are the host's to keep or to hand on.
 */
import { openStories, type ToldFacts } from '../story/open-stories.ts';
import { type LogReaderParts, type LogSink, openLogReader } from './log-reader.ts';
import type { TriageRecord } from './record.ts';
import { openSenders } from './senders.ts';
import { expiredAttempt, type StoryEnd } from './with-stories.ts';

/** `R`: a record, or what a host keeps in its place; see `openLogTeller`. */
export interface LogRecord<R = TriageRecord> {
  /** Without `attempts` and `fate` where its story has not ended. */
  readonly record: R;
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
export interface LogYield<R = TriageRecord> {
  readonly records: readonly LogRecord<R>[];
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
  const plain = openLogTeller(expiredAttempt);
  const teller = parts.senders === true ? withSenders(plain) : plain;
  const reader = openLogReader(parts, teller);
  return {
    push(piece) {
      reader.push(piece);
      return teller.take();
    },
    end() {
      reader.end();
      return teller.end();
    },
    get lineCount() {
      return reader.lineCount;
    },
  };
}

/** Told senders on the way, it gives them to the records of their messages. */
function withSenders(teller: LogTeller): LogTeller {
  const senders = openSenders();
  return {
    ...teller,
    event: ({ record, ...event }) => teller.event({ ...event, ...(record && { record: senders.inRecord(record) }) }),
    sender: senders.add,
  };
}

/** What readers tell, in the order of the log, → records and what became of their mails. */
export interface LogTeller<R = TriageRecord> extends LogSink<R> {
  /** All since it was last asked. */
  take(): LogYield<R>;
  /** The log has ended: what still waits is pending. */
  end(): LogYield<R>;
}
/**
 * `R` is what stands for a record: a host that keeps millions of them has a smaller form. `expire` is `expiredAttempt`, or does the same with
 * that form: what it is given of an attempt waits in memory for the end of its story.
 */
export function openLogTeller<R>(expire: (expiry: R, attempt: R, attempts: number | undefined) => R): LogTeller<R> {
  const stories = openStories<LogRecord<R>>();
  let count = 0;
  let records: LogRecord<R>[] = [];
  let later: LaterFacts[] = [];
  const tell = (told: readonly ToldFacts<LogRecord<R>>[]): void => {
    for (const { of, ...facts } of told) later.push({ index: of.index, facts });
  };
  const give = (record: R, offset: number): LogRecord<R> => {
    const given = { index: count++, record, offset };
    records.push(given);
    return given;
  };
  const take = (): LogYield<R> => {
    const taken = { records, later };
    records = [];
    later = [];
    return taken;
  };
  return {
    event({ record, attempt, offset }) {
      // A queue id that expires as a whole is told of each recipient that was waiting, in its place.
      const isWhole = attempt.expired && attempt.recipient === undefined;
      const { told, expires } = stories.add(attempt, record !== undefined && !isWhole ? give(record, offset) : undefined);
      tell(told);
      if (!isWhole || record === undefined) return;
      if (expires.length === 0) give(record, offset);
      for (const { of, attempts } of expires) give(expire(record, of.record, attempts), offset);
    },
    delivered: (told) => tell(stories.delivered(told)),
    take,
    end() {
      tell([...stories.end()]);
      return take();
    },
  };
}
