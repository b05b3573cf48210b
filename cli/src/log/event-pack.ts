/**
 * What the lines of one piece of a log tell, in columns: to hand a thousand objects from thread to thread costs more than to make them, a few long
 * lists next to nothing.
 */
import type { LogEvent } from '@bounce-lens/shared';

/** What of an event is told with its piece. */
export interface EventTold {
  /** Of its record, in this piece. */
  readonly line: number;
  /** The record as JSON, behind its line. */
  readonly rest: string | undefined;
  readonly attempt: LogEvent['attempt'];
  readonly offset: number;
  /** How many of the deliveries stand before it. */
  readonly deliveries: number;
}
/** Each list has an entry for each event. */
export interface PackedEvents {
  readonly rests: readonly EventTold['rest'][];
  readonly queueIds: readonly (string | undefined)[];
  readonly recipients: readonly (string | undefined)[];
  readonly outcomes: readonly LogEvent['attempt']['outcome'][];
  /** `perEvent` of each: its line, its offset, the deliveries before it, and 1 where it expired. */
  readonly numbers: Float64Array;
}
const perEvent = 4;

export function openEventPack() {
  const rests: EventTold['rest'][] = [];
  const queueIds: (string | undefined)[] = [];
  const recipients: (string | undefined)[] = [];
  const outcomes: LogEvent['attempt']['outcome'][] = [];
  const numbers: number[] = [];
  return {
    add({ line, rest, attempt, offset, deliveries }: EventTold): void {
      rests.push(rest);
      queueIds.push(attempt.queueId);
      recipients.push(attempt.recipient);
      outcomes.push(attempt.outcome);
      numbers.push(line, offset, deliveries, attempt.expired ? 1 : 0);
    },
    packed: (): PackedEvents => ({ rests, queueIds, recipients, outcomes, numbers: Float64Array.from(numbers) }),
  };
}

/** Gives each to `tell`, in their order. */
export function unpackEvents(packed: PackedEvents, tell: (event: EventTold) => void): void {
  const { rests, queueIds, recipients, numbers } = packed;
  const numberOf = (index: number, which: number): number => numbers[perEvent * index + which] ?? 0;
  for (const [index, outcome] of packed.outcomes.entries()) {
    const [queueId, recipient] = [queueIds[index], recipients[index]];
    const expired = numberOf(index, 3) === 1;
    const attempt = { ...(queueId !== undefined && { queueId }), ...(recipient !== undefined && { recipient }), outcome, expired };
    tell({ line: numberOf(index, 0), offset: numberOf(index, 1), deliveries: numberOf(index, 2), rest: rests[index], attempt });
  }
}
