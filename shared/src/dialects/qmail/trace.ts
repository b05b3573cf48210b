/**
 * Whose line it is, in a qmail-send log: messages bear numbers that are used again, deliveries their own.
 *
 *     new msg 93869
 *     info msg 93869: bytes 2387 from <agent@example.org> qp 18695 uid 501
 *     starting delivery 55: msg 93869 to remote kim@example.com
 *     delivery 55: failure: …
 *     bounce msg 93869 qp 18702           the report is the next message with that qp
 *     end msg 93869
 */
import type { Trace, Tracer } from '../../model.ts';
import { rememberSessions } from '../../scan/session-memory.ts';
import { addressRange, stated } from '../../scan/trace.ts';

const about =
  /(new|end|bounce|triple bounce:? discarding bounce|info|starting delivery (\d{1,10}):) msg (\d{1,20})(?::? ([^\n]{0,2000}))?/y;
const ended = /delivery (\d{1,10}): (?:success|failure|deferral): /y;
const process = /\bqp (\d{1,10})\b/;

/** `bodyOf`: where a line's own words begin. */
export function openQmailTrace(bodyOf: (line: string) => number): Tracer {
  const deliveries = rememberSessions(() => ({ message: '' }), 10_000);
  return (line) => {
    if (!line.includes('msg ') && !line.includes('delivery ')) return undefined;
    const body = bodyOf(line);
    about.lastIndex = body;
    const found = about.exec(line);
    if (found?.[3]) {
      if (found[2]) deliveries.of(found[2]).message = found[3];
      return ofMessage(line, body, found);
    }
    ended.lastIndex = body;
    const delivery = ended.exec(line)?.[1];
    const { message } = delivery === undefined ? { message: '' } : deliveries.of(delivery);
    return message === '' ? undefined : { names: [message], step: 'told', stated: [] };
  };
}

function ofMessage(line: string, body: number, found: RegExpExecArray): Trace {
  const [whole, verb = '', delivery, message = '', rest = ''] = found;
  const start = body + whole.length - rest.length;
  const number = line.indexOf(` msg ${message}`, body) + ' msg '.length;
  const qp = process.exec(rest)?.[0];
  const from = verb === 'info' ? line.indexOf(' from <', body) : -1;
  const to = delivery === undefined ? undefined : /^to (?:local|remote) (?=\S)/.exec(rest)?.[0].length;
  return {
    names: verb === 'info' && qp !== undefined ? [message, qp] : [message],
    step: steps[verb] ?? 'told',
    ...(verb === 'bounce' && qp !== undefined && { leads: { name: qp, to: 'notice' } }),
    stated: [
      ...stated('queue-id', { start: number, end: number + message.length }),
      ...(from < 0 ? [] : stated('envelope-sender', addressRange(line, from + ' from '.length))),
      ...(to === undefined ? [] : stated('final-recipient', { start: start + to, end: start + rest.length })),
    ],
  };
}
const steps: Readonly<Record<string, Trace['step']>> = { new: 'arrived', info: 'queued', end: 'ended', bounce: 'notice' };
