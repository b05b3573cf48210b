/**
 * qmail-send's log (qmail, netqmail, notqmail, s/qmail), through multilog, tai64nlocal or syslog.
 *
 *     @400000006560a1b20cd5e3ac info msg 93869: bytes 2387 from <agent@example.org> qp 18695 uid 501
 *     @400000006560a1b20cd5e3ac starting delivery 55: msg 93869 to remote kim@example.com
 *     @400000006560a1b20cd5e3ac delivery 55: failure: 203.0.113.5_does_not_like_recipient./Remote_host_said:_550_5.1.1_…/Giving_up_on_203.0.113.5./
 *
 * A delivery's number joins its end to its recipient, the message's number both to the sender. `_` stands for a blank, `/` for a line end.
 */
import type { Action, Evidence, Layer, SmtpCommand } from '../model.ts';
import { inAnglesAt } from '../scan/address.ts';
import { directionFact, rangeFact } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { reworded } from '../scan/reworded.ts';
import { rememberSessions } from '../scan/session-memory.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { SessionDialect, SessionReader } from './dialect.ts';
import { openQmailTrace } from './qmail/trace.ts';

const epoch = /\d{9,11}\.\d{1,9} /y;
const ended = /delivery (\d{1,10}): (success|failure|deferral): /y;
const starting = /starting delivery (\d{1,10}): msg (\d{1,20}) to (?:local|remote) (?=\S)/y;
const arrived = /info msg (\d{1,20}): bytes \d{1,12} from (?=<)/y;
const actions: Readonly<Record<string, Action>> = { success: 'delivered', failure: 'failed', deferral: 'delayed' };

/** What is known of a message or delivery so far. */
interface Known {
  facts: readonly Evidence[];
}

const qmail: SessionDialect = {
  title: 'qmail-send log',
  reads: 'session',
  hints: { telling: ['starting delivery ', 'info msg ', ': success: ', ': failure: ', ': deferral: '] },
  openTrace: () => openQmailTrace(bodyOf),
  recognizes: (line) =>
    line.includes('msg ') ? has(starting, line) || has(arrived, line) : line.includes('delivery ') && has(ended, line),
  open: () => {
    const messages = rememberSessions((): Known => ({ facts: [] }), 10_000);
    const deliveries = rememberSessions((): Known => ({ facts: [] }), 10_000);
    return reader(messages, deliveries);
  },
};
export default qmail;

function reader(
  messages: ReturnType<typeof rememberSessions<Known>>,
  deliveries: ReturnType<typeof rememberSessions<Known>>,
): SessionReader {
  return function* (layer) {
    const { text } = layer;
    const [begun, end, info] = [match(starting, text), match(ended, text), match(arrived, text)];
    if (info?.[1]) messages.of(info[1]).facts = rangeFact(layer, 'envelope-sender', inAnglesAt(text, info.index + info[0].length));
    if (begun?.[1] && begun[2]) deliveries.of(begun[1]).facts = [...startFacts(layer, begun), ...messages.of(begun[2]).facts];
    if (!end?.[1]) return;
    const { facts } = deliveries.of(end[1]);
    deliveries.forget(end[1]);
    yield [...endFacts(layer, end), ...facts];
  };
}

/** The words of a line begin behind whatever stamps it, `qmail: ` and splogger's seconds. */
function bodyOf(text: string): number {
  const { body } = logHead(text);
  epoch.lastIndex = body;
  return body + (epoch.exec(text)?.[0].length ?? 0);
}
function match(pattern: RegExp, text: string): RegExpExecArray | undefined {
  pattern.lastIndex = bodyOf(text);
  return pattern.exec(text) ?? undefined;
}
function has(pattern: RegExp, text: string): boolean {
  return match(pattern, text) !== undefined;
}

function startFacts(layer: Layer, found: RegExpExecArray): readonly Evidence[] {
  const start = found.index + found[0].length;
  const end = /^\S{1,400}/.exec(layer.text.slice(start, start + 400))?.[0].length ?? 0;
  const id = found.index + found[0].indexOf(' msg ') + ' msg '.length;
  return [
    ...rangeFact(layer, 'final-recipient', { start, end: start + end }),
    ...rangeFact(layer, 'queue-id', { start: id, end: id + (found[2]?.length ?? 0) }),
  ];
}

/** Whose words tell at which command the other server refused. */
const steps: readonly (readonly [words: string, command: SmtpCommand])[] = [
  ['does not like recipient', 'RCPT TO'],
  ['but sender was rejected', 'MAIL FROM'],
  ['failed after I sent the message', 'END-OF-DATA'],
  ['failed on DATA', 'DATA'],
  ['but greeting failed', 'CONNECT'],
  ['but my name was rejected', 'HELO'],
];
function endFacts(layer: Layer, found: RegExpExecArray): readonly Evidence[] {
  const start = found.index + found[0].length;
  const plain = reworded(layer, layer.text.replaceAll('_', ' '));
  const { text } = plain;
  const said = text
    .slice(start)
    .replace(/\/?Giving up on [0-9A-Fa-f.:]{3,45}\.\/{0,4}$/, '')
    .replace(/\/{1,4}$/, '');
  const action = actions[found[2] ?? ''];
  const step = steps.find(([words]) => said.includes(words));
  const at = step ? text.indexOf(step[0], start) : 0;
  const ip = /^(?:Connected to )?([0-9A-Fa-f]{1,4}[.:][0-9A-Fa-f.:]{3,42})(?= )/.exec(said)?.[1];
  const ipAt = ip === undefined ? 0 : text.indexOf(ip, start);
  return [
    ...readReply(plain, start, start + said.length, 'bounce').filter(
      (e) => ip === undefined || (e.kind !== 'remote-ip' && e.kind !== 'remote-mta'),
    ),
    ...(action ? [layer.fact('action', action, start - (found[2]?.length ?? 0) - 2, start - 2)] : []),
    ...(step ? [layer.fact('smtp-command', step[1], at, at + step[0].length)] : []),
    ...(ip === undefined ? [] : [layer.fact('remote-ip', ip, ipAt, ipAt + ip.length)]),
    ...timeFacts(layer, logHead(text).time),
    directionFact(layer, 'outbound', found.index),
  ];
}
