/**
 * MDaemon's SMTP-(in) and SMTP-(out) logs.
 *
 *     Sat 2026-11-21 10:05:50.123: [4711:2] --> RCPT To:<kim@example.com>
 *     Sat 2026-11-21 10:05:50.456: [4711:2] <-- 550 5.1.1 … User unknown
 *
 * `-->` is what MDaemon says, `<--` what it hears: who sends replies is the server, so a reply it hears answers mail on its way out.
 */
import type { Layer } from '../model.ts';
import { isReplyAt, readSessions, type SessionLine } from '../scan/session-log.ts';
import { timeFacts } from '../scan/syslog.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

/** Transcripts in its reports begin with a blank. */
const line =
  / ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?: (?:\d\d: )?(?:\[([\d:]{1,24})\] )?(-->|<--) /y;

const mdaemon: SessionDialect = {
  title: 'MDaemon SMTP log',
  reads: 'session',
  hints: { telling: ['--> ', '<-- '] },
  recognizes: (text) => lineAt(text) !== undefined,
  open: () => readSessions(lineOf),
};
export default mdaemon;

function lineAt(text: string): RegExpExecArray | undefined {
  line.lastIndex = 0;
  return line.exec(text) ?? undefined;
}
function lineOf(layer: Layer): SessionLine | undefined {
  const found = lineAt(layer.text);
  if (!found) return undefined;
  const start = found[0].length;
  const isReply = isReplyAt(layer.text, start);
  const sends = found[2] === '-->';
  return {
    session: found[1] ?? '',
    by: isReply ? 'server' : 'client',
    said: { start, end: layer.text.length },
    direction: isReply === sends ? 'inbound' : 'outbound',
    facts: timeFacts(layer, timestampAt(layer.text, layer.text.startsWith(' ') ? 5 : 4)),
  };
}
