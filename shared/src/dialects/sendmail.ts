/**
 * Sendmail mail logs (sendmail, sm-mta, sm-msp-queue and other names).
 *
 *     6ALMD90v000185: to=<kim@example.com>,<lou@example.com>, ctladdr=<a@b.example> (1000/1000), delay=00:00:00, mailer=esmtp,
 *       relay=mx.example.com. [203.0.113.5], dsn=5.1.1, reply=550 5.1.1 … User unknown, stat=User unknown
 *     6ALMDQHY000949: ruleset=check_rcpt, arg1=<kim@example.org>, relay=[203.0.113.9], reject=550 5.7.1 … Relaying denied        incoming
 *
 * Recipients of one line share its fate: an event each. `stat=` is the last field and may hold anything, so it is looked for first.
 */
import type { Action, Evidence, Layer } from '../model.ts';
import { inAnglesAt, type Range } from '../scan/address.ts';
import { enhancedStatusAt } from '../scan/enhanced-status.ts';
import { clientFacts, directionFact, fieldAt, isTemporary, rangeFact, remoteFacts } from '../scan/log-facts.ts';
import { readOwnReply, readReply } from '../scan/reply.ts';
import { smtpCommandAt } from '../scan/smtp-command.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { LineDialect } from './dialect.ts';
import { sendmailDelivery } from './sendmail/delivery.ts';
import { sendmailTrace } from './sendmail/trace.ts';

/** The name of a message: `6ALMD90v000185`, `s1GNXHYB005133`; older ones are shorter. */
const queueId = /(?:([0-9A-Za-z]{8,20}): )?/y;
/** Cheap: what lines of a message have in common, beside its id. */
const traced = /: [0-9A-Za-z]{8,20}: (?:from=|to=|[0-9A-Za-z]{8,20}: |SYSERR|[Mm]ilter|done;)/;
const delivered = /^(?:[^,]{1,200}, ){0,40}?(?:to|ctladdr)=/;
const unknown = /(<[^<>\s]{1,320}>)\.\.\. (?=\S)/y;
const refused = /^(?:ruleset=(check_\w{1,30}), arg1=|(?:Milter|milter)(?:=|: )|AUTH failure \(|rejecting (?:commands|server \w{4}) from )/;

const sendmail: LineDialect = {
  title: 'Sendmail mail log',
  reads: 'line',
  hints: {
    telling: ['>... ', 'reject=', 'AUTH failure (', 'rejecting ', 'Too many hops', 'Cannot send message for '],
    senders: { words: [': from='] },
    delivered: { words: [' stat='], attempt: sendmailDelivery },
  },
  openTrace: () => (line) => {
    const found = traced.test(line) ? bodyOf(line) : undefined;
    return found?.id && sendmailTrace(line, found.id, found.body);
  },
  recognizes: (line) => {
    const delivery = line.includes(' stat=') && line.includes('to=') && /, (?:delay|mailer|xdelay|pri)=/.test(line);
    return (
      (delivery ||
        /: (?:<[^<>\s]{1,320}>\.\.\. \S|ruleset=check_|(?:M|m)ilter|SYSERR\(\w{1,32}\): Too many hops|(?:DSN|sender notify): Cannot send message for |AUTH failure \(|rejecting (?:commands|server))/.test(
          line,
        )) &&
      bodyOf(line) !== undefined
    );
  },
  *read(layer) {
    const found = bodyOf(layer.text);
    if (!found) return;
    const head = [...rangeFact(layer, 'queue-id', found.id), ...timeFacts(layer, logHead(layer.text).time)];
    const event = refusalAt(layer, found.body) ?? returned(layer, found.body);
    if (event) return yield [...event, ...head];
    for (const event of deliveries(layer, found.body)) yield [...event, ...head];
  },
};
export default sendmail;

interface Body {
  readonly id: Range | undefined;
  readonly body: number;
}
/** Behind the queue id; programs that are surely others' are left alone. */
function bodyOf(text: string): Body | undefined {
  const head = logHead(text);
  if (!head.program || /^(?:postfix|exim|dovecot|amavis|rspamd|opensmtpd|qmail|smtpd$)/.test(head.program.value)) return undefined;
  queueId.lastIndex = head.body;
  const id = queueId.exec(text);
  const value = id?.[1];
  return {
    id: value === undefined ? undefined : { start: head.body, end: head.body + value.length },
    body: head.body + (id?.[0].length ?? 0),
  };
}

function* deliveries(layer: Layer, body: number): Generator<readonly Evidence[]> {
  const { text } = layer;
  const stat = text.indexOf(' stat=', body);
  if (stat < 0 || !delivered.test(text.slice(body, stat))) return;
  const action = actionOf(text, body, stat);
  if (!action) return;
  const told = [
    ...saidIn(layer, { start: body, end: stat }),
    layer.fact('action', action, stat + 1, text.length),
    ...statusOf(layer, body, stat),
    ...remoteFacts(layer, fieldAt(text, 'relay=', body, stat)),
    directionFact(layer, 'outbound', body),
  ];
  for (const recipient of recipientsIn(text, body, stat))
    yield [...told, ...rangeFact(layer, 'final-recipient', recipient), ...controlling(layer, recipient, stat)];
}

/** `stat=` tells in words, `dsn=` in class; a mail that was only queued was not tried, unless `dsn=4.4.3` says that DNS did not answer. */
function actionOf(text: string, body: number, stat: number): Action | undefined {
  const words = text.slice(stat + ' stat='.length, stat + 120);
  const dsn = fieldAt(text, 'dsn=', body, stat);
  const digit = dsn === undefined ? '' : text.charAt(dsn);
  if (/^queued\b/i.test(words)) return digit === '4' ? 'delayed' : undefined;
  if (/^Sent\b/.test(words)) return 'delivered';
  if (/^Cannot send message for|^Message could not be delivered for|\btimed out after \d/.test(words)) return 'expired';
  if (/^(?:Deferred|Warning:|Transient|queued)/.test(words)) return 'delayed';
  return digit === '2' ? 'delivered' : digit === '4' ? 'delayed' : 'failed';
}
function statusOf(layer: Layer, body: number, stat: number): readonly Evidence[] {
  const dsn = fieldAt(layer.text, 'dsn=', body, stat);
  const code = dsn === undefined ? undefined : enhancedStatusAt(layer.text, dsn);
  return code === undefined || dsn === undefined ? [] : [layer.fact('dsn-status', code, dsn, dsn + code.length)];
}
/** The reply where one was logged, else what `stat=` says behind `Deferred: `, `Sent (` … */
function saidIn(layer: Layer, { start, end }: Range): readonly Evidence[] {
  const { text } = layer;
  const reply = fieldAt(text, 'reply=', start, end);
  const stat = end + ' stat='.length;
  if (reply !== undefined && /[45]/.test(text.charAt(reply))) return readReply(layer, reply, end - 1, 'bounce');
  const lead = /^(?:Deferred: |Sent \()/.exec(text.slice(stat, stat + 12))?.[0].length ?? 0;
  return readReply(layer, stat + lead, lead === 'Sent ('.length && text.endsWith(')') ? text.length - 1 : text.length);
}
/** The addresses of `to=<a>,<b>, …`, bare ones of local mail too. */
function recipientsIn(text: string, body: number, stat: number): readonly Range[] {
  const to = fieldAt(text, 'to=', body, stat);
  if (to === undefined) return [];
  const next = text.indexOf(', ', to);
  const end = next < 0 ? stat : Math.min(next, stat);
  const found: Range[] = [];
  for (let at = to; at < end; ) {
    const comma = text.indexOf(',', at);
    const stop = comma < 0 ? end : Math.min(comma, end);
    const inside = inAnglesAt(text, at);
    if (stop > at) found.push(inside ?? { start: at, end: stop });
    at = stop + 1;
  }
  return found;
}
/** The sender stands in `ctladdr=`, unless the mail came to an alias there. */
function controlling(layer: Layer, recipient: Range, stat: number): readonly Evidence[] {
  const at = fieldAt(layer.text, 'ctladdr=', recipient.end, stat);
  const inside = at === undefined ? undefined : inAnglesAt(layer.text, at);
  return rangeFact(layer, 'envelope-sender', inside);
}

/** What was refused to a client: a ruleset, a milter, an unknown address, a failed login. */
function refusalAt(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  unknown.lastIndex = body;
  const address = unknown.exec(text);
  if (address?.[1]) return unknownRecipient(layer, body, body + address[0].length);
  const found = refused.exec(text.slice(body, body + 80));
  if (!found) return undefined;
  if (found[0].startsWith('AUTH')) return failedLogin(layer, body);
  if (found[0].startsWith('rejecting'))
    return [
      ...rangeFact(layer, 'diagnostic-text', { start: body, end: text.length }),
      ...refusal(layer, body, { start: body, end: body + 'rejecting'.length }, false),
    ];
  const reject = fieldAt(text, 'reject=', body, text.length);
  if (reject === undefined) return undefined;
  const said = readOwnReply(layer, reject, text.length);
  return [
    ...said,
    ...refusal(layer, body, { start: reject - 'reject='.length, end: reject - 1 }, isTemporary(said)),
    ...rulesetFacts(layer, body, found[1]),
  ];
}
function refusal(layer: Layer, body: number, action: Range, later: boolean): readonly Evidence[] {
  const relay = fieldAt(layer.text, 'relay=', body, layer.text.length);
  return [
    layer.fact('action', later ? 'delayed' : 'failed', action.start, action.end),
    ...clientFacts(layer, relay ?? body, layer.text.length),
    directionFact(layer, 'inbound', body),
  ];
}
/** `<nosuch@example.org>... User unknown`; `... Sender ok` and the like tell of no refusal. */
function unknownRecipient(layer: Layer, body: number, said: number): readonly Evidence[] | undefined {
  if (/^(?:Sender|Recipient)? ?ok\b|^Connecting|^Sent\b|^Deferred\b/i.test(layer.text.slice(said, said + 30))) return undefined;
  return [
    ...readReply(layer, said, layer.text.length),
    layer.fact('action', 'failed', said, layer.text.length),
    ...rangeFact(layer, 'final-recipient', inAnglesAt(layer.text, body)),
    directionFact(layer, 'inbound', body),
  ];
}
/** check_rcpt was asked about a recipient, check_mail about a sender; a milter's line names its command. */
function rulesetFacts(layer: Layer, body: number, ruleset: string | undefined): readonly Evidence[] {
  const { text } = layer;
  const first = fieldAt(text, 'arg1=', body, text.length);
  const argument = first === undefined ? undefined : inAnglesAt(text, first);
  if (ruleset === 'check_rcpt')
    return [
      ...rangeFact(layer, 'final-recipient', argument),
      layer.fact('smtp-command', 'RCPT TO', body, body + 'ruleset=check_rcpt'.length),
    ];
  if (ruleset === 'check_mail')
    return [
      ...rangeFact(layer, 'envelope-sender', argument),
      layer.fact('smtp-command', 'MAIL FROM', body, body + 'ruleset=check_mail'.length),
    ];
  const to = fieldAt(text, 'to=', body, text.length);
  const command = smtpCommandAt(text, body + 'Milter: '.length);
  return [
    ...(to === undefined ? [] : rangeFact(layer, 'final-recipient', inAnglesAt(text, to))),
    ...(command ? [layer.fact('smtp-command', command.command, command.start, command.end)] : []),
  ];
}
function failedLogin(layer: Layer, body: number): readonly Evidence[] {
  const end = fieldAt(layer.text, 'relay=', body, layer.text.length);
  return [
    ...rangeFact(layer, 'diagnostic-text', { start: body, end: end === undefined ? layer.text.length : end - ', relay='.length }),
    layer.fact('action', 'failed', body, body + 'AUTH failure'.length),
    layer.fact('smtp-command', 'AUTH', body, body + 4),
    ...clientFacts(layer, end ?? body, layer.text.length),
    directionFact(layer, 'submission', body),
  ];
}

/** `6ALM…: DSN: Cannot send message for 5 days`: all that was left of it is returned. `SYSERR(root): Too many hops …, to kim@example.com` */
const ended = /(?:[0-9A-Za-z]{8,20}: )?(?:DSN|sender notify|SYSERR\(\w{1,32}\)): (?=(Cannot send message for )|Too many hops )/y;
function returned(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  ended.lastIndex = body;
  const found = ended.exec(text);
  if (!found || (!found[1] && !found[0].startsWith('SYSERR'))) return undefined;
  const said = body + found[0].length;
  const to = text.lastIndexOf(', to ');
  return [
    ...rangeFact(layer, 'diagnostic-text', { start: said, end: text.length }),
    layer.fact('action', found[1] ? 'expired' : 'failed', said, text.length),
    ...(to > said && !found[1] ? rangeFact(layer, 'final-recipient', { start: to + ', to '.length, end: text.length }) : []),
    directionFact(layer, 'outbound', body),
  ];
}
