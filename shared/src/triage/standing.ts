/** Where a record stands for somebody who has to do something about it. */
import type { TriageRecord } from './record.ts';

/**
 * `undelivered`: mail that has not arrived, and may need somebody. `inbound-reject`: what our own server refused to take, which is nobody's lost
 * mail but the sender's. `delivered-later`: a deferral that went through. `delivered`, and `nothing` for a file without an event.
 */
export type Standing = 'undelivered' | 'inbound-reject' | 'delivered-later' | 'delivered' | 'nothing';

/** In the order they are told: what needs somebody first, what went through last. */
export const standings: readonly Standing[] = ['undelivered', 'inbound-reject', 'delivered-later', 'delivered', 'nothing'];

export function standingOf({ outcome, direction, fate }: TriageRecord): Standing {
  if (outcome === 'none') return 'nothing';
  if (outcome === 'delivered') return 'delivered';
  if (direction === 'inbound' && outcome !== 'delayed-notice') return 'inbound-reject';
  return fate === 'delivered-later' ? 'delivered-later' : 'undelivered';
}
