/** One piece of a log, read by one of several: what its lines tell, in a form that is cheap to hand from thread to thread. */
import { type LogReaderParts, type LogSink, openLogReader } from '@bounce-lens/shared';
import { openDeliveryPack, type PackedDeliveries, unpackDeliveries } from './delivery-pack.ts';
import { openEventPack, type PackedEvents, unpackEvents } from './event-pack.ts';
import { type FileRange, readRange } from './file-range.ts';

export interface PieceTold {
  readonly events: PackedEvents;
  readonly deliveries: PackedDeliveries;
  /** How each record begins: `{"file":"…","line":`; the number follows. */
  readonly beginning: string;
  readonly lineCount: number;
  /** Its lines are told in full only with those of other pieces: it says nothing by itself. */
  readonly remembers: boolean;
}
export function readPiece(range: FileRange, parts: LogReaderParts, buffer: Buffer): PieceTold {
  const events = openEventPack();
  const deliveries = openDeliveryPack();
  const beginning = `{"file":${JSON.stringify(parts.name)},"line":`;
  const reader = openLogReader(parts, {
    event({ record, attempt, offset }) {
      const { line = 0 } = record ?? {};
      const rest = record && JSON.stringify(record).slice(beginning.length + String(line).length);
      events.add({ line, rest, attempt, offset, deliveries: deliveries.count() });
    },
    delivered: deliveries.add,
  });
  for (const bytes of readRange(range, buffer)) {
    reader.push(bytes);
    if (parts.lines.remembers) break;
  }
  reader.end();
  return {
    events: events.packed(),
    deliveries: deliveries.packed(),
    beginning,
    lineCount: reader.lineCount,
    remembers: parts.lines.remembers,
  };
}

/** What of it is handed over to another thread, and no longer there for this one. */
export function buffersOf({ events, deliveries }: PieceTold): ArrayBuffer[] {
  return [events.rests, events.numbers, deliveries.bytes, deliveries.lengths].flatMap(({ buffer }) =>
    buffer instanceof ArrayBuffer ? [buffer] : [],
  );
}

/** About as many bytes as it holds; a little also where it tells of nothing. */
export function weightOfPiece({ events, deliveries }: PieceTold): number {
  return 1_000 + events.rests.byteLength + events.numbers.byteLength + deliveries.bytes.byteLength + deliveries.lengths.byteLength;
}

/** A record as JSON, in two pieces. */
export interface RecordPieces {
  readonly head: string;
  /** In UTF-8. */
  readonly rest: Uint8Array;
}
/** Tell what a piece told, as if the lines `before` it had been read by the same reader. */
export function retell(told: PieceTold, linesBefore: number, sink: LogSink<RecordPieces>): void {
  const deliveries = unpackDeliveries(told.deliveries, sink.delivered);
  unpackEvents(told.events, ({ line, rest, attempt, offset, deliveries: before }) => {
    deliveries.tellTo(before);
    const head = `${told.beginning}${line + linesBefore}`;
    sink.event(rest === undefined ? { attempt, offset } : { record: { head, rest }, attempt, offset });
  });
  deliveries.tellTo(told.deliveries.lengths.length / 2);
}
