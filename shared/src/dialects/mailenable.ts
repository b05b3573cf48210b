/**
 * MailEnable's SMTP activity log: tab-separated, a command and its reply on one line.
 *
 *     11/21/26 10:05:50  SMTP-IN  4F5501AB….MAI  1064  203.0.113.9  RCPT  RCPT TO:<kim@example.org>  550 … User unknown  51  31
 *
 * Time, way (SMTP-IN, SMTP-OU), message, socket, remote address, verb, command, reply, bytes. The way and the message name the session.
 */
import type { Evidence, Layer } from '../model.ts';
import type { Range } from '../scan/address.ts';
import { fieldsIn } from '../scan/csv-line.ts';
import { isIp } from '../scan/host.ts';
import { isReplyAt } from '../scan/session-log.ts';
import { rememberSessions } from '../scan/session-memory.ts';
import { type Conversation, openConversation } from '../scan/smtp-conversation.ts';
import type { SessionDialect } from './dialect.ts';

const begins = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)\tSMTP-(IN|OU)/;

const mailenable: SessionDialect = {
  title: 'MailEnable SMTP activity log',
  reads: 'session',
  hints: { telling: ['\tSMTP-IN', '\tSMTP-OU'] },
  recognizes: (text) => begins.test(text),
  open: () => {
    const sessions = rememberSessions(openConversation);
    return (layer) => {
      const fields = fieldsIn(layer.text, '\t');
      return read(
        layer,
        fields,
        sessions.of(
          fields
            .slice(1, 4)
            .map(({ start, end }) => layer.text.slice(start, end))
            .join(' '),
        ),
      );
    };
  },
};
export default mailenable;

function read(layer: Layer, fields: readonly Range[], conversation: Conversation): Iterable<readonly Evidence[]> {
  const { text } = layer;
  const [, , message, , ip, verb, command, reply] = fields;
  const found = begins.exec(text);
  if (!found || !message || !ip || !verb || !command || !reply || !isReplyAt(text, reply.start)) return [];
  const [, month, day, year, clock, way] = found;
  const address = text.slice(ip.start, ip.end);
  if (command.end > command.start) conversation.command(layer, command);
  return conversation.reply(layer, reply, {
    direction: way === 'IN' ? 'inbound' : 'outbound',
    isWhole: true,
    facts: [
      layer.fact('attempted-at', `20${year}-${month}-${day} ${clock}`, 0, '11/21/26 10:05:50'.length),
      ...(isIp(address) ? [layer.fact(way === 'IN' ? 'client-ip' : 'remote-ip', address, ip.start, ip.end)] : []),
      ...(message.end > message.start ? [layer.fact('queue-id', text.slice(message.start, message.end), message.start, message.end)] : []),
    ],
  });
}
