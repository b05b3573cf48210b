/**
 * The bytes of a log → what its lines tell, in their order: records, attempts, and deliveries that may end a story. Windows go in, cut wherever
 * they are cut; only the lines that have one of the dialects' hints are read. Several readers may read the pieces of one log: see `openLogTeller`.
 */
import type { Knowledge } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { TimeZone, Verdict } from '../model.ts';
import type { Hint, HintedLine, HintScanner } from '../scan/hint-scanner.ts';
import { type Attempt, attemptOf } from '../story/tell-stories.ts';
import { attemptTold, type ToldDelivery } from '../story/told-delivery.ts';
import { openByteLines } from './byte-lines.ts';
import { openPlaces } from './line-places.ts';
import type { HostDate } from './read-time.ts';
import { type TriageRecord, toRecord } from './record.ts';

export { attemptTold };

/** How the lines of a log are found and read; made by `createLens`. */
export interface LogLines {
  /** Finds the lines that have hints, with those of senders or without; the same for all readers of this log. */
  scanner(withSenders: boolean): HintScanner;
  /** The bit of the hints whose lines are read in full. */
  readonly telling: number;
  /** Of the profile, for times without zone. */
  readonly timeZone?: TimeZone;
  /** What one line says. Its offsets begin at `start`. */
  verdicts(line: string, start: number): readonly Verdict[];
  /** Has a line been read that remembers others, or is told in full by them? Such a log cannot be read in pieces. */
  readonly remembers: boolean;
  /** For who asks for senders. */
  readonly senders: SenderLines;
  /** Where `line` of `bytes`, one without telling words, states the delivery it tells of, where that is sure. */
  delivery(bytes: Uint8Array, line: HintedLine): Omit<ToldDelivery, 'bytes'> | 'without queue id' | undefined;
}

/** The lines that state whom a message is sent for; its failing lines often do not. */
export interface SenderLines {
  readonly hints: readonly Hint[];
  /** Of all of them, and of nothing else. */
  readonly bit: number;
  /** Of the line at `start`; undefined where it states none after all, `<>` for a notice. */
  of(text: string, start: number): { readonly queueId: string; readonly sender: string } | undefined;
}

export interface LogReaderParts {
  readonly lines: LogLines;
  readonly knowledge: Knowledge;
  /** What records are told to come from. */
  readonly name: string;
  /** Deliveries too. */
  readonly all?: boolean;
  /** The log's own date, for times without year or zone. */
  readonly hostDate?: HostDate;
}
/** What one line tells of one delivery. `R`: a record, or whatever a host keeps in its place. */
export interface LogEvent<R = TriageRecord> {
  /** Without `attempts` and `fate`; absent where it tells of a delivery, and those are not asked for. */
  readonly record?: R;
  readonly attempt: Attempt;
  /** Where its line begins, in bytes (of UTF-8, where text was pushed). */
  readonly offset: number;
}
/** Is told what the lines tell, in their order. */
export interface LogSink<R = TriageRecord> {
  event(event: LogEvent<R>): void;
  /** A delivery of which there is to be no record, under a queue id; its bytes are there for the time of the call. */
  delivered(told: ToldDelivery): void;
  /** Whom a message is sent for; told before the lines that follow. Lines that state it are looked for only where this is there. */
  sender?(queueId: string, sender: string): void;
}
export interface LogReader {
  /** The next piece of the log, of any length. Bytes are UTF-8; a byte order mark is passed over. Nothing of `piece` is kept. */
  push(piece: Uint8Array | string): void;
  /** The log has ended: its last line. */
  end(): void;
  /** Line ends so far. */
  readonly lineCount: number;
}

export function openLogReader(parts: LogReaderParts, sink: LogSink): LogReader {
  const { lines, all = false } = parts;
  const scanner = lines.scanner(sink.sender !== undefined);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  const bytes = openByteLines();
  const read = openLineTeller(parts, sink);
  let lineCount = 0;
  const textOf = (line: Uint8Array): string => decoder.decode(line.subarray(0, 3 * limits.lineLength)).slice(0, limits.lineLength);
  const scan = (window: Uint8Array, offset: number): void => {
    // The window as text, where that has an offset for each byte: made when a sender is to be looked at.
    let text: string | undefined;
    lineCount += scanner.scan(window, (hinted) => {
      const { start, end, line } = hinted;
      const bits = hinted.bits & ~lines.senders.bit;
      if (bits !== hinted.bits) {
        text ??= decoder.decode(window);
        if (text.length === window.length) tellSender(text, start);
        else tellSender(textOf(window.subarray(start, end)), 0);
      }
      if (bits === 0) return;
      if (!all && (bits & lines.telling) === 0) {
        const found = lines.delivery(window, hinted);
        if (found === 'without queue id') return;
        if (found !== undefined) return sink.delivered({ bytes: window, queueId: found.queueId, recipient: found.recipient });
      }
      read(textOf(window.subarray(start, end)), { offset: offset + start, line: lineCount + line });
    });
  };
  const tellSender = (text: string, start: number): void => {
    const told = lines.senders.of(text, start);
    if (told !== undefined) sink.sender?.(told.queueId, told.sender);
  };
  return {
    push(piece) {
      for (const { window, offset } of bytes.push(typeof piece === 'string' ? encoder.encode(piece) : piece)) scan(window, offset);
    },
    end() {
      for (const { window, offset } of bytes.end()) scan(window, offset);
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
function openLineTeller(parts: LogReaderParts, sink: LogSink): (text: string, place: LinePlace) => void {
  const { lines, all = false, knowledge, name, hostDate } = parts;
  const places = openPlaces(limits.placedLines);
  const extras = { ...(hostDate && { hostDate }), ...(lines.timeZone && { timeZone: lines.timeZone }) };
  const recordOf = (verdict: Verdict): TriageRecord => {
    const { line, column } = places.of(verdict.finding.anchor.start);
    return toRecord(verdict, { file: name, line: line + 1, column: column + 1 }, knowledge, extras);
  };
  return (text, place) => {
    places.add(place);
    for (const verdict of lines.verdicts(text, place.offset)) {
      const isKept = all || verdict.finding.outcome !== 'delivered';
      const told = { attempt: attemptOf(verdict), offset: place.offset };
      sink.event(isKept ? { record: recordOf(verdict), ...told } : told);
    }
  };
}
