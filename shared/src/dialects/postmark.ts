/**
 * Postmark's bounce and delivery webhooks, and its bounce list, as JSON lines.
 *
 *     {"RecordType":"Bounce","Type":"HardBounce","Email":"kim@example.com","From":"agent@example.org","Details":"smtp;550 5.1.1 … user unknown",
 *       "MessageID":"883953f4-…","BouncedAt":"2026-11-21T10:05:50Z"}
 */
import type { Action, Evidence } from '../model.ts';
import { fateFacts, objectsIn, replyFacts, timeFact, valueFact } from '../scan/json-event.ts';
import { type JsonValue, member, textOf } from '../scan/json-line.ts';
import type { LineDialect } from './dialect.ts';

/** `Transient` is tried again; the others of the list are no failures: answers of machines, wishes of people. */
const actions: Readonly<Record<string, Action | undefined>> = { Transient: 'delayed' };
const noFailures: ReadonlySet<string> = new Set([
  'AutoResponder',
  'Subscribe',
  'Unsubscribe',
  'AddressChange',
  'ChallengeVerification',
  'OpenRelayTest',
  'SpamComplaint',
  'SMTPApiError',
]);

const postmark: LineDialect = {
  title: 'Postmark event',
  reads: 'line',
  hints: { telling: ['"RecordType"', '"BouncedAt"'] },
  recognizes: (line) =>
    line.includes('"') && /"(?:RecordType|BouncedAt)"\s{0,4}:/.test(line) && /"(?:MessageID|ServerID)"\s{0,4}:/.test(line),
  *read(layer) {
    for (const event of objectsIn(layer)) yield* eventOf(event);
  },
};
export default postmark;

function* eventOf(event: JsonValue): Generator<readonly Evidence[]> {
  const record = textOf(member(event, 'RecordType')) ?? 'Bounce';
  const type = textOf(member(event, 'Type')) ?? '';
  if ((record !== 'Bounce' && record !== 'Delivery') || noFailures.has(type)) return;
  const details = member(event, 'Details');
  const said = textOf(details) === undefined ? member(event, 'Description') : details;
  yield [
    ...replyFacts(said),
    ...valueFact('final-recipient', member(event, 'Email') ?? member(event, 'Recipient')),
    ...fateFacts(member(event, 'Type') ?? member(event, 'RecordType'), record === 'Delivery' ? 'delivered' : (actions[type] ?? 'failed')),
    ...valueFact('envelope-sender', member(event, 'From')),
    ...valueFact('queue-id', member(event, 'MessageID')),
    ...valueFact('subject', member(event, 'Subject')),
    ...timeFact(member(event, 'BouncedAt') ?? member(event, 'DeliveredAt')),
  ];
}
