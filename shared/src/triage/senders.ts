/** Whom the messages of a log are sent for: stated once, where a message is taken or tried, and not where it fails. */
import { limits } from '../limits.ts';
import type { TriageRecord } from './record.ts';

export interface Senders {
  /** The next line that states one; `<>`: a notice, which has none. */
  add(queueId: string, sender: string): void;
  /** The record with its message's sender, where it has none of its own. */
  inRecord(record: TriageRecord): TriageRecord;
}

/** Bounded: the message that was told first is forgotten first. */
export function openSenders(most: number = limits.rememberedSenders): Senders {
  const known = new Map<string, string>();
  return {
    add(queueId, sender) {
      // Queue ids are given again: what was known is of another message, or is told anew.
      known.delete(queueId);
      if (sender === '<>' || sender === '') return;
      known.set(queueId, sender);
      if (known.size <= most) return;
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    },
    inRecord(record) {
      const sender = record.queueId === undefined ? undefined : known.get(record.queueId);
      return record.envelopeSender !== undefined || sender === undefined ? record : { ...record, envelopeSender: sender };
    },
  };
}
