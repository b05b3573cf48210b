/**
 * OpenSMTPD's log, of version 6 and later and of version 5.
 *
 *     smtpd[102]: 30be748ecabe4ef0 mta delivery evpid=8f746b28cfc0d5b9 from=<a@b.example> to=<kim@example.com> rcpt=<-> source="192.0.2.1"
 *       relay="203.0.113.5 (mx.example.com)" delay=0s result="PermFail" stat="550 5.1.1 …"
 *     smtpd[102]: relay: TempFail for 8f746b28cfc0d5b9: session=…, from=<…>, to=<…>, rcpt=<->, source=…, relay=mx.example.com [203.0.113.5], delay=1s, stat=451 …
 *     smtpd[102]: 30be74873c872fa6 smtp failed-command command="RCPT TO:<kim@example.org>" result="550 Invalid recipient"          incoming
 */
import type { Action, Evidence, Layer } from '../model.ts';
import { inAnglesAt, type Range } from '../scan/address.ts';
import { isIp } from '../scan/host.ts';
import { angleFacts, clientFacts, directionFact, fieldAt, isTemporary, rangeFact, remoteFacts } from '../scan/log-facts.ts';
import { readOwnReply, readReply } from '../scan/reply.ts';
import { smtpCommandAt } from '../scan/smtp-command.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { LineDialect } from './dialect.ts';
import { opensmtpdTrace } from './opensmtpd/trace.ts';

const delivery =
  /(?:[0-9a-f]{16} (?:mta|mda)(?: event=)? ?delivery evpid=|(?:relay|delivery|mda|lmtp|bounce): (?:Ok|PermFail|TempFail|LoopDetected|Loop) for )([0-9a-f]{16})/y;
const failedCommand = /[0-9a-f]{16} smtp (?:event=)?failed-command /y;
/** Cheap: a session's or an envelope's id. */
const traced = /(?:^|[: ])[0-9a-f]{16}(?:[ :]|$)/;
const outcome = /\bresult="?(Ok|PermFail|TempFail|LoopDetected|Loop|Expired)\b|^[a-z]{3,8}: (Ok|PermFail|TempFail|LoopDetected|Loop) for /;
const actions: Readonly<Record<string, Action>> = {
  Ok: 'delivered',
  PermFail: 'failed',
  TempFail: 'delayed',
  Loop: 'failed',
  LoopDetected: 'failed',
  Expired: 'expired',
};

const opensmtpd: LineDialect = {
  title: 'OpenSMTPD log',
  reads: 'line',
  hints: { telling: ['delivery evpid=', 'Ok for ', 'PermFail for ', 'TempFail for ', 'Loop for ', 'LoopDetected for ', 'failed-command '] },
  openTrace: () => (line) => (traced.test(line) ? opensmtpdTrace(line, logHead(line).body) : undefined),
  recognizes: (line) =>
    bodyOf(line) !== undefined && (line.includes('evpid=') || line.includes('failed-command') || / for [0-9a-f]{16}: /.test(line)),
  *read(layer) {
    const found = bodyOf(layer.text);
    const event = found && (found.id ? attempt(layer, found.body) : refusal(layer, found.body));
    if (event) yield [...event, ...rangeFact(layer, 'queue-id', found.id), ...timeFacts(layer, logHead(layer.text).time)];
  },
};
export default opensmtpd;

function bodyOf(text: string): { readonly body: number; readonly id: Range | undefined } | undefined {
  const { body } = logHead(text);
  delivery.lastIndex = body;
  const found = delivery.exec(text);
  if (found?.[1]) {
    const end = body + found[0].length;
    return { body, id: { start: end - found[1].length, end } };
  }
  failedCommand.lastIndex = body;
  return failedCommand.test(text) ? { body, id: undefined } : undefined;
}

function attempt(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const stat = fieldAt(text, 'stat=', body, text.length) ?? text.length;
  const found = outcome.exec(text.slice(body, stat));
  const action = actions[found?.[1] ?? found?.[2] ?? ''];
  if (!found || !action) return undefined;
  const fields = { start: body, end: stat };
  return [
    ...readReply(layer, ...inQuotes(text, stat, text.length), 'bounce'),
    layer.fact('action', action, body + found.index, body + found.index + found[0].length),
    ...recipients(layer, fields),
    ...angleFacts(layer, 'from=', 'envelope-sender', fields),
    ...relay(layer, fieldAt(text, 'relay=', body, stat)),
    directionFact(layer, 'outbound', body),
  ];
}
/** `to=` is where it went, `rcpt=` what was written, `<->` where that is the same. */
function recipients(layer: Layer, fields: Range): readonly Evidence[] {
  const written = angleFacts(layer, 'rcpt=', 'original-recipient', fields).filter(({ value }) => value !== '-');
  return [...angleFacts(layer, 'to=', 'final-recipient', fields), ...written];
}
/** `"203.0.113.5 (mx.example.com)"` since version 6, `mx.example.com [203.0.113.5]` before. */
function relay(layer: Layer, at: number | undefined): readonly Evidence[] {
  if (at === undefined) return [];
  const found = /^"?([0-9A-Fa-f.:]{3,45}) \(([\w.-]{1,255})\)/.exec(layer.text.slice(at, at + 320));
  const [ip, name] = [found?.[1], found?.[2]];
  if (!found || !ip || !name || !isIp(ip)) return remoteFacts(layer, layer.text.charAt(at) === '"' ? at + 1 : at);
  const start = at + found[0].indexOf(ip);
  const nameAt = at + found[0].length - 1 - name.length;
  return [
    ...(name.includes('.') ? [layer.fact('remote-mta', name, nameAt, nameAt + name.length)] : []),
    layer.fact('remote-ip', ip, start, start + ip.length),
  ];
}

/** `command="RCPT TO:<kim@example.org>" result="550 Invalid recipient"` */
function refusal(layer: Layer, body: number): readonly Evidence[] | undefined {
  const { text } = layer;
  const result = fieldAt(text, 'result=', body, text.length);
  const command = fieldAt(text, 'command=', body, result ?? body);
  if (result === undefined || command === undefined) return undefined;
  const said = readOwnReply(layer, ...inQuotes(text, result, text.length));
  const spoken = smtpCommandAt(text, command + 1);
  const address = rangeFact(
    layer,
    spoken?.command === 'MAIL FROM' ? 'envelope-sender' : 'final-recipient',
    inAnglesAt(text, text.indexOf('<', command)),
  );
  return [
    ...said,
    layer.fact('action', isTemporary(said) ? 'delayed' : 'failed', body, command - ' command='.length),
    ...(spoken ? [layer.fact('smtp-command', spoken.command, spoken.start, spoken.end)] : []),
    ...(spoken?.command === 'MAIL FROM' || spoken?.command === 'RCPT TO' ? address : []),
    ...clientFacts(layer, body, command),
    directionFact(layer, 'inbound', body),
  ];
}
/** Inside the quotes at `at`, or the rest of the line where there are none. */
function inQuotes(text: string, at: number, end: number): [number, number] {
  const quoted = text.charAt(at) === '"';
  return quoted ? [at + 1, text.endsWith('"') ? end - 1 : end] : [at, end];
}
