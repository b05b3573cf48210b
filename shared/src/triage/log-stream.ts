/**
 * A log of any size, read while it comes: windows of bytes or text go in, cut wherever they are cut; records come out as their lines are
 * read; what became of each mail comes when its story ends. Pure: for worker threads, web workers and the command line alike.
 *
 * Held are: the line that is under way (its first `limits.lineLength` characters), the stories that have not ended (`limits.openStories`), the
 * memory of session dialects, and nothing that grows with the log. Records are the host's to keep or to hand on.
 */
import type { Knowledge } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { TimeZone, Verdict } from '../model.ts';
import { type Hint, openHintScanner } from '../scan/hint-scanner.ts';
import { openStories, type ToldFacts } from '../story/open-stories.ts';
import { type Attempt, attemptOf } from '../story/tell-stories.ts';
import { openByteLines } from './byte-lines.ts';
import { openPlaces } from './line-places.ts';
import type { HostDate } from './read-time.ts';
import { type TriageRecord, toRecord } from './record.ts';
import { expiredAttempt, type StoryEnd } from './with-stories.ts';

/** How the lines of a log are found and read; made by `createLens`. */
export interface LogLines {
  readonly hints: readonly Hint[];
  /** The bit of the hints whose lines are read in full. */
  readonly telling: number;
  /** Of the profile, for times without zone. */
  readonly timeZone?: TimeZone;
  /** What one line says. Its offsets begin at `start`. */
  verdicts(line: string, start: number): readonly Verdict[];
  /** The delivery that the line at `start` of `text`, one without telling words, tells of, where that is sure; `bits` are those of its hints. */
  delivery(text: string, start: number, bits: number): Attempt | undefined;
}

export interface LogStreamParts {
  readonly lines: LogLines;
  readonly knowledge: Knowledge;
  /** What records are told to come from. */
  readonly name: string;
  /** Deliveries too. */
  readonly all?: boolean;
  /** The log's own date, for times without year or zone. */
  readonly hostDate?: HostDate;
}
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

export function openLogStream(parts: LogStreamParts): LogStream {
  const { lines, all = false } = parts;
  const scanner = openHintScanner(lines.hints);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  const bytes = openByteLines();
  const teller = openTeller(parts);
  let lineCount = 0;
  const textOf = (line: Uint8Array): string => decoder.decode(line.subarray(0, 3 * limits.lineLength)).slice(0, limits.lineLength);
  const scan = (window: Uint8Array, offset: number): void => {
    // The window as text, where that has an offset for each byte: made when a delivery is to be looked at.
    let text: string | undefined;
    lineCount += scanner.scan(window, ({ start, end, line, bits }) => {
      if (!all && (bits & lines.telling) === 0) {
        text ??= decoder.decode(window);
        const found = text.length === window.length ? lines.delivery(text, start, bits) : undefined;
        if (found) return teller.delivered(found);
      }
      teller.read(textOf(window.subarray(start, end)), { offset: offset + start, line: lineCount + line });
    });
  };
  return {
    push(piece) {
      for (const { window, offset } of bytes.push(typeof piece === 'string' ? encoder.encode(piece) : piece)) scan(window, offset);
      return teller.take();
    },
    end() {
      for (const { window, offset } of bytes.end()) scan(window, offset);
      teller.end();
      return teller.take();
    },
    get lineCount() {
      return lineCount;
    },
  };
}

interface LinePlace {
  readonly offset: number;
  /** 0-based. */
  readonly line: number;
}
/** A record that still waits for the facts of its story. */
interface Waiting {
  readonly index: number;
  readonly record: TriageRecord;
}
/** Verdicts → records, and the facts of their stories. */
function openTeller(parts: LogStreamParts) {
  const { lines, all = false, knowledge, name, hostDate } = parts;
  const stories = openStories<Waiting>();
  const places = openPlaces(limits.placedLines);
  const extras = { ...(hostDate && { hostDate }), ...(lines.timeZone && { timeZone: lines.timeZone }) };
  let count = 0;
  let records: LogRecord[] = [];
  let later: LaterFacts[] = [];
  const tell = (told: readonly ToldFacts<Waiting>[]): void => {
    for (const { of, ...facts } of told) later.push({ index: of.index, facts });
  };
  const give = (record: TriageRecord, { offset }: LinePlace): Waiting => {
    const given = { index: count++, record };
    records.push({ ...given, offset });
    return given;
  };
  const add = (verdict: Verdict, place: LinePlace): void => {
    const attempt = attemptOf(verdict);
    const isKept = all || verdict.finding.outcome !== 'delivered';
    const { line, column } = places.of(verdict.finding.anchor.start);
    const record = isKept && toRecord(verdict, { file: name, line: line + 1, column: column + 1 }, knowledge, extras);
    // A queue id that expires as a whole is told of each recipient that was waiting, in its place.
    const isWhole = attempt.expired && attempt.recipient === undefined;
    const { told, expires } = stories.add(attempt, record && !isWhole ? give(record, place) : undefined);
    tell(told);
    if (!isWhole || !record) return;
    if (expires.length === 0) give(record, place);
    for (const { of, attempts } of expires) give(expiredAttempt(record, of.record, attempts), place);
  };
  return {
    read(text: string, place: LinePlace): void {
      places.add(place);
      for (const verdict of lines.verdicts(text, place.offset)) add(verdict, place);
    },
    delivered(attempt: Attempt): void {
      if (attempt.queueId !== undefined && stories.has(attempt.queueId)) tell(stories.add(attempt, undefined).told);
    },
    end(): void {
      tell([...stories.end()]);
    },
    take(): LogYield {
      const taken = { records, later };
      records = [];
      later = [];
      return taken;
    },
  };
}
