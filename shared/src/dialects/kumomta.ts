/**
 * KumoMTA's log records, a JSON object a line.
 *
 *     {"type":"Bounce","id":"1d98…","sender":"agent@example.org","recipient":"kim@example.com","response":{"code":550,"enhanced_code":
 *       {"class":5,"subject":1,"detail":1},"content":"… user unknown","command":"RCPT TO:<kim@example.com>"},"peer_address":{"name":"mx.example.com.","addr":"203.0.113.5"}}
 *
 * `content` is the reply without its codes; those have fields of their own. Newer versions write several recipients as an array.
 */
import type { Action, Direction, Evidence } from '../model.ts';
import { codeFact, fateFacts, hostFact, objectsIn, timeFact, valueFact } from '../scan/json-event.ts';
import { type JsonValue, member, textOf } from '../scan/json-line.ts';
import { smtpCommandAt } from '../scan/smtp-command.ts';
import type { LineDialect } from './dialect.ts';

/** Reception, Feedback and the like tell of no delivery. */
const actions: Readonly<Record<string, Action>> = {
  Delivery: 'delivered',
  Bounce: 'failed',
  AdminBounce: 'failed',
  OOB: 'failed',
  TransientFailure: 'delayed',
  Delayed: 'delayed',
  Expiration: 'expired',
  Rejection: 'failed',
};

const kumomta: LineDialect = {
  title: 'KumoMTA log record',
  reads: 'line',
  hints: { telling: ['"response"'] },
  recognizes: (line) =>
    line.includes('"response"') &&
    /"type"\s{0,4}:\s{0,4}"(?:Reception|Delivery|Bounce|AdminBounce|OOB|TransientFailure|Delayed|Expiration|Rejection|Feedback|DeferredInjectionRebind|XferOut|XferIn)"/.test(
      line,
    ),
  *read(layer) {
    for (const record of objectsIn(layer)) yield* eventsOf(record);
  },
};
export default kumomta;

function* eventsOf(record: JsonValue): Generator<readonly Evidence[]> {
  const type = member(record, 'type');
  const action = actions[textOf(type) ?? ''];
  if (!type || !action) return;
  const direction: Direction = textOf(type) === 'Rejection' ? 'inbound' : 'outbound';
  const response = member(record, 'response');
  const code = textOf(member(response, 'code'));
  const told = [
    ...valueFact('diagnostic-text', member(response, 'content')),
    ...codeFact(member(response, 'code'), 'reply-code'),
    ...enhanced(member(response, 'enhanced_code')),
    ...command(member(response, 'command')),
    ...fateFacts(type, direction === 'inbound' && code?.startsWith('4') ? 'delayed' : action, direction),
    ...hostFact(direction === 'inbound' ? 'reporting-mta' : 'remote-mta', member(record, 'peer_address.name')),
    ...hostFact(direction === 'inbound' ? 'client-ip' : 'remote-ip', member(record, 'peer_address.addr')),
    ...valueFact('envelope-sender', member(record, 'sender')),
    ...valueFact('queue-id', member(record, 'id')),
    ...timeFact(member(record, 'timestamp')),
  ];
  const recipient = member(record, 'recipient');
  for (const one of recipient?.kind === 'array' ? recipient.items : [recipient]) yield [...told, ...valueFact('final-recipient', one)];
}
/** `{"class":5,"subject":1,"detail":1}` */
function enhanced(value: JsonValue | undefined): readonly Evidence[] {
  const numbers = ['class', 'subject', 'detail'].map((name) => textOf(member(value, name)));
  if (!value || numbers.some((number) => number === undefined || !/^\d{1,3}$/.test(number))) return [];
  return [value.content.fact('enhanced-status', numbers.join('.'), 0, value.content.text.length)];
}
function command(value: JsonValue | undefined): readonly Evidence[] {
  if (!value || textOf(value) === undefined) return [];
  const found = value.content.text === '.' ? { command: 'END-OF-DATA' as const, start: 0, end: 1 } : smtpCommandAt(value.content.text, 0);
  return found ? [value.content.fact('smtp-command', found.command, found.start, found.end)] : [];
}
