/**
 * rspamd: the verdict it logs for each mail.
 *
 *     rspamd[501]: <4f5501>; task; rspamd_task_write_log: id: <550@spam.example>, qid: <4F5501>, ip: 203.0.113.9, from: <x@spam.example>,
 *       (default: T (reject): [25.50/15.00] [BAYES_SPAM(5.10){99.99%;}, …]), len: 5501, …, rcpts: <kim@example.org,lou@example.org>, mime_rcpts: <kim@example.org,>
 *
 * Only `reject`, `soft reject` and `greylist` keep a mail from its recipient; scores are no codes.
 */
import type { Action, Evidence, Layer } from '../model.ts';
import { addressesIn, type Range } from '../scan/address.ts';
import { isIp } from '../scan/host.ts';
import { angleFacts, directionFact, fieldAt, rangeFact } from '../scan/log-facts.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { LineDialect } from './dialect.ts';

const verdict = /\([\w-]{1,40}: [TFS] \((reject|soft reject|greylist)\): \[[-\d.]{1,12}\/[-\d.]{1,12}\]/;
const forced = /\bforced: [\w ]{3,20} "([^"]{1,1000})"/;
const actions: Readonly<Record<string, Action>> = { reject: 'failed', 'soft reject': 'delayed', greylist: 'delayed' };

const rspamd: LineDialect = {
  title: 'rspamd log',
  reads: 'line',
  hints: { telling: [' (reject): [', ' (soft reject): [', ' (greylist): ['] },
  recognizes: (line) => line.includes('rspamd_task_write_log: id: '),
  *read(layer) {
    const { text } = layer;
    const body = text.indexOf('rspamd_task_write_log: id: ');
    const found = verdict.exec(text);
    const action = actions[found?.[1] ?? ''];
    if (!found || !action || body < 0) return;
    const whole = { start: body, end: text.length };
    const told = [
      ...why(layer, found),
      layer.fact('action', action, found.index + 1, found.index + found[0].length),
      ...angleFacts(layer, 'id: ', 'message-id', whole),
      ...angleFacts(layer, 'qid: ', 'queue-id', whole),
      ...angleFacts(layer, 'from: ', 'envelope-sender', whole),
      ...client(layer, body),
      ...timeFacts(layer, logHead(text).time),
      directionFact(layer, 'inbound', body),
    ];
    for (const recipient of recipientsIn(text, body)) yield [...told, ...rangeFact(layer, 'final-recipient', recipient)];
  },
};
export default rspamd;

/** What the client was told, where a rule forced it; else the verdict's own words. Greylisting tells the client less than its verdict says. */
function why(layer: Layer, found: RegExpExecArray): readonly Evidence[] {
  const reason = found[1] === 'greylist' ? null : forced.exec(layer.text);
  if (reason?.[1]) {
    const start = reason.index + reason[0].length - 1 - reason[1].length;
    return rangeFact(layer, 'diagnostic-text', { start, end: start + reason[1].length });
  }
  return rangeFact(layer, 'diagnostic-text', { start: found.index + 1, end: found.index + found[0].length });
}
function client(layer: Layer, body: number): readonly Evidence[] {
  const at = fieldAt(layer.text, 'ip: ', body, layer.text.length);
  const ip = at === undefined ? undefined : /^[0-9A-Fa-f.:]{3,45}/.exec(layer.text.slice(at, at + 45))?.[0];
  return at !== undefined && ip !== undefined && isIp(ip) ? [layer.fact('client-ip', ip, at, at + ip.length)] : [];
}
/** The envelope's recipients; a verdict without any is one event still. */
function recipientsIn(text: string, body: number): readonly (Range | undefined)[] {
  const at = fieldAt(text, 'rcpts: ', body, text.length);
  const close = at === undefined ? -1 : text.indexOf('>', at);
  const all = at === undefined || close < 0 ? [] : addressesIn(text, at, Math.min(close, at + 20_000));
  return all.length > 0 ? all : [undefined];
}
