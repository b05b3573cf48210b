/** One piece of a log, read by one of several: what its lines tell, in a form that is cheap to hand from thread to thread. */
import { type LogEvent, type LogReaderParts, type LogTeller, openLogReader } from '@bounce-lens/shared';
import { type FileRange, readRange } from './file-range.ts';

export interface PieceTold {
  readonly events: readonly (LogEvent & {
    /** The deliveries since the event before, `queue-id recipient` a line. */
    readonly delivered: string;
  })[];
  /** Those behind the last event. */
  readonly delivered: string;
  readonly lineCount: number;
  /** Its lines are told in full only with those of other pieces: it says nothing by itself. */
  readonly remembers: boolean;
}

export async function readPiece(range: FileRange, parts: LogReaderParts): Promise<PieceTold> {
  const events: PieceTold['events'][number][] = [];
  let delivered = '';
  const reader = openLogReader(parts, {
    event(event) {
      events.push({ ...event, delivered });
      delivered = '';
    },
    delivered(queueId, recipient) {
      delivered += `${queueId} ${recipient}\n`;
    },
  });
  for await (const bytes of readRange(range)) {
    reader.push(bytes);
    if (parts.lines.remembers) break;
  }
  reader.end();
  return { events, delivered, lineCount: reader.lineCount, remembers: parts.lines.remembers };
}

/** Tell what a piece told, as if the lines `before` it had been read by the same reader. */
export function retell({ events, delivered }: PieceTold, linesBefore: number, teller: LogTeller): void {
  for (const { delivered: before, record, ...event } of events) {
    retellDeliveries(before, teller);
    const line = record?.line;
    teller.event({ ...event, ...(record && { record: { ...record, ...(line !== undefined && { line: line + linesBefore }) } }) });
  }
  retellDeliveries(delivered, teller);
}
function retellDeliveries(delivered: string, teller: LogTeller): void {
  for (let at = 0; at < delivered.length; ) {
    const [blank, end] = [delivered.indexOf(' ', at), delivered.indexOf('\n', at)];
    teller.delivered(delivered.slice(at, blank), delivered.slice(blank + 1, end));
    at = end + 1;
  }
}
