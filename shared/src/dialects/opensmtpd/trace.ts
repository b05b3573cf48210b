/**
 * Whose line it is, in an OpenSMTPD log: an envelope's id begins with its message's; a session's lines come before and behind.
 *
 *     smtpd[102]: 30be748ecabe4ef0 smtp connected address=192.0.2.7 host=pc.example.org
 *     smtpd[102]: 30be748ecabe4ef0 smtp message msgid=8f746b28 size=581 nrcpt=1 proto=ESMTP
 *     smtpd[102]: 30be748ecabe4ef0 smtp envelope evpid=8f746b28cfc0d5b9 from=<agent@example.org> to=<kim@example.com>
 *     smtpd[102]: 30be749f0e11a2b3 mta delivery evpid=8f746b28cfc0d5b9 from=<agent@example.org> to=<kim@example.com> … result="Ok" stat="250 …"
 */
import type { Trace } from '../../model.ts';
import type { Range } from '../../scan/address.ts';
import { fieldAt } from '../../scan/log-facts.ts';
import { acceptedAs, addressRange, type Stated, stated, wordRange } from '../../scan/trace.ts';

const session = /([0-9a-f]{16}) (smtp|mta|mda) (?:event=)?([a-z-]{2,24})(?= |$)/y;
const old = /(?:relay|delivery|mda|lmtp|bounce): \w{2,16} for ([0-9a-f]{16})\b/y;

export function opensmtpdTrace(text: string, body: number): Trace | undefined {
  session.lastIndex = body;
  const found = session.exec(text);
  const [, name = '', , verb = ''] = found ?? [];
  const envelope = found ? idAt(text, 'evpid=', body) : oldEnvelope(text, body);
  const message = found && verb === 'message' ? idAt(text, 'msgid=', body) : undefined;
  if (envelope) return ofEnvelope(text, { envelope, body, session: name });
  if (!found) return undefined;
  if (message)
    return {
      names: [text.slice(message.start, message.end)],
      step: 'queued',
      leads: { name, to: 'session' },
      stated: stated('queue-id', message),
    };
  return { names: [name], step: 'told', stated: clientOf(text, body, verb) };
}

interface EnvelopeLine {
  readonly envelope: Range;
  readonly body: number;
  readonly session: string;
}
function ofEnvelope(text: string, { envelope, body, session: name }: EnvelopeLine): Trace {
  const id = text.slice(envelope.start, envelope.end);
  const arrives = text.startsWith(' smtp envelope ', body + name.length);
  const stat = text.indexOf('result="Ok"', body);
  const leads = (stat < 0 ? undefined : acceptedAs(text.slice(stat))) ?? (name === '' ? undefined : { name, to: 'session' as const });
  return {
    names: [id.slice(0, 8), id],
    step: arrives ? 'arrived' : 'told',
    ...(leads && { leads }),
    stated: [
      ...stated('queue-id', { start: envelope.start, end: envelope.start + 8 }),
      ...stated('envelope-sender', addressRange(text, fieldAt(text, 'from=', body, text.length))),
      ...(arrives ? stated('final-recipient', addressRange(text, fieldAt(text, 'to=', body, text.length))) : []),
    ],
  };
}
function oldEnvelope(text: string, body: number): Range | undefined {
  old.lastIndex = body;
  const found = old.exec(text);
  if (!found?.[1]) return undefined;
  const end = body + found[0].length;
  return { start: end - found[1].length, end };
}
function idAt(text: string, name: string, body: number): Range | undefined {
  const range = wordRange(text, fieldAt(text, name, body, text.length));
  return range && /^[0-9a-f]{8,16}$/.test(text.slice(range.start, range.end)) ? range : undefined;
}
/** `smtp connected address=192.0.2.7 host=pc.example.org` */
function clientOf(text: string, body: number, verb: string): readonly Stated[] {
  const range = verb === 'connected' ? wordRange(text, fieldAt(text, 'address=', body, text.length)) : undefined;
  return range && /^[0-9A-Fa-f.:]{3,45}$/.test(text.slice(range.start, range.end)) ? stated('client-ip', range) : [];
}
