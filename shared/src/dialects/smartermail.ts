/**
 * SmarterMail's SMTP log (incoming sessions) and delivery log (outgoing ones).
 *
 *     [2026.11.21] 10:05:50.123 [203.0.113.9][4711550] cmd: RCPT TO:<kim@example.org>        SMTP log; before 16.x without the date
 *     [2026.11.21] 10:05:50.456 [203.0.113.9][4711550] rsp: 550 <kim@example.org> No such user here
 *     [2026.11.21] 10:05:51.123 [55012345] CMD: RCPT TO:<kim@example.com>                     delivery log
 *     [2026.11.21] 10:05:51.456 [55012345] RSP: 550 5.1.1 … User unknown
 */
import type { Layer } from '../model.ts';
import { isIp } from '../scan/host.ts';
import { readSessions, type SessionLine } from '../scan/session-log.ts';
import type { SessionDialect } from './dialect.ts';

const line =
  /(?:\[(\d{4}\.\d\d\.\d\d)\] )?(\d\d:\d\d:\d\d(?:\.\d{1,6})?) (?:\[([0-9A-Fa-f.:]{3,45})\])?\[(\w{1,24})\] (?:(cmd|rsp)|(CMD|RSP)): /y;

const smartermail: SessionDialect = {
  title: 'SmarterMail SMTP or delivery log',
  reads: 'session',
  hints: { telling: ['] cmd: ', '] rsp: ', '] CMD: ', '] RSP: '] },
  recognizes: (text) => lineAt(text) !== undefined,
  open: () => readSessions(lineOf),
};
export default smartermail;

function lineAt(text: string): RegExpExecArray | undefined {
  line.lastIndex = 0;
  return line.exec(text) ?? undefined;
}
function lineOf(layer: Layer): SessionLine | undefined {
  const found = lineAt(layer.text);
  if (!found) return undefined;
  const [all, day, clock, ip, session = '', low] = found;
  const isIncoming = low !== undefined;
  const timeEnd = clock === undefined ? 0 : all.indexOf(clock) + clock.length;
  const ipAt = ip === undefined ? 0 : all.indexOf(`[${ip}]`) + 1;
  return {
    session: `${ip ?? ''} ${session}`,
    by: /cmd/i.test(all) ? 'client' : 'server',
    said: { start: all.length, end: layer.text.length },
    direction: isIncoming ? 'inbound' : 'outbound',
    facts: [
      ...(day && clock ? [layer.fact('attempted-at', `${day.replaceAll('.', '-')} ${clock}`, 1, timeEnd)] : []),
      ...(ip && isIp(ip) ? [layer.fact(isIncoming ? 'client-ip' : 'remote-ip', ip, ipAt, ipAt + ip.length)] : []),
    ],
  };
}
