/**
 * Exim's mainlog and rejectlog, as files or through syslog; with any log_selector.
 *
 *     2026-11-21 22:13:08 1xUtKW-00002J-0q ** kim@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.5]: SMTP error from remote
 *       mail server after RCPT TO:<kim@example.com>: 550 5.1.1 …                 `**` failed, `==` deferred, `=>` and `->` delivered
 *     2026-11-21 22:14:00 H=(pc) [203.0.113.9] F=<a@b.example> rejected RCPT <kim@example.org>: relay not permitted          incoming
 *
 * A message's own words begin behind the first colon that follows the fields; the queue id is 16 characters long before 4.97, 23 since.
 */
import type { Action, Evidence, Layer } from '../model.ts';
import { inAnglesAt, type Range } from '../scan/address.ts';
import { angleFacts, clientFacts, directionFact, fieldAt, isTemporary, rangeFact, remoteFacts } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { reworded } from '../scan/reworded.ts';
import { smtpCommandAt } from '../scan/smtp-command.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import { type FoundTime, timestampAt } from '../scan/timestamp.ts';
import type { LineDialect } from './dialect.ts';
import { eximDelivery } from './exim/delivery.ts';
import { eximTrace } from './exim/trace.ts';

interface Head {
  readonly time: FoundTime | undefined;
  readonly id: Range | undefined;
  readonly body: number;
}

const pid = / {0,2}(?:\[\d{1,10}\]|\d{1,10}) /y;
const queueId = / ?([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) /y;
/** Cheap: is there such an id near the beginning? */
const queueIdWithin = /[ \t][0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} /;
const flag = /(\*\*|==|=>|->|>>) /y;
const actions: Readonly<Record<string, Action>> = {
  '**': 'failed',
  '==': 'delayed',
  '=>': 'delivered',
  '->': 'delivered',
  '>>': 'delivered',
};
/** Cheap: what lines that this dialect reads have in common. */
const telling = / (?:\*\*|==|=>|->|>>|<=) |Completed|rejected|authenticator failed|dropped by|SMTP error|[Ff]rozen/;
/** What a line without queue id must say to be Exim's. */
const refused =
  /\b(temporarily )?rejected (RCPT|MAIL|DATA|after DATA|EHLO|HELO|STARTTLS|VRFY|ETRN|AUTH|connection|during |by |from )|\bdropped by '\w{2,20}' ACL|\bauthenticator failed for /;

const exim: LineDialect = {
  title: 'Exim mainlog or rejectlog',
  reads: 'line',
  hints: {
    telling: [' **', ' ==', 'rejected', 'dropped by', 'authenticator failed', 'MTP error', 'rozen'],
    senders: { words: [' <= '] },
    delivered: { words: [' =>', ' ->', ' >>'], attempt: eximDelivery },
  },
  openTrace: () => (line) => {
    const head = queueIdWithin.test(line.slice(0, 400)) ? headOf(line) : undefined;
    return head?.id && eximTrace(line, head.id, head.body);
  },
  recognizes: (line) => {
    const head = headOf(line);
    return (
      head !== undefined &&
      telling.test(line) &&
      (head.id !== undefined || (refused.test(line.slice(0, 1_000)) && /\bH=|\bU=|authenticator failed for /.test(line)))
    );
  },
  *read(layer) {
    const head = headOf(layer.text);
    if (!head) return;
    const plain = reworded(layer, layer.text.replaceAll('\\n', ' \n'));
    const event = delivery(plain, head.body) ?? rejection(plain, head.body) ?? attempt(plain, head.body) ?? frozen(plain, head.body);
    if (event) yield [...event, ...rangeFact(layer, 'queue-id', head.id), ...timeFacts(layer, head.time)];
  },
};
export default exim;

/** Time, perhaps a pid, perhaps a queue id; nothing where the line does not begin like Exim's. */
function headOf(text: string): Head | undefined {
  const log = logHead(text);
  const own = timestampAt(text, log.body);
  const time = own ?? (log.program ? undefined : log.time);
  if (!time && !log.program?.value.startsWith('exim')) return undefined;
  const stamped = time?.end ?? log.body;
  pid.lastIndex = stamped;
  const behindPid = stamped + (pid.exec(text)?.[0].length ?? 0);
  queueId.lastIndex = Math.max(stamped, behindPid - 1);
  const id = queueId.exec(text);
  if (!id?.[1]) return { time: time ?? log.time, id: undefined, body: behindPid };
  const start = id.index + id[0].indexOf(id[1]);
  return { time: time ?? log.time, id: { start, end: start + id[1].length }, body: id.index + id[0].length };
}

/** `** address <parent> R=… T=… H=host [ip]: what was said` */
function delivery(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  flag.lastIndex = body;
  const mark = flag.exec(text)?.[1];
  const action = mark === undefined ? undefined : actions[mark];
  if (mark === undefined || action === undefined) return undefined;
  const address = addressEnd(text, body + mark.length + 1);
  const said = saidAt(text, address.end);
  const fields = { start: address.end, end: said };
  const parent = parentOf(text, fields);
  const reply = action === 'delivered' ? confirmation(layer, fields) : remoteReply(layer, said, text.length);
  return [
    ...reply,
    layer.fact('action', action === 'failed' && isExpired(text.slice(said)) ? 'expired' : action, body, body + mark.length),
    ...rangeFact(layer, 'final-recipient', address),
    ...(parent ? [layer.fact('original-recipient', parent.address, parent.start, parent.end)] : []),
    ...angleFacts(layer, 'F=', 'envelope-sender', fields),
    ...(reply.some((e) => e.kind === 'remote-mta' || e.kind === 'remote-ip')
      ? []
      : remoteFacts(layer, fieldAt(text, 'H=', address.end, text.length))),
    directionFact(layer, 'outbound', body),
  ];
}
/** An address has no blank but in quotes; the colon behind it is not its own. */
function addressEnd(text: string, start: number): Range {
  const found = /^(?:"[^"]{1,200}")?[^\s]{0,400}/.exec(text.slice(start, start + 700))?.[0] ?? '';
  return { start, end: start + found.replace(/:$/, '').length };
}
/** The address that was written, where the one delivered to came out of it: an alias, a pipe, a mailbox. */
function parentOf(text: string, { start, end }: Range): ReturnType<typeof inAnglesAt> {
  const found = /(?:^|[\s"]) ?<[^<>\s]{1,320}>(?= [FPRTHQ]=|:| :| (?:routing )?defer|$)/.exec(
    text.slice(start, Math.min(end, start + 2_000)),
  );
  return found ? inAnglesAt(text, start + found.index + found[0].indexOf('<')) : undefined;
}
/** Behind the first `: ` that is not in quotes: where the message begins. */
function saidAt(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '"') quoted = !quoted;
    else if (!quoted && text.charAt(at) === ':' && /\s/.test(text.charAt(at + 1))) return at + 2;
  }
  return text.length;
}
function isExpired(said: string): boolean {
  return /\bretry timeout exceeded\b|\bhave been failing for a long time\b/.test(said);
}
/** `C="250 2.0.0 Ok: queued as 4F5501"` */
function confirmation(layer: Layer, { start, end }: Range): readonly Evidence[] {
  const at = fieldAt(layer.text, 'C="', start, end);
  const close = at === undefined ? -1 : layer.text.indexOf('"', at);
  return at === undefined || close < 0 ? [] : readReply(layer, at, close);
}

/** What the other server said, out of Exim's wrapper, and which command it answered. */
const wrapper =
  /\b(?:[SL]MTP error from remote (?:mail server|mailer)|[SL]MTP error) after (?:pipelined )?(?:sending )?(?=([^\r\n]{1,600}?): (?=[2-5]\d\d(?:[ -]|$)|host ))/;
function remoteReply(layer: Layer, start: number, end: number): readonly Evidence[] {
  const found = wrapper.exec(layer.text.slice(start, Math.min(end, start + 2_000)));
  if (!found?.[1]) return readReply(layer, start, end);
  const commandAt = start + found.index + found[0].length;
  const command = smtpCommandAt(layer.text, commandAt) ?? smtpCommandAt(layer.text, commandAt - 'end of data'.length);
  const reply = readReply(layer, commandAt + found[1].length + 2, end);
  return [...reply, ...(command ? [layer.fact('smtp-command', command.command, command.start, command.end)] : [])];
}

/** `H=(helo) [ip] F=<sender> rejected RCPT <recipient>: why` */
function rejection(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = refused.exec(text.slice(body, body + 1_000));
  if (!found) return undefined;
  const at = body + found.index;
  if (found[0].startsWith('auth')) return failedLogin(layer, { start: at, end: at + found[0].length });
  const said = saidAt(text, at + found[0].length);
  const why =
    said < text.length ? remoteReply(layer, said, text.length) : rangeFact(layer, 'diagnostic-text', { start: at, end: text.length });
  const command =
    smtpCommandAt(text, at + found[0].length - (found[2]?.length ?? 0)) ?? (found[2] === 'after DATA' ? endOfData(text, at) : undefined);
  const later = found[1] !== undefined || isTemporary(why);
  return [
    ...why,
    layer.fact('action', later ? 'delayed' : 'failed', at, at + found[0].trimEnd().length),
    ...(command ? [layer.fact('smtp-command', command.command, command.start, command.end)] : []),
    ...(found[2] === 'RCPT' ? rejectedRecipient(layer, at + found[0].length + 1) : []),
    ...angleFacts(layer, 'F=', 'envelope-sender', { start: body, end: at }),
    ...(found[2] === 'MAIL' || found[2] === 'from ' ? senderBehind(layer, at + found[0].trimEnd().length + 1) : []),
    ...clientFacts(layer, body, text.length),
    directionFact(layer, 'inbound', at),
  ];
}
function endOfData(text: string, at: number): { readonly command: 'END-OF-DATA'; readonly start: number; readonly end: number } {
  const start = text.indexOf('after DATA', at);
  return { command: 'END-OF-DATA', start, end: start + 'after DATA'.length };
}
function rejectedRecipient(layer: Layer, at: number): readonly Evidence[] {
  const inside = inAnglesAt(layer.text, at);
  return rangeFact(layer, 'final-recipient', inside ?? addressEnd(layer.text, at));
}
function senderBehind(layer: Layer, at: number): readonly Evidence[] {
  return rangeFact(layer, 'envelope-sender', inAnglesAt(layer.text, at));
}
/** `dovecot_login authenticator failed for host (helo) [ip]: 535 Incorrect authentication data (set_id=kim)` */
function failedLogin(layer: Layer, found: Range): readonly Evidence[] {
  const said = saidAt(layer.text, found.end);
  return [
    ...readReply(layer, said, layer.text.length),
    layer.fact('action', 'failed', found.start, found.end - ' for '.length),
    layer.fact('smtp-command', 'AUTH', found.start, found.start + 4),
    ...clientFacts(layer, found.end, said),
    directionFact(layer, 'submission', found.start),
  ];
}

/** `H=host [ip]: SMTP error from remote mail server after RCPT TO:<kim@example.com>: 451 …`: one host of several, before the next is tried. */
function attempt(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = wrapper.exec(text.slice(body, body + 1_000));
  if (!found) return undefined;
  const start = body + found.index;
  const to = text.indexOf('RCPT TO:', start);
  return [
    ...remoteReply(layer, start, text.length),
    layer.fact('action', 'delayed', start, start + 'SMTP error'.length),
    ...(to < 0 ? [] : rangeFact(layer, 'final-recipient', inAnglesAt(text, to + 'RCPT TO:'.length))),
    ...remoteFacts(layer, fieldAt(text, 'H=', body, start)),
    directionFact(layer, 'outbound', start),
  ];
}
/** `Frozen (delivery error message)`, `*** Frozen`, `Message is frozen`: it stays in the queue until somebody acts. */
function frozen(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  if (!/^(?:\*\*\* Frozen|Frozen|Message is frozen|frozen by )/.test(text.slice(body, body + 20))) return undefined;
  return [
    ...rangeFact(layer, 'diagnostic-text', { start: body, end: text.length }),
    layer.fact('action', 'delayed', body, text.length),
    directionFact(layer, 'outbound', body),
  ];
}
