/**
 * Exchange's SMTP protocol logs, receive and send connectors alike.
 *
 *     2026-11-21T10:05:50.123Z,To Internet,08DC5501AB12CD34,7,192.0.2.1:5501,203.0.113.5:25,>,RCPT TO:<kim@example.com>,
 *     2026-11-21T10:05:50.456Z,To Internet,08DC5501AB12CD34,8,192.0.2.1:5501,203.0.113.5:25,<,550 5.1.1 … User unknown,
 *
 * The columns are those of `#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context`,
 * which no version has changed. `>` is what Exchange says, `<` what it hears: a reply it hears answers mail on its way out.
 */
import type { Evidence, Layer } from '../model.ts';
import type { Range } from '../scan/address.ts';
import { fieldsIn, unquoted } from '../scan/csv-line.ts';
import { isReplyAt, readSessions, type SessionLine } from '../scan/session-log.ts';
import { timeFacts } from '../scan/syslog.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

const begins = /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z,[^,]{0,200},[0-9A-F]{16},\d{1,9},[^,]{0,80},[^,]{0,80},[-+<>*],/;

const exchangeProtocol: SessionDialect = {
  title: 'Exchange SMTP protocol log',
  reads: 'session',
  hints: { telling: [',<,', ',>,'] },
  recognizes: (text) => begins.test(text),
  open: () => {
    const read = readSessions(lineOf);
    return (layer) => read(unquoted(layer));
  },
};
export default exchangeProtocol;

function lineOf(layer: Layer): SessionLine | undefined {
  const { text } = layer;
  const [, , session, , , remote, event, said] = fieldsIn(text, ',');
  const sign = event && text.slice(event.start, event.end);
  if (!session || !remote || !said || (sign !== '<' && sign !== '>')) return undefined;
  const isReply = isReplyAt(text, said.start);
  const direction = isReply === (sign === '>') ? 'inbound' : 'outbound';
  return {
    session: text.slice(session.start, session.end),
    by: isReply ? 'server' : 'client',
    said: unpadded(text, said),
    direction,
    facts: [...timeFacts(layer, timestampAt(text, 0)), ...endpoint(layer, remote, direction === 'outbound' ? 'remote-ip' : 'client-ip')],
  };
}
/** Exchange writes `250  ` for the lines of a reply and for the last. */
function unpadded(text: string, { start, end }: Range): Range {
  let last = end;
  while (last > start && text.charAt(last - 1) === ' ') last--;
  return { start, end: last };
}
/** `203.0.113.5:25`, `[2001:db8::5]:25` */
function endpoint(layer: Layer, { start, end }: Range, kind: 'remote-ip' | 'client-ip'): readonly Evidence[] {
  const found = /^\[?([0-9A-Fa-f.:]{3,45}?)\]?:\d{1,5}$/.exec(layer.text.slice(start, end));
  if (!found?.[1]) return [];
  const at = start + found[0].indexOf(found[1]);
  return [layer.fact(kind, found[1], at, at + found[1].length)];
}
