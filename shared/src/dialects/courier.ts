/**
 * Courier's mail log: deliveries, and what its SMTP server refuses.
 *
 *     courieresmtp: id=0000000000550155.4F55,from=<agent@example.org>,addr=<kim@example.com>: 550 5.1.1 … User unknown
 *     courieresmtp: id=0000000000550155.4F55,from=<agent@example.org>,addr=<kim@example.com>,status: failure
 *     courieresmtpd: error,relay=::ffff:203.0.113.9,from=<x@spam.example>,to=<nosuch@example.org>: 550 User unknown.
 *
 * What was said stands in the lines before the status, which ends the attempt: one event, of the status, with the words above it.
 */
import type { Action, Evidence, Layer } from '../model.ts';
import type { Range } from '../scan/address.ts';
import { isIp } from '../scan/host.ts';
import { angleFacts, directionFact, fieldAt, isTemporary, rangeFact } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { rememberSessions, type SessionMemory } from '../scan/session-memory.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { SessionDialect } from './dialect.ts';

const delivery = /id=([0-9A-Fa-f.]{10,80}),from=<[^<>]{0,320}>,addr=<[^<>\s]{1,320}>(?:,size=\d{1,12})?(?:,(?:success: |status: )|: )/y;
const refusal = /error,relay=(?:::ffff:)?([0-9A-Fa-f.:]{3,45})(?:,port=\d{1,5})?(?:,ident="[^"]{0,64}")?,(?=from=|to=|msg=)/y;
const actions: Readonly<Record<string, Action>> = { failure: 'failed', deferred: 'delayed', success: 'delivered', delivered: 'delivered' };

/** What the other server said of one recipient, until the status tells what became of it. */
interface Said {
  reply: readonly Evidence[];
}

const courier: SessionDialect = {
  title: 'Courier mail log',
  reads: 'session',
  hints: { telling: [',addr=<', 'error,relay='] },
  recognizes: (line) => (matchAt(delivery, line) !== null || matchAt(refusal, line) !== null) && line.includes('courier'),
  open: () => {
    const said = rememberSessions((): Said => ({ reply: [] }));
    return function* (layer) {
      const event = delivered(layer, said) ?? refused(layer);
      if (event) yield [...event, ...timeFacts(layer, logHead(layer.text).time)];
    };
  },
};
export default courier;

function matchAt(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = logHead(text).body;
  return pattern.exec(text);
}

function delivered(layer: Layer, memory: SessionMemory<Said>): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = matchAt(delivery, text);
  if (!found?.[1]) return undefined;
  const at = found.index + found[0].length;
  const name = found[0].replace(/,(?:size=\d{1,12}|success: |status: ).{0,30}$|: $/, '');
  const reply = found[0].endsWith('status: ') ? memory.of(name).reply : readReply(layer, at, text.length, 'bounce');
  const word = found[0].endsWith('success: ') ? 'success' : /^\w{1,16}/.exec(text.slice(at, at + 16))?.[0];
  const action = found[0].endsWith('>: ') ? undefined : actions[word ?? ''];
  if (!action) memory.of(name).reply = reply;
  else memory.forget(name);
  return action && at < text.length
    ? [...reply, layer.fact('action', action, at, text.length), ...envelope(layer, { start: found.index, end: at }, found[1].length)]
    : undefined;
}
function envelope(layer: Layer, fields: Range, idLength: number): readonly Evidence[] {
  const id = fields.start + 'id='.length;
  return [
    ...angleFacts(layer, 'addr=', 'final-recipient', fields),
    ...angleFacts(layer, 'from=', 'envelope-sender', fields),
    ...rangeFact(layer, 'queue-id', { start: id, end: id + idLength }),
    directionFact(layer, 'outbound', fields.start),
  ];
}

/** `from=<…>,to=<…>: 550 User unknown.`, `msg="535 Authentication failed.",cmd: …` */
function refused(layer: Layer): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = matchAt(refusal, text);
  if (!found?.[1]) return undefined;
  const fields = found.index + found[0].length;
  const message = fieldAt(text, 'msg="', fields, text.length);
  const said = message ?? text.indexOf('>: ', fields) + '>: '.length;
  const close = message === undefined ? text.length : text.indexOf('"', message);
  if (said < fields || close <= said) return undefined;
  const reply = readReply(layer, said, close, 'bounce');
  const ip = found.index + found[0].indexOf(found[1]);
  return [
    ...reply,
    layer.fact('action', isTemporary(reply) ? 'delayed' : 'failed', found.index, found.index + 'error'.length),
    ...angleFacts(layer, 'to=', 'final-recipient', { start: fields, end: said }),
    ...angleFacts(layer, 'from=', 'envelope-sender', { start: fields, end: said }),
    ...(isIp(found[1]) ? [layer.fact('client-ip', found[1], ip, ip + found[1].length)] : []),
    directionFact(layer, reply.some((e) => e.kind === 'reply-code' && e.value === '535') ? 'submission' : 'inbound', found.index),
  ];
}
