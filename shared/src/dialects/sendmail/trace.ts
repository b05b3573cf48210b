/**
 * Whose line it is, in a Sendmail log.
 *
 *     6ALMDFuo000607: from=<agent@example.org>, size=371, nrcpts=1, msgid=<a1@example.org>, proto=ESMTP, relay=pc.example.org [192.0.2.7]
 *     6ALMDFuo000607: 6ALMDR23000989: sender notify: Warning: could not send message for past 4 hours
 *     6ALMDFuo000607: to=<kim@example.com>, …, stat=Sent (6ALMDQHY000949 Message accepted for delivery)
 */
import type { Trace, TraceLink } from '../../model.ts';
import type { Range } from '../../scan/address.ts';
import { fieldAt } from '../../scan/log-facts.ts';
import { acceptedAs, addressRange, type Stated, stated, textOfRange } from '../../scan/trace.ts';

const notice = /([0-9A-Za-z]{8,20}): (?:DSN|return to sender|sender notify|postmaster notify|clone|owner-notify): /y;

/** `body`: behind the queue id. */
export function sendmailTrace(text: string, id: Range, body: number): Trace {
  const arrives = text.startsWith('from=', body);
  const messageId = arrives ? angled(text, fieldAt(text, 'msgid=', body, text.length)) : undefined;
  const leads = linkAt(text, body);
  return {
    names: [text.slice(id.start, id.end)],
    step: arrives ? 'arrived' : leads?.to === 'notice' ? 'notice' : 'told',
    ...(messageId && { messageId: textOfRange(text, messageId) ?? '' }),
    ...(leads && { leads }),
    stated: [
      ...stated('queue-id', id),
      ...(arrives ? [...stated('envelope-sender', addressRange(text, body + 'from='.length)), ...clientOf(text, body)] : []),
      ...stated('message-id', messageId),
    ],
  };
}
function angled(text: string, at: number | undefined): Range | undefined {
  const range = addressRange(text, at);
  return range && text.startsWith('<>', range.start) ? undefined : range;
}
function linkAt(text: string, body: number): TraceLink | undefined {
  notice.lastIndex = body;
  const report = notice.exec(text);
  if (report?.[1]) return { name: report[1], to: report[0].includes(': clone: ') ? 'same' : 'notice' };
  const sent = text.indexOf('stat=Sent (', body);
  return sent < 0 ? undefined : acceptedAs(text.slice(sent));
}
/** `relay=pc.example.org [192.0.2.7]` */
function clientOf(text: string, body: number): readonly Stated[] {
  const relay = fieldAt(text, 'relay=', body, text.length);
  const found = relay === undefined ? null : /\[(?:IPv6:)?([0-9A-Fa-f.:]{3,45})\]/.exec(text.slice(relay, relay + 320));
  if (relay === undefined || !found?.[1]) return [];
  const start = relay + found.index + found[0].length - 1 - found[1].length;
  return stated('client-ip', { start, end: start + found[1].length });
}
