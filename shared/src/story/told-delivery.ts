/**
 * A delivery as the bytes of its line tell it. Most end no story, so they are made text only for those who ask; and whether a mail of that queue
 * id may wait at all is told from the bytes: see `openNameFilter`.
 */
import type { Span } from '../model.ts';
import type { Attempt } from './tell-stories.ts';

export interface ToldDelivery {
  /** Not kept by whoever is told: the next piece of the log may stand there soon. */
  readonly bytes: Uint8Array;
  /** Places in `bytes`, ASCII both. */
  readonly queueId: Span;
  readonly recipient: Span;
}
export function queueIdOf({ bytes, queueId }: ToldDelivery): string {
  return asciiOf(bytes, queueId);
}
/** Of a delivery, exactly what `attemptOf` would say of its line. */
export function attemptTold(told: ToldDelivery): Attempt & { readonly queueId: string; readonly recipient: string } {
  const recipient = asciiOf(told.bytes, told.recipient).toLowerCase();
  return { queueId: queueIdOf(told), recipient, outcome: 'delivered', expired: false };
}
function asciiOf(bytes: Uint8Array, { start, end }: Span): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
