/** Deliveries as the bytes of a line tell them, for tests. */
import type { ToldDelivery } from '../../shared/src/index.ts';

/** Somewhere among other bytes, as in a log. */
export function toldDelivery(queueId: string, recipient: string): ToldDelivery {
  const before = 'Nov 21 10:05:50 mx postfix/smtp[5501]: ';
  const bytes = Buffer.from(`${before}${queueId}: to=<${recipient}>, relay=`);
  const to = before.length + queueId.length + ': to=<'.length;
  return {
    bytes,
    queueId: { start: before.length, end: before.length + queueId.length },
    recipient: { start: to, end: to + recipient.length },
  };
}
