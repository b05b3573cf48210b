/**
 * hMailServer's log: tab-separated, each field in quotes but the numbers. Copied out of a window, the tabs have become blanks.
 *
 *     "SMTPC"  5740  60  "2026-11-21 10:05:50.123"  "203.0.113.5"  "SENT: RCPT TO:<kim@example.com>"
 *     "SMTPC"  5740  60  "2026-11-21 10:05:50.456"  "203.0.113.5"  "RECEIVED: 550 5.1.1 … User unknown"
 *
 * SMTPC is its client (mail on its way out), SMTPD its server; `[nl]` joins the lines of one reply. The third field names the session.
 */
import type { Layer } from '../model.ts';
import { isIp } from '../scan/host.ts';
import { reworded } from '../scan/reworded.ts';
import { readSessions, type SessionLine } from '../scan/session-log.ts';
import { timeFacts } from '../scan/syslog.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

const begins = /^"SMTP[CD]"[\t ]{1,8}\d{1,10}[\t ]{1,8}\d{1,10}[\t ]{1,8}"/;
const line =
  /^"SMTP(?<side>[CD])"[\t ]{1,8}\d{1,10}[\t ]{1,8}(?<session>\d{1,10})[\t ]{1,8}"(?<time>[^"]{1,40})"[\t ]{1,8}"(?<ip>[^"]{0,60})"[\t ]{1,8}"(?<way>SENT|RECEIVED): /;

const hmailserver: SessionDialect = {
  title: 'hMailServer log',
  reads: 'session',
  hints: { telling: ['\n"SMTPC"', '\n"SMTPD"'] },
  recognizes: (text) => begins.test(text),
  open: () => {
    const read = readSessions(lineOf);
    return (layer) => read(reworded(layer, layer.text.replaceAll('[nl]', '   \n')));
  },
};
export default hmailserver;

function lineOf(layer: Layer): SessionLine | undefined {
  const found = line.exec(layer.text);
  if (!found?.groups) return undefined;
  const { side = '', session = '', time = '', ip = '', way } = found.groups;
  const isClient = side === 'C';
  // What is quoted before stands in this order; the address may be empty.
  const timeAt = found[0].indexOf(`"${time}"`) + 1;
  const ipAt = found[0].indexOf(`"${ip}"`, timeAt + time.length + 1) + 1;
  return {
    session: side + session,
    by: isClient === (way === 'SENT') ? 'client' : 'server',
    said: { start: found[0].length, end: layer.text.trimEnd().replace(/"$/, '').length },
    direction: isClient ? 'outbound' : 'inbound',
    facts: [
      ...timeFacts(layer, timestampAt(layer.text, timeAt)),
      ...(isIp(ip) ? [layer.fact(isClient ? 'remote-ip' : 'client-ip', ip, ipAt, ipAt + ip.length)] : []),
    ],
  };
}
