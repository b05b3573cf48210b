/**
 * Amazon SES events as JSON, one a line: from SNS, Firehose, EventBridge or a queue; the SNS envelope may be around it.
 *
 *     {"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"kim@example.com","action":"failed",
 *       "status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 … user unknown"}],…},"mail":{"source":"agent@example.org","messageId":"0100…"}}
 */
import type { Action, Evidence } from '../model.ts';
import { codeFact, fateFacts, hostFact, objectsIn, replyFacts, timeFact, valueFact } from '../scan/json-event.ts';
import { type JsonValue, jsonAt, member, textOf } from '../scan/json-line.ts';
import type { LineDialect } from './dialect.ts';

const actions: Readonly<Record<string, Action>> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'relayed',
  expanded: 'expanded',
};

const ses: LineDialect = {
  title: 'Amazon SES event',
  reads: 'line',
  hints: { telling: ['notificationType', 'eventType'] },
  recognizes: (line) =>
    line.includes('Type') && /(?:notificationType|eventType)\\{0,7}"\s{0,4}:/.test(line) && /"mail\\{0,7}"\s{0,4}:/.test(line),
  *read(layer) {
    for (const object of objectsIn(layer)) yield* eventsOf(unwrapped(object));
  },
};
export default ses;

/** Out of SNS's `Message`, EventBridge's `detail`, the records of a queue (`body`) or of a function (`Sns`). */
function unwrapped(object: JsonValue, depth = 0): JsonValue {
  const wrapped = wrappers.map((name) => member(object, name)).find((value) => value !== undefined);
  const inner = wrapped?.kind === 'string' ? jsonAt(wrapped.content, 0) : wrapped;
  return inner && depth < wrappers.length ? unwrapped(inner, depth + 1) : object;
}
const wrappers = ['Message', 'detail', 'Sns', 'body'];

function* eventsOf(event: JsonValue): Generator<readonly Evidence[]> {
  const kind = member(event, 'eventType') ?? member(event, 'notificationType');
  const mail = member(event, 'mail');
  const head = [
    ...valueFact('queue-id', member(mail, 'messageId')),
    ...valueFact('message-id', member(mail, 'commonHeaders.messageId')),
    ...valueFact('envelope-sender', member(mail, 'source')),
  ];
  switch (textOf(kind)) {
    case 'Bounce':
      return yield* recipientsOf(member(event, 'bounce'), 'bouncedRecipients', { kind, action: 'failed', head });
    case 'DeliveryDelay':
      return yield* recipientsOf(member(event, 'deliveryDelay'), 'delayedRecipients', { kind, action: 'delayed', head });
    case 'Delivery':
      return yield* delivered(member(event, 'delivery'), kind, head);
    case 'Reject':
      return yield* rejected(event, kind, head);
    default:
  }
}

interface Told {
  readonly kind: JsonValue | undefined;
  readonly action: Action;
  readonly head: readonly Evidence[];
}
function* recipientsOf(report: JsonValue | undefined, list: string, { kind, action, head }: Told): Generator<readonly Evidence[]> {
  for (const recipient of member(report, list)?.items ?? []) {
    const said = textOf(member(recipient, 'action'));
    yield [
      ...replyFacts(member(recipient, 'diagnosticCode')),
      ...codeFact(member(recipient, 'status'), 'dsn-status'),
      ...valueFact('final-recipient', member(recipient, 'emailAddress')),
      ...fateFacts(member(recipient, 'action') ?? kind, (said === undefined ? undefined : actions[said]) ?? action),
      ...hostFact('reporting-mta', member(report, 'reportingMTA')),
      ...hostFact('remote-ip', member(report, 'remoteMtaIp')),
      ...timeFact(member(report, 'timestamp')),
      ...head,
    ];
  }
}
function* delivered(
  delivery: JsonValue | undefined,
  kind: JsonValue | undefined,
  head: readonly Evidence[],
): Generator<readonly Evidence[]> {
  for (const recipient of member(delivery, 'recipients')?.items ?? []) {
    yield [
      ...replyFacts(member(delivery, 'smtpResponse')),
      ...valueFact('final-recipient', recipient),
      ...fateFacts(kind, 'delivered'),
      ...timeFact(member(delivery, 'timestamp')),
      ...head,
    ];
  }
}
/** SES would not send it: `"reject":{"reason":"Bad content"}`, a virus. */
function* rejected(event: JsonValue, kind: JsonValue | undefined, head: readonly Evidence[]): Generator<readonly Evidence[]> {
  for (const recipient of member(event, 'mail.destination')?.items ?? []) {
    yield [
      ...replyFacts(member(event, 'reject.reason')),
      ...valueFact('final-recipient', recipient),
      ...fateFacts(kind, 'failed', 'submission'),
      ...head,
    ];
  }
}
