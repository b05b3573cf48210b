/** Whose line amavis's verdict is: the mail server's queue id, and the one under which it went back there. */
import type { Trace } from '../../model.ts';
import { fieldAt } from '../../scan/log-facts.ts';
import { addressRange, stated, textOfRange, wordRange } from '../../scan/trace.ts';

/** `…, Queue-ID: 4F5501ABCD, Message-ID: <a1@example.org>, mail_id: …, queued_as: 5A6B7C8D9E, 300 ms` */
export function amavisTrace(text: string, body: number): Trace | undefined {
  const field = (name: string) => fieldAt(text, name, body, text.length);
  const queueId = wordRange(text, field('Queue-ID: '));
  const messageId = addressRange(text, field('Message-ID: '));
  if (!queueId && !messageId) return undefined;
  const next = textOfRange(text, wordRange(text, field('queued_as: ')))?.split('/')[0];
  return {
    names: queueId ? [text.slice(queueId.start, queueId.end)] : [],
    step: 'told',
    ...(messageId && { messageId: textOfRange(text, messageId) ?? '' }),
    ...(next !== undefined && { leads: { name: next, to: 'same' } }),
    stated: [...stated('queue-id', queueId), ...stated('message-id', messageId)],
  };
}
