/** One piece of a log, read by one of several: what its lines tell, in a form that is cheap to hand from thread to thread. */
import { type LogEvent, type LogReaderParts, type LogTeller, openLogReader } from '@bounce-lens/shared';
import { openDeliveryPack, type PackedDeliveries, unpackDeliveries } from './delivery-pack.ts';
import { type FileRange, readRange } from './file-range.ts';

export interface PieceTold {
  readonly events: readonly (LogEvent & {
    /** How many of the deliveries stand before it. */
    readonly deliveries: number;
  })[];
  readonly deliveries: PackedDeliveries;
  readonly lineCount: number;
  /** Its lines are told in full only with those of other pieces: it says nothing by itself. */
  readonly remembers: boolean;
}

export async function readPiece(range: FileRange, parts: LogReaderParts): Promise<PieceTold> {
  const events: PieceTold['events'][number][] = [];
  const deliveries = openDeliveryPack();
  const reader = openLogReader(parts, {
    event: (event) => events.push({ ...event, deliveries: deliveries.count() }),
    delivered: deliveries.add,
  });
  for await (const bytes of readRange(range)) {
    reader.push(bytes);
    if (parts.lines.remembers) break;
  }
  reader.end();
  return { events, deliveries: deliveries.packed(), lineCount: reader.lineCount, remembers: parts.lines.remembers };
}

/** Tell what a piece told, as if the lines `before` it had been read by the same reader. */
export function retell(told: PieceTold, linesBefore: number, teller: LogTeller): void {
  const deliveries = unpackDeliveries(told.deliveries, teller.delivered);
  for (const { deliveries: before, record, ...event } of told.events) {
    deliveries.tellTo(before);
    const line = record?.line;
    teller.event({ ...event, ...(record && { record: { ...record, ...(line !== undefined && { line: line + linesBefore }) } }) });
  }
  deliveries.tellTo(told.deliveries.lengths.length / 2);
}
