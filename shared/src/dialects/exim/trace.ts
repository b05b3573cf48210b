/**
 * Whose line it is, in an Exim log.
 *
 *     1xUtKW-00002J-0q <= agent@example.org H=pc.example.org [192.0.2.7] P=esmtp S=627 id=a1@example.org for kim@example.com lou@example.com
 *     1xUtKW-00002N-0v <= <> R=1xUtKW-00002J-0q U=Debian-exim P=local S=2761 for agent@example.org          a report about the one above
 *     1xUtKW-00002J-0q => kim@example.com R=filter T=smtp H=127.0.0.1 [127.0.0.1] C="250 OK id=1xUtKX-00003A-1b"
 */
import type { Trace, TraceLink } from '../../model.ts';
import type { Range } from '../../scan/address.ts';
import { fieldAt } from '../../scan/log-facts.ts';
import { acceptedAs, type Stated, stated, textOfRange, wordRange } from '../../scan/trace.ts';

/** `body`: behind the queue id. */
export function eximTrace(text: string, id: Range, body: number): Trace {
  const arrives = text.startsWith('<= ', body);
  const fields = arrives ? arrivalFields(text, body) : undefined;
  const messageId = fields?.messageId;
  const leads = fields?.leads ?? (/^(?:=>|->|>>) /.test(text.slice(body, body + 3)) ? confirmation(text, body) : undefined);
  return {
    names: [text.slice(id.start, id.end)],
    step: arrives ? 'arrived' : text.startsWith('Completed', body) ? 'ended' : 'told',
    ...(messageId && { messageId: textOfRange(text, messageId) ?? '' }),
    ...(leads && { leads }),
    stated: [...stated('queue-id', id), ...(fields?.stated ?? [])],
  };
}

interface ArrivalFields {
  readonly messageId: Range | undefined;
  readonly leads: TraceLink | undefined;
  readonly stated: readonly Stated[];
}
/** A subject (`T="…"`) may hold anything; recipients stand behind the last ` for `. */
function arrivalFields(text: string, body: number): ArrivalFields {
  const sender = senderRange(text, body + '<= '.length);
  const list = text.lastIndexOf(' for ');
  const end = list > body ? list : text.length;
  const parent =
    sender && text.startsWith('<>', sender.start) ? textOfRange(text, wordRange(text, fieldAt(text, 'R=', body, end))) : undefined;
  const messageId = wordRange(text, fieldAt(text, 'id=', body, end));
  return {
    messageId,
    leads: parent === undefined ? undefined : { name: parent, to: 'subject' },
    stated: [
      ...stated('envelope-sender', sender),
      ...stated('message-id', messageId),
      ...clientOf(text, body, end),
      ...(list > body ? recipientsIn(text, list + ' for '.length) : []),
    ],
  };
}
function senderRange(text: string, at: number): Range | undefined {
  return text.startsWith('<>', at) ? { start: at, end: at + 2 } : wordRange(text, at);
}
/** `H=(helo) [192.0.2.7]:50123` */
function clientOf(text: string, from: number, to: number): readonly Stated[] {
  const host = fieldAt(text, 'H=', from, to);
  if (host === undefined) return [];
  const found = /^[^\n]{0,320}? \[([0-9A-Fa-f.:]{3,45})\]/.exec(text.slice(host, Math.min(to, host + 400)));
  const start = host + (found?.[0].length ?? 0) - 1 - (found?.[1]?.length ?? 0);
  return found?.[1] ? stated('client-ip', { start, end: start + found[1].length }) : [];
}
/** At most as many as anybody reads. */
const mostRecipients = 1_000;
function recipientsIn(text: string, from: number): readonly Stated[] {
  const all: Stated[] = [];
  for (let at = from; at < text.length && all.length < mostRecipients; ) {
    const range = wordRange(text, at);
    if (!range) break;
    if (text.slice(range.start, range.end).includes('@')) all.push(...stated('final-recipient', range));
    at = range.end + 1;
  }
  return all;
}
function confirmation(text: string, body: number): TraceLink | undefined {
  const at = fieldAt(text, 'C=', body, text.length);
  return at === undefined ? undefined : acceptedAs(text.slice(at));
}
