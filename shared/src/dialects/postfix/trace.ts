/**
 * Whose line it is, in a Postfix log: the queue id behind the daemon's name, perhaps behind a warning.
 *
 *     postfix/smtpd[527]: B76102286BD: client=pc.example.org[192.0.2.7], orig_queue_id=4F5501ABCD
 *     postfix/bounce[784]: B76102286BD: sender non-delivery notification: 97E0322872C
 *     postfix/smtp[536]: B76102286BD: to=<kim@example.com>, relay=127.0.0.1[127.0.0.1]:10024, …, status=sent (250 … queued as 97E0322872C)
 */
import type { Trace, TraceLink } from '../../model.ts';
import { fieldAt } from '../../scan/log-facts.ts';
import { acceptedAs, addressRange, type Stated, stated, textOfRange, wordRange } from '../../scan/trace.ts';

const id = /(?:(?:warning|error|fatal): )?(?!NOQUEUE)([0-9A-F]{6,14}|[0-9A-Za-z]{10,20}): /y;
const notice = /(?:sender|postmaster|recipient) (?:non-delivery|delay|delivery status|delivery) notification: ([0-9A-Za-z]{6,20})/y;

/** `body`: behind the daemon's name. */
export function postfixTrace(text: string, body: number): Trace | undefined {
  id.lastIndex = body;
  const found = id.exec(text);
  if (!found?.[1]) return undefined;
  const at = body + found[0].length;
  const messageId = messageIdAt(text, at);
  const leads = linkAt(text, at);
  return {
    names: [found[1]],
    step: stepAt(text, at),
    ...(messageId && { messageId: textOfRange(text, messageId) ?? '' }),
    ...(leads && { leads }),
    stated: [
      ...stated('queue-id', { start: at - 2 - found[1].length, end: at - 2 }),
      ...stated('message-id', messageId),
      ...clientStated(text, at),
      ...(text.startsWith('from=', at) ? stated('envelope-sender', addressRange(text, at + 'from='.length)) : []),
    ],
  };
}

function stepAt(text: string, at: number): Trace['step'] {
  if (text.startsWith('client=', at) || text.startsWith('uid=', at)) return 'arrived';
  if (text.startsWith('message-id=', at) || text.startsWith('from=', at)) return 'queued';
  if (text.startsWith('removed', at)) return 'ended';
  notice.lastIndex = at;
  return notice.test(text) ? 'notice' : 'told';
}
/** `message-id=<a1@example.org>`; some mails have none, or one without brackets. */
function messageIdAt(text: string, at: number): ReturnType<typeof wordRange> {
  if (!text.startsWith('message-id=', at)) return undefined;
  const range = addressRange(text, at + 'message-id='.length);
  return range && text.startsWith('<>', range.start) ? undefined : range;
}
function linkAt(text: string, at: number): TraceLink | undefined {
  notice.lastIndex = at;
  const report = notice.exec(text)?.[1];
  if (report !== undefined) return { name: report, to: 'notice' };
  if (text.startsWith('client=', at)) {
    const before = textOfRange(text, wordRange(text, fieldAt(text, 'orig_queue_id=', at, text.length)));
    return before === undefined ? undefined : { name: before, to: 'same' };
  }
  const sent = text.indexOf('status=sent (', at);
  return sent < 0 ? undefined : acceptedAs(text.slice(sent));
}
/** `client=pc.example.org[192.0.2.7]:50123, sasl_username=kim` */
function clientStated(text: string, at: number): readonly Stated[] {
  if (!text.startsWith('client=', at)) return [];
  const found = /^client=[^\s,[]{0,255}\[([0-9A-Fa-f.:]{3,45})\]/.exec(text.slice(at, at + 320));
  const start = at + (found?.[0].length ?? 0) - 1 - (found?.[1]?.length ?? 0);
  return found?.[1] ? stated('client-ip', { start, end: start + found[1].length }) : [];
}
