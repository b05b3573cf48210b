/**
 * Mailgun's events as JSON lines, from its API or with the envelope of a webhook.
 *
 *     {"event":"failed","severity":"permanent","recipient":"kim@example.com","delivery-status":{"code":550,"message":"5.1.1 … user unknown",
 *       "mx-host":"mx.example.com"},"envelope":{"sender":"agent@example.org"},"message":{"headers":{"message-id":"…"}},"timestamp":1795255550.1}
 */
import type { Action, Evidence } from '../model.ts';
import { codeFact, fateFacts, hostFact, objectsIn, replyFacts, timeFact, valueFact } from '../scan/json-event.ts';
import { type JsonValue, member, textOf } from '../scan/json-line.ts';
import type { LineDialect } from './dialect.ts';

const mailgun: LineDialect = {
  title: 'Mailgun event',
  reads: 'line',
  hints: { telling: ['"event"'] },
  recognizes: (line) =>
    line.includes('"event"') &&
    /"event"\s{0,4}:\s{0,4}"(?:failed|delivered|rejected|accepted|stored|complained|opened|clicked|unsubscribed)"/.test(line) &&
    /"(?:delivery-status|log-level|event-data)"\s{0,4}:/.test(line),
  *read(layer) {
    for (const object of objectsIn(layer)) yield* eventOf(member(object, 'event-data') ?? object);
  },
};
export default mailgun;

function* eventOf(event: JsonValue): Generator<readonly Evidence[]> {
  const name = member(event, 'event');
  const action = actionOf(textOf(name), textOf(member(event, 'severity')));
  if (!action) return;
  const status = member(event, 'delivery-status');
  yield [
    ...replyOf(status, event),
    ...codeFact(member(status, 'code'), 'reply-code'),
    ...codeFact(member(status, 'bounce-code'), 'dsn-status'),
    ...valueFact('final-recipient', member(event, 'recipient')),
    ...fateFacts(name, action),
    ...hostFact('remote-mta', member(status, 'mx-host')),
    ...valueFact('envelope-sender', member(event, 'envelope.sender')),
    ...valueFact('message-id', member(event, 'message.headers.message-id')),
    ...timeFact(member(event, 'timestamp')),
  ];
}
function actionOf(event: string | undefined, severity: string | undefined): Action | undefined {
  if (event === 'failed') return severity === 'temporary' ? 'delayed' : 'failed';
  if (event === 'rejected') return 'failed';
  return event === 'delivered' ? 'delivered' : undefined;
}
/** The message is the server's, or else Mailgun's own in `description` or the reason of a rejection. */
function replyOf(status: JsonValue | undefined, event: JsonValue): readonly Evidence[] {
  const said = [member(status, 'message'), member(status, 'description'), member(event, 'reject.reason'), member(event, 'reason')];
  return replyFacts(said.find((value) => textOf(value) !== undefined));
}
