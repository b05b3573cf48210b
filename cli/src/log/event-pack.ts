/**
 * What the lines of one piece of a log tell, in columns: to hand a thousand objects from thread to thread costs more than to make them, a few long
 * lists next to nothing. Records are bytes, which are handed over as they are and lie outside the garbage collector's memory.
 */
import type { LogEvent } from '@bounce-lens/shared';
import { openByteColumn } from './byte-column.ts';

/** What of an event is told with its piece. */
export interface EventTold {
  /** Of its record, in this piece. */
  readonly line: number;
  /** The record as JSON, behind its line. */
  readonly rest: Uint8Array | undefined;
  readonly attempt: LogEvent['attempt'];
  readonly offset: number;
  /** How many of the deliveries stand before it. */
  readonly deliveries: number;
}
/** Each list has an entry for each event. */
export interface PackedEvents {
  /** One behind the other. */
  readonly rests: Uint8Array;
  readonly queueIds: readonly (string | undefined)[];
  readonly recipients: readonly (string | undefined)[];
  readonly outcomes: readonly LogEvent['attempt']['outcome'][];
  /** `perEvent` of each: its line, its offset, the deliveries before it, 1 where it expired, and where its rest ends: it may have none. */
  readonly numbers: Float64Array;
}
const perEvent = 5;

export function openEventPack() {
  const rests = openByteColumn(1 << 16);
  const queueIds: (string | undefined)[] = [];
  const recipients: (string | undefined)[] = [];
  const outcomes: LogEvent['attempt']['outcome'][] = [];
  const numbers: number[] = [];
  return {
    add({ line, rest = '', attempt, offset, deliveries }: Omit<EventTold, 'rest'> & { readonly rest: string | undefined }): void {
      rests.addText(rest);
      queueIds.push(attempt.queueId);
      recipients.push(attempt.recipient);
      outcomes.push(attempt.outcome);
      numbers.push(line, offset, deliveries, attempt.expired ? 1 : 0, rests.length);
    },
    packed: (): PackedEvents => ({
      rests: rests.bytes(),
      queueIds,
      recipients,
      outcomes,
      numbers: Float64Array.from(numbers),
    }),
  };
}

/** Gives each to `tell`, in their order. */
export function unpackEvents(packed: PackedEvents, tell: (event: EventTold) => void): void {
  const { rests, queueIds, recipients, numbers } = packed;
  const numberOf = (index: number, which: number): number => numbers[perEvent * index + which] ?? 0;
  let start = 0;
  for (const [index, outcome] of packed.outcomes.entries()) {
    const [queueId, recipient] = [queueIds[index], recipients[index]];
    const expired = numberOf(index, 3) === 1;
    const attempt = { ...(queueId !== undefined && { queueId }), ...(recipient !== undefined && { recipient }), outcome, expired };
    const end = numberOf(index, 4);
    const rest = end > start ? rests.subarray(start, end) : undefined;
    start = end;
    tell({ line: numberOf(index, 0), offset: numberOf(index, 1), deliveries: numberOf(index, 2), rest, attempt });
  }
}
