/**
 * Postfix mail logs: all delivery agents, `NOQUEUE` and milter rejects, postscreen, expiry; any syslog_name, short and long queue ids.
 *
 *     Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55,
 *       delays=0.1/0/0.2/0.25, dsn=5.1.1, status=bounced (host mx.b.example[203.0.113.5] said: 550 5.1.1 … (in reply to RCPT TO command))
 *
 * Only the text in the last brackets is a reply; pids, ports, delays and queue ids are no codes because nobody looks for codes there.
 */
import type { Action, Direction, Evidence, Layer } from '../model.ts';
import { addressAt, inAnglesAt, type Range } from '../scan/address.ts';
import { isSpaceAt } from '../scan/characters.ts';
import { enhancedStatusAt } from '../scan/enhanced-status.ts';
import { hostAt } from '../scan/host.ts';
import { readOwnReply, readReply } from '../scan/reply.ts';
import { smtpCommandAt } from '../scan/smtp-command.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { LineDialect } from './dialect.ts';
import { postfixDelivery } from './postfix/delivery.ts';
import { postfixTrace } from './postfix/trace.ts';
import { postfixWarning } from './postfix/warnings.ts';

/** `postfix/smtp[5501]: `, `postfix-out/submission/smtpd[7]: `; the syslog_name is anybody's choice, the daemons' names are not. */
const daemon =
  /(?:^|[ \t])[\w.@-]{1,64}(?:\/[\w.-]{1,64}){0,3}\/(?:smtpd?|lmtp|local|virtual|pipe|error|retry|discard|relay|qmgr|nqmgr|cleanup|bounce|defer|trace|verify|postscreen|pickup|scache|anvil|master|tlsproxy|proxymap|trivial-rewrite|postsuper|sendmail|script)(?:(?:\[\d{1,10}\])?: | (?:\d{1,10}|-) [\w-]{1,32} (?:-|\[[^\]\r\n]{0,400}\]) )/;
/** Asked twice of a line, whose it is and what it says: the last answer is remembered. */
const last: { text: string; end: number | undefined } = { text: '', end: undefined };
/** Where the words behind the daemon's name begin, where the head of a line names it as its program: the usual case. */
function behindNamed(text: string): number | undefined {
  if (text !== last.text) {
    const { program, body } = logHead(text);
    last.end = program && isSpaceAt(text, program.start - 1) ? daemonEnd(text, { start: program.start, end: body }) : undefined;
    last.text = text;
  }
  return last.end;
}
function behindDaemon(text: string): number | undefined {
  return behindNamed(text) ?? daemonEnd(text, { start: 0, end: 400 });
}
function daemonEnd(text: string, { start, end }: Range): number | undefined {
  const found = daemon.exec(text.slice(start, end));
  return found ? start + found.index + found[0].length : undefined;
}
const queueId = /(?:[0-9A-F]{6,14}|[0-9A-Za-z]{10,20}): /y;
const status = /\bstatus=(sent|bounced|deferred|expired|deliverable|undeliverable|SOFTBOUNCE|force-expired)\b/;
const reject = /\b(?:milter-|proxy-)?reject: ([A-Z-]{4,16})(?: from (?=\S)|(?=: [2-5]\d\d ))/;

const actions: ReadonlyMap<string, Action> = new Map([
  ['sent', 'delivered'],
  ['deliverable', 'delivered'],
  ['bounced', 'failed'],
  ['undeliverable', 'failed'],
  ['deferred', 'delayed'],
  ['SOFTBOUNCE', 'delayed'],
  ['expired', 'expired'],
  ['force-expired', 'expired'],
]);

const postfix: LineDialect = {
  title: 'Postfix mail log',
  reads: 'line',
  hints: {
    telling: [
      ...['status=bounced', 'status=deferred', 'status=expired', 'status=undeliverable', 'status=SOFTBOUNCE', 'status=force-expired'],
      ...['reject: ', ' said: ', ' refused to talk to me: ', ': lost connection with ', ': conversation with '],
      ...[': Cannot start TLS', ': TLS is required', ': Server certificate not ', ': certificate verification failed'],
      ...[' authentication failed', 'Illegal address syntax ', ': message file too big'],
    ],
    senders: { words: [': from='], usual: senderIn },
    delivered: { words: ['status=sent', 'status=deliverable'], attempt: postfixDelivery },
  },
  isNamed: (line) => behindNamed(line) !== undefined,
  recognizes: (line) => behindDaemon(line) !== undefined || (line.includes('to=') && line.includes('relay=') && status.test(line)),
  openTrace: () => (line) => {
    const body = behindDaemon(line);
    return body === undefined ? undefined : postfixTrace(line, body);
  },
  read(layer) {
    const { text } = layer;
    const named = behindDaemon(text);
    const head = logHead(text);
    const body = named ?? head.body;
    const event =
      delivery(layer, body) ??
      rejection(layer, body) ??
      contentRejection(layer, body) ??
      attempt(layer, body) ??
      (named === undefined ? undefined : postfixWarning(layer, body));
    return event ? [[...event, ...queueIdAt(layer, body), ...timeFacts(layer, head.time)]] : [];
  },
};
export default postfix;

/** `… mx postfix/qmgr[5501]: 4F5501: from=<kim@example.org>, size=1234, nrcpt=1 (queue active)` */
function senderIn(text: string, start: number): { readonly queueId: string; readonly sender: string } | undefined {
  const line = text.slice(start, start + 300);
  const told = line.indexOf(': from=<');
  const id = line.lastIndexOf(' ', told - 1) + 1;
  const end = line.indexOf('>, size=', told);
  if (told < 0 || end < 0 || !line.slice(0, id).endsWith(']: ') || !line.slice(0, id).includes(' postfix/qmgr[')) return undefined;
  const sender = line.slice(told + ': from=<'.length, end);
  const isPlain = told - id >= 6 && told - id <= 20 && /^[\w.+=@-]{0,200}$/.test(sender);
  return isPlain ? { queueId: line.slice(id, told), sender: sender === '' ? '<>' : sender } : undefined;
}

function queueIdAt(layer: Layer, body: number): readonly Evidence[] {
  queueId.lastIndex = body;
  if (!queueId.test(layer.text)) return [];
  const end = queueId.lastIndex - ': '.length;
  const id = layer.text.slice(body, end);
  return id === 'warning' ? [] : [layer.fact('queue-id', id, body, end)];
}

/** `to=<…>, relay=…, dsn=…, status=bounced (reply)`; also the queue manager's `status=expired, returned to sender`. */
function delivery(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = status.exec(text.slice(body));
  const action = actions.get(found?.[1] ?? '');
  if (!found || !action) return undefined;
  const at = body + found.index;
  const open = text.indexOf('(', at);
  const said = open < 0 ? [] : readReply(layer, open + 1, text.endsWith(')') ? text.length - 1 : text.length);
  const dsn = fieldAt(text, 'dsn=', body, at);
  const code = dsn === undefined ? undefined : enhancedStatusAt(text, dsn);
  return [
    ...said,
    layer.fact('action', action, at, at + found[0].length),
    ...(code && dsn !== undefined ? [layer.fact('dsn-status', code, dsn, dsn + code.length)] : []),
    ...angles(layer, 'to=', 'final-recipient', body, at),
    ...angles(layer, 'orig_to=', 'original-recipient', body, at),
    ...angles(layer, 'from=', 'envelope-sender', body, at),
    ...relay(layer, body, at),
    direction(layer, 'outbound', at),
  ];
}

/** `NOQUEUE: reject: RCPT from host[ip]: 550 5.1.1 … ; from=<…> to=<…> proto=ESMTP helo=<…>` */
function rejection(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = reject.exec(text.slice(body, body + 600));
  if (!found?.[1]) return undefined;
  const clientAt = body + found.index + found[0].length;
  const colon = text.indexOf(': ', clientAt);
  if (colon < 0) return undefined;
  const saidAt = colon + ': '.length;
  const end = envelopeBehind(text, saidAt) ?? text.length;
  const verb = body + found.index + found[0].indexOf(found[1]);
  const client = hostAt(text, clientAt);
  const command = smtpCommandAt(text, verb);
  const said = readOwnReply(layer, saidAt, end);
  return [
    ...said,
    layer.fact('action', isTemporary(said) || isBusy(text, saidAt) ? 'delayed' : 'failed', body + found.index, saidAt - 2),
    ...(command && !said.some((e) => e.kind === 'smtp-command')
      ? [layer.fact('smtp-command', command.command, command.start, command.end)]
      : []),
    ...angles(layer, 'to=', 'final-recipient', end, text.length),
    ...angles(layer, 'from=', 'envelope-sender', end, text.length),
    ...(client?.ip ? [layer.fact('client-ip', client.ip.value, client.ip.start, client.ip.end)] : []),
    direction(layer, /\/(?:submission|smtps|submissions)\//.test(text.slice(0, body)) ? 'submission' : 'inbound', body),
  ];
}

/** Where `; from=<…> to=<…> …` begins, of which the last is Postfix's own. */
function envelopeBehind(text: string, from: number): number | undefined {
  let found: number | undefined;
  for (let at = text.indexOf('; from=<', from + 1); at >= 0; at = text.indexOf('; from=<', at + 1)) found = at;
  return found;
}
/** postscreen says these without the 421 it gave. */
function isBusy(text: string, at: number): boolean {
  return /^(?:too many connections|all (?:server|screening) ports busy)/.test(text.slice(at, at + 40));
}

/** `reject: header Subject: … from host[ip]; from=<…> to=<…> proto=ESMTP helo=<…>: 5.7.1 …`: the reply comes last (header_checks, body_checks). */
function contentRejection(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = /^[0-9A-Za-z]{6,20}: reject: (?:header|body|mime-header|nested-header) /.exec(text.slice(body, body + 80));
  const sender = text.lastIndexOf('; from=<');
  const end = text.lastIndexOf('>: ');
  if (!found || sender < 0 || end < sender) return undefined;
  const said = readReply(layer, end + '>: '.length, text.length);
  return [
    ...said,
    layer.fact('action', isTemporary(said) ? 'delayed' : 'failed', body, body + found[0].length - 1),
    ...angles(layer, 'to=', 'final-recipient', sender, end + 1),
    ...angles(layer, 'from=', 'envelope-sender', sender, end + 1),
    direction(layer, 'inbound', body),
  ];
}
function isTemporary(said: readonly Evidence[]): boolean {
  return said.find((e) => e.kind === 'reply-code' || e.kind === 'enhanced-status')?.value.startsWith('4') ?? false;
}

/**
 * `4F5501: host mx.b.example[203.0.113.5] said: 450 4.2.0 … (in reply to RCPT TO command)`, `4F5501: Cannot start TLS: handshake failure`,
 * `4F5501: lost connection with mx.b.example[203.0.113.5] while sending RCPT TO`: one host of several, before the next is tried.
 */
const oneHost =
  /^[0-9A-Za-z]{6,20}: (?=(?:host|SASL authentication failed; server) \S{1,320} (?:said|refused to talk to me): |(?:lost connection|conversation) with \S{1,320} (?:while|timed out)|Cannot start TLS|TLS is required, but|Server certificate not (?:trusted|verified))/;
function attempt(layer: Layer, body: number): readonly Evidence[] | undefined {
  const found = oneHost.exec(layer.text.slice(body));
  if (!found) return undefined;
  const start = body + found[0].length;
  return [
    ...readReply(layer, start, layer.text.length),
    layer.fact('action', 'delayed', start, start + 'host'.length),
    direction(layer, 'outbound', start),
  ];
}

function direction(layer: Layer, value: Direction, at: number): Evidence {
  return layer.fact('direction', value, at, Math.min(layer.text.length, at + 1));
}
/** Where the value of `name` begins between `from` and `to`. */
function fieldAt(text: string, name: string, from: number, to: number): number | undefined {
  for (let at = text.indexOf(name, from); at >= 0 && at < to; at = text.indexOf(name, at + 1)) {
    const before = text.charAt(at - 1);
    if (before === ',' || before === ';' || isSpaceAt(text, at - 1)) return at + name.length;
  }
  return undefined;
}
function angles(
  layer: Layer,
  name: string,
  kind: 'final-recipient' | 'original-recipient' | 'envelope-sender',
  from: number,
  to: number,
): readonly Evidence[] {
  const at = fieldAt(layer.text, name, from, to);
  if (at === undefined) return [];
  const found = inAnglesAt(layer.text, at) ?? addressAt(layer.text, at);
  return found ? [layer.fact(kind, found.address, found.start, found.end)] : [];
}
function relay(layer: Layer, from: number, to: number): readonly Evidence[] {
  const at = fieldAt(layer.text, 'relay=', from, to);
  const host = at === undefined || layer.text.startsWith('none', at) ? undefined : hostAt(layer.text, at);
  if (!host || host.ip === undefined) return [];
  return [
    ...(host.name ? [layer.fact('remote-mta', host.name.value, host.name.start, host.name.end)] : []),
    layer.fact('remote-ip', host.ip.value, host.ip.start, host.ip.end),
  ];
}
