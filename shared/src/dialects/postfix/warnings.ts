/**
 * Refusals that Postfix tells of in words of its own, without `reject:` and without `status=`.
 *
 *     postfix/smtpd[7]: warning: pc.example.org[192.0.2.7]: SASL LOGIN authentication failed: Invalid credentials, sasl_username=kim
 *     postfix/smtpd[7]: warning: Illegal address syntax from pc.example.org[192.0.2.7] in RCPT command: <kim lee@example.com>
 *     postfix/sendmail[7]: fatal: kim@example.org(1000): message file too big
 */
import type { Evidence, Layer } from '../../model.ts';
import { clientFacts, directionFact, rangeFact } from '../../scan/log-facts.ts';
import { smtpCommandAt } from '../../scan/smtp-command.ts';

const login = /warning: (?=[\w.:-]{1,255}\[)[^\s\]]{1,310}\]: (SASL [\w-]{1,40} authentication failed): ?/y;
const syntax = /warning: (Illegal address syntax) from (?=\S{3,320} in (?:MAIL|RCPT) command: )/y;
const tooBig = /fatal: ([^\s()]{1,320})\(\d{1,10}\): (message file too big)/y;

/** `body`: behind the daemon's name. */
export function postfixWarning(layer: Layer, body: number): readonly Evidence[] | undefined {
  return refusedLogin(layer, body) ?? badAddress(layer, body) ?? tooBigHere(layer, body);
}

function refusedLogin(layer: Layer, body: number): readonly Evidence[] | undefined {
  const found = match(login, layer.text, body);
  if (!found?.[1]) return undefined;
  const start = body + found[0].lastIndexOf(found[1]);
  const user = layer.text.indexOf(', sasl_username=', start);
  const end = user < 0 ? layer.text.length : user;
  const said = layer.text.slice(start, end);
  return [
    ...rangeFact(layer, 'diagnostic-text', { start, end: start + said.trimEnd().replace(/[:,]$/, '').length }),
    layer.fact('action', /connection lost|generic failure|temporary/i.test(said) ? 'delayed' : 'failed', start, start + found[1].length),
    layer.fact('smtp-command', 'AUTH', start, start + 'SASL'.length),
    ...clientFacts(layer, body, start),
    directionFact(layer, 'submission', body),
  ];
}
function badAddress(layer: Layer, body: number): readonly Evidence[] | undefined {
  const found = match(syntax, layer.text, body);
  if (!found?.[1]) return undefined;
  const start = body + found[0].indexOf(found[1]);
  const verb = layer.text.indexOf(' in ', start) + ' in '.length;
  const command = smtpCommandAt(layer.text, verb);
  return [
    ...rangeFact(layer, 'diagnostic-text', { start, end: layer.text.length }),
    layer.fact('action', 'failed', start, start + found[1].length),
    ...(command ? [layer.fact('smtp-command', command.command, command.start, command.end)] : []),
    ...clientFacts(layer, start, verb),
    directionFact(layer, 'inbound', body),
  ];
}
function tooBigHere(layer: Layer, body: number): readonly Evidence[] | undefined {
  const found = match(tooBig, layer.text, body);
  if (!found?.[1] || !found[2]) return undefined;
  const sender = body + found[0].indexOf(found[1]);
  const end = body + found[0].length;
  return [
    ...rangeFact(layer, 'diagnostic-text', { start: end - found[2].length, end }),
    layer.fact('action', 'failed', end - found[2].length, end),
    ...rangeFact(layer, 'envelope-sender', { start: sender, end: sender + found[1].length }),
    directionFact(layer, 'submission', body),
  ];
}
function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
