/**
 * Haraka's log: refusals by its plugins, its deliveries, and whole sessions where the log level is protocol.
 *
 *     2026-11-21T10:05:50.123Z [INFO] [4F55-UUID.1] [core] hook=rcpt plugin=rcpt_to.in_host_file function=hook_rcpt params="<kim@example.org>" retval=DENY msg="I cannot deliver mail for <kim@example.org>"
 *     2026-11-21T10:05:50.123Z [PROTOCOL] [4F55-UUID.1.1] [outbound] C: RCPT TO:<kim@example.com>
 *     2026-11-21T10:05:50.456Z [PROTOCOL] [4F55-UUID.1.1] [outbound] S: 550 5.1.1 … user unknown
 *     2026-11-21T10:05:51.123Z [NOTICE] [4F55-UUID.1.1] [outbound] delivered file=… domain=example.com host=mx.example.com ip=203.0.113.5 … response="250 2.0.0 Ok" … rcpts=1/0/0
 *     2026-11-21T10:05:51.123Z [INFO] [4F55-UUID.1.1] [outbound] bouncing mail: …          Temp failing …_file for 64 seconds: …
 *
 * The bracketed id names connection, transaction and hop; the recipients of a delivery are those of its session, where that is logged.
 */
import type { Action, Evidence, Layer, SmtpCommand } from '../model.ts';
import { inAnglesAt, type Range } from '../scan/address.ts';
import { directionFact, fieldAt, rangeFact } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { readSessions, type SessionLine } from '../scan/session-log.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { SessionDialect } from './dialect.ts';

const line =
  /\[(DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] \[([0-9A-Z-]{4,40}(?:\.\d{1,6}){0,3}|-)\] \[([\w./-]{1,64})\] /y;
const denials: Readonly<Record<string, Action>> = {
  DENY: 'failed',
  DENYDISCONNECT: 'failed',
  DENYSOFT: 'delayed',
  DENYSOFTDISCONNECT: 'delayed',
};
const hooks: Readonly<Record<string, SmtpCommand>> = {
  connect: 'CONNECT',
  lookup_rdns: 'CONNECT',
  helo: 'HELO',
  ehlo: 'EHLO',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  rcpt_ok: 'RCPT TO',
  data: 'DATA',
  data_post: 'END-OF-DATA',
  queue: 'END-OF-DATA',
};

const haraka: SessionDialect = {
  title: 'Haraka log',
  reads: 'session',
  hints: { telling: ['] ['] },
  recognizes: (text) => text.slice(0, 200).includes('] [') && partsAt(text) !== undefined,
  open: () => {
    const readSession = readSessions(lineOf);
    return function* (layer) {
      const parts = partsAt(layer.text);
      if (!parts) return;
      if (parts.level === 'PROTOCOL') return yield* readSession(layer);
      const event = denial(layer, parts) ?? delivered(layer, parts) ?? returned(layer, parts);
      if (event) yield [...event, ...rangeFact(layer, 'queue-id', parts.id), ...timeFacts(layer, logHead(layer.text).time)];
    };
  },
};
export default haraka;

interface Parts {
  readonly level: string;
  readonly id: Range;
  readonly by: string;
  readonly body: number;
}
function partsAt(text: string): Parts | undefined {
  line.lastIndex = logHead(text).body;
  const found = line.exec(text);
  if (!found?.[1] || !found[2] || !found[3]) return undefined;
  const start = found.index + '['.length + found[1].length + '] ['.length;
  return { level: found[1], id: { start, end: start + found[2].length }, by: found[3], body: found.index + found[0].length };
}

/** `C: ` and `S: ` of a session, either way. */
function lineOf(layer: Layer): SessionLine | undefined {
  const { text } = layer;
  const parts = partsAt(text);
  const speaker = parts && /^(?:S|C): /.exec(text.slice(parts.body, parts.body + 4))?.[0];
  if (!parts || !speaker) return undefined;
  return {
    session: text.slice(parts.id.start, parts.id.end),
    by: speaker === 'S: ' ? 'server' : 'client',
    said: { start: parts.body + speaker.length, end: text.length },
    direction: parts.by.startsWith('outbound') ? 'outbound' : 'inbound',
    facts: [...rangeFact(layer, 'queue-id', parts.id), ...timeFacts(layer, logHead(text).time)],
  };
}

/** `hook=rcpt … params="<kim@example.org>" retval=DENY msg="…"`: a plugin refuses a client. */
function denial(layer: Layer, { body }: Parts): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = /\bretval="?(DENY\w{0,20})"?/.exec(text.slice(body, body + 2_000));
  const action = denials[found?.[1] ?? ''];
  if (!found || !action) return undefined;
  const hook = fieldAt(text, 'hook=', body, text.length);
  const word = hook === undefined ? undefined : /^"?(\w{2,20})/.exec(text.slice(hook, hook + 24))?.[1];
  const command = hooks[word ?? ''];
  const address = parameter(text, body);
  const said = quoted(text, 'msg=', body);
  const at = body + found.index;
  return [
    ...(said ? readReply(layer, said.start, said.end, 'bounce') : rangeFact(layer, 'diagnostic-text', { start: body, end: text.length })),
    layer.fact('action', action, at, at + found[0].length),
    ...(command && hook !== undefined ? [layer.fact('smtp-command', command, hook, hook + (word?.length ?? 1))] : []),
    ...(command === 'RCPT TO' ? rangeFact(layer, 'final-recipient', address) : []),
    ...(command === 'MAIL FROM' ? rangeFact(layer, 'envelope-sender', address) : []),
    directionFact(layer, 'inbound', body),
  ];
}
function parameter(text: string, body: number): Range | undefined {
  const at = fieldAt(text, 'params=', body, text.length);
  const angle = at === undefined ? -1 : text.indexOf('<', at);
  return angle < 0 ? undefined : inAnglesAt(text, angle);
}
/** The inside of `name="…"`. */
function quoted(text: string, name: string, from: number): Range | undefined {
  const at = fieldAt(text, name, from, text.length);
  if (at === undefined || text.charAt(at) !== '"') return undefined;
  const close = text.indexOf('"', at + 1);
  return { start: at + 1, end: close < 0 ? text.length : close };
}

function delivered(layer: Layer, { body, by }: Parts): readonly Evidence[] | undefined {
  const { text } = layer;
  if (!by.startsWith('outbound') || !text.startsWith('delivered file=', body)) return undefined;
  const said = quoted(text, 'response=', body);
  return [
    ...(said ? readReply(layer, said.start, said.end, 'bounce') : []),
    layer.fact('action', 'delivered', body, body + 'delivered'.length),
    ...word(layer, 'host=', 'remote-mta', body),
    ...word(layer, 'ip=', 'remote-ip', body),
    directionFact(layer, 'outbound', body),
  ];
}
function word(layer: Layer, name: string, kind: 'remote-mta' | 'remote-ip', from: number): readonly Evidence[] {
  const at = fieldAt(layer.text, name, from, layer.text.length);
  const found = at === undefined ? undefined : /^"?([\w.:-]{1,255})/.exec(layer.text.slice(at, at + 256));
  if (at === undefined || !found?.[1]) return [];
  const start = at + found[0].length - found[1].length;
  return rangeFact(layer, kind, { start, end: start + found[1].length });
}
/** `bouncing mail: why`, `Temp failing 1795…_file for 64 seconds: why` */
function returned(layer: Layer, { body }: Parts): readonly Evidence[] | undefined {
  const { text } = layer;
  const found = /^(?:(bouncing mail): |Temp failing \S{1,200} for [\d.]{1,12} seconds: )(?=\S)/.exec(text.slice(body, body + 320));
  if (!found) return undefined;
  const said = body + found[0].length;
  const angle = text.indexOf('<', said);
  return [
    ...readReply(layer, said, text.length, 'bounce'),
    layer.fact('action', found[1] ? 'failed' : 'delayed', body, body + 'bouncing'.length),
    ...(angle < 0 ? [] : rangeFact(layer, 'final-recipient', inAnglesAt(text, angle))),
    directionFact(layer, 'outbound', body),
  ];
}
