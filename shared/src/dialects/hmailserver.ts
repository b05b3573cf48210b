/**
 * hMailServer's log: tab-separated, each field in quotes but the numbers.
 *
 *     "SMTPC"  5740  60  "2026-11-21 10:05:50.123"  "203.0.113.5"  "SENT: RCPT TO:<kim@example.com>"
 *     "SMTPC"  5740  60  "2026-11-21 10:05:50.456"  "203.0.113.5"  "RECEIVED: 550 5.1.1 … User unknown"
 *
 * SMTPC is its client (mail on its way out), SMTPD its server; `[nl]` joins the lines of one reply. The third field names the session.
 */
import type { Layer } from '../model.ts';
import { fieldsIn } from '../scan/csv-line.ts';
import { isIp } from '../scan/host.ts';
import { reworded } from '../scan/reworded.ts';
import { readSessions, type SessionLine } from '../scan/session-log.ts';
import { timeFacts } from '../scan/syslog.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

const begins = /^"SMTP[CD]"\t\d{1,10}\t\d{1,10}\t"/;
const says = /(SENT|RECEIVED): /y;

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
  const { text } = layer;
  const [kind, , session, time, ip, said] = fieldsIn(text, '\t');
  if (!kind || !session || !time || !ip || !said) return undefined;
  says.lastIndex = said.start;
  const found = says.exec(text);
  if (!found) return undefined;
  const isClient = text.charAt(kind.end - 1) === 'C';
  const address = text.slice(ip.start, ip.end);
  const kindOfIp = isClient ? 'remote-ip' : 'client-ip';
  return {
    session: text.slice(kind.start, kind.end) + text.slice(session.start, session.end),
    by: isClient === (found[1] === 'SENT') ? 'client' : 'server',
    said: { start: said.start + found[0].length, end: said.end },
    direction: isClient ? 'outbound' : 'inbound',
    facts: [
      ...timeFacts(layer, timestampAt(text, time.start)),
      ...(isIp(address) ? [layer.fact(kindOfIp, address, ip.start, ip.end)] : []),
    ],
  };
}
