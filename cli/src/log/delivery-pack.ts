/** Deliveries of one piece of a log, as bytes: cheap to keep, and to hand from thread to thread. */
import type { ToldDelivery } from '@bounce-lens/shared';
import { openByteColumn } from './byte-column.ts';

export interface PackedDeliveries {
  /** Queue id and recipient of each, one behind the other. */
  readonly bytes: Uint8Array;
  /** Of each, how long both are. */
  readonly lengths: Uint32Array;
}
export interface DeliveryPack {
  add(told: ToldDelivery): void;
  count(): number;
  packed(): PackedDeliveries;
}

export function openDeliveryPack(): DeliveryPack {
  const names = openByteColumn(1 << 12);
  const lengths: number[] = [];
  const append = (from: Uint8Array, { start, end }: ToldDelivery['queueId']): void => {
    names.addBytes(from, start, end);
    lengths.push(end - start);
  };
  return {
    add({ bytes: from, queueId, recipient }) {
      append(from, queueId);
      append(from, recipient);
    },
    count: () => lengths.length / 2,
    packed: () => ({ bytes: names.bytes(), lengths: Uint32Array.from(lengths) }),
  };
}

/** Gives them to `tell` again, in their order. */
export function unpackDeliveries({ bytes, lengths }: PackedDeliveries, tell: (told: ToldDelivery) => void) {
  let next = 0;
  let at = 0;
  return {
    /** Until so many were told. */
    tellTo(count: number): void {
      for (; next < count; next++) {
        const idEnd = at + (lengths[2 * next] ?? 0);
        const end = idEnd + (lengths[2 * next + 1] ?? 0);
        tell({ bytes, queueId: { start: at, end: idEnd }, recipient: { start: idEnd, end } });
        at = end;
      }
    },
  };
}
