/**
 * SendGrid's event webhook and activity as JSON lines, single events or the arrays they are posted in.
 *
 *     [{"email":"kim@example.com","timestamp":1795255550,"event":"bounce","status":"5.1.1","reason":"550 5.1.1 … user unknown","sg_message_id":"…"}]
 */
import type { Action, Evidence } from '../model.ts';
import { codeFact, fateFacts, hostFact, objectsIn, replyFacts, timeFact, valueFact } from '../scan/json-event.ts';
import { type JsonValue, member, textOf } from '../scan/json-line.ts';
import type { LineDialect } from './dialect.ts';

const actions: Readonly<Record<string, Action>> = {
  bounce: 'failed',
  bounced: 'failed',
  blocked: 'failed',
  dropped: 'failed',
  deferred: 'delayed',
  delivered: 'delivered',
};

const sendgrid: LineDialect = {
  title: 'SendGrid event',
  reads: 'line',
  hints: { telling: ['"sg_message_id"', '"sg_event_id"'] },
  recognizes: (line) => line.includes('"sg_') && /"sg_(?:message|event)_id"\s{0,4}:/.test(line),
  *read(layer) {
    for (const event of objectsIn(layer)) yield* eventOf(event);
  },
};
export default sendgrid;

function* eventOf(event: JsonValue): Generator<readonly Evidence[]> {
  const name = member(event, 'event');
  const action = actions[textOf(name) ?? ''];
  if (!action) return;
  yield [
    ...replyFacts(member(event, 'reason') ?? member(event, 'response')),
    ...codeFact(member(event, 'status'), 'dsn-status'),
    ...valueFact('final-recipient', member(event, 'email')),
    ...fateFacts(name, action),
    ...hostFact('remote-mta', member(event, 'mx_server')),
    ...valueFact('message-id', member(event, 'smtp-id')),
    ...valueFact('queue-id', member(event, 'sg_message_id')),
    ...timeFact(member(event, 'timestamp')),
  ];
}
