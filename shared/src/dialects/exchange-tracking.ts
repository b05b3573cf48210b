/**
 * Exchange's message tracking log, and the extended message trace of Microsoft 365, which has the same columns.
 *
 *     2026-11-21T10:05:50.123Z,192.0.2.1,ex01,203.0.113.5,mx.example.com,08DC…,To Internet,SMTP,FAIL,5501,<ticket@example.org>,4f55…,
 *       kim@example.com,550 5.1.1 … user unknown,5501,1,,,Your order,agent@example.org,agent@example.org,…,Originating,…
 *
 * Columns are those of the `#Fields:` line (or a header); without one (a window) those of Exchange 2013 and later, or of 2010 where no GUID
 * follows the message id. `Get-MessageTrackingLog | Export-Csv` writes the same columns in quotes, with the time as its user's country writes it
 * and what PowerShell adds before it. Recipients and their statuses are lists parted by `;` (or blanks, exported); Microsoft 365 puts a status as `{LED=550 5.1.1 …};{FQDN=…}`.
 */
import type { Action, Direction, Evidence, Layer } from '../model.ts';
import type { Range } from '../scan/address.ts';
import { columnNames, partsOf, type Row, rowOf } from '../scan/csv-table.ts';
import { isIp } from '../scan/host.ts';
import { directionFact, rangeFact } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { timeFacts } from '../scan/syslog.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

const since2013 =
  'datetime clientip clienthostname serverip serverhostname sourcecontext connectorid source eventid internalmessageid messageid networkmessageid recipientaddress recipientstatus totalbytes recipientcount relatedrecipientaddress reference messagesubject senderaddress returnpath messageinfo directionality tenantid originalclientip originalserverip customdata'.split(
    ' ',
  );
const in2010 = since2013.filter((name) => name !== 'networkmessageid');
const header = /^(?:#Fields: |(?:"[a-z]{1,40}",){0,3}"?)(?:date[-_]?time(?:[-_]utc)?|timestamp)"?,"?client[-_]?ip"?,/i;
const begins =
  /^(?:"[^",]{0,60}",){0,3}"?(?:\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]{2,12}Z?|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4} \d{1,2}[:.]\d\d[:.]\d\d(?: [AP]M)?)"?,(?:"(?:[^"]|""){0,400}",|[^",]{0,400},){6}"?[A-Z]{3,20}"?,"?([A-Z]{3,24})"?,/;
const guid = /,"?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"?,/i;
/** Events that end a delivery or put it off; the others (RECEIVE, EXPAND, DSN …) are steps. */
const actions: Readonly<Record<string, Action>> = {
  FAIL: 'failed',
  BADMAIL: 'failed',
  SUBMITFAIL: 'failed',
  POISONMESSAGE: 'failed',
  DROP: 'failed',
  DEFER: 'delayed',
  SUBMITDEFER: 'delayed',
  DELIVER: 'delivered',
  SEND: 'delivered',
  SENDEXTERNAL: 'delivered',
  DELIVERFAIL: 'failed',
};

const exchangeTracking: SessionDialect = {
  title: 'Exchange message tracking log',
  reads: 'session',
  hints: {
    telling: Object.keys(actions).flatMap((event) => [`,${event}`, `,"${event}`]),
    anyCase: ['\n#Fields: date', '\ndate', '\n"date', '"timestamp","clientip'],
  },
  recognizes: (line) => header.test(line) || begins.test(line),
  open: () => {
    let columns: readonly string[] | undefined;
    return function* (layer) {
      const event = begins.exec(layer.text)?.[1];
      if (event === undefined) columns = columnNames(layer, layer.text.startsWith('#') ? '#Fields: '.length : 0);
      const action = event === undefined ? undefined : actions[event];
      if (action) yield* eventsOf(rowOf(layer, columns ?? standardColumns(layer.text)), action);
    };
  },
};
export default exchangeTracking;

/** Of a line whose header is not there; what PowerShell adds stands before the time. */
function standardColumns(line: string): readonly string[] {
  const added = /^(?:"[^",]{0,60}",){1,3}(?="\d{1,4}[/.-])/.exec(line)?.[0].split(',').slice(1) ?? [];
  return [...added, ...(guid.test(line.slice(line.indexOf('@'))) ? since2013 : in2010)];
}

function* eventsOf(row: Row, action: Action): Generator<readonly Evidence[]> {
  const { layer } = row;
  const recipients = recipientsOf(row);
  const time = row.cell('datetime', 'datetimeutc', 'timestamp')?.start ?? 0;
  const event = row.cell('eventid');
  const told = [
    ...(event ? [layer.fact('action', action, event.start, event.end)] : []),
    ...row.fact('envelope-sender', 'senderaddress', 'sender', 'returnpath').filter(({ value }) => value !== '<>'),
    ...row.fact('message-id', 'messageid'),
    ...row.fact('queue-id', 'internalmessageid'),
    ...row.fact('subject', 'messagesubject'),
    ...timeFacts(layer, timestampAt(layer.text, time)),
    directionFact(layer, wayOf(row), event?.start ?? 0),
  ];
  const statuses = statusesOf(row, recipients.length);
  for (const [i, recipient] of recipients.entries()) {
    const said = statuses[i] ?? row.cell('sourcecontext');
    yield [...(said ? statusFacts(layer, said) : []), ...rangeFact(layer, 'final-recipient', recipient), ...told];
  }
}
/** A list that PowerShell was not told how to write is named by its type: then nobody is named, and nothing said. */
const unwritten = 'System.';
function recipientsOf({ layer, cell, text }: Row): readonly (Range | undefined)[] {
  const named = ['recipientaddress', 'recipients'];
  if (text(...named).startsWith(unwritten)) return [undefined];
  return partsOf(layer.text, cell(...named) ?? { start: 0, end: 0 }, /[; ]/);
}
function wayOf(row: Row): Direction {
  return /^(?:incoming|inbound)$/i.test(row.text('directionality')) ? 'inbound' : 'outbound';
}
/** One status each, where the list can be told apart; a status may hold `;` itself. */
function statusesOf({ layer, cell }: Row, count: number): readonly Range[] {
  const all = cell('recipientstatus');
  if (!all || layer.text.startsWith(unwritten, all.start)) return [];
  if (count <= 1) return [all];
  const parts = partsOf(layer.text, all);
  return parts.length === count ? parts : Array.from({ length: count }, () => all);
}
/** `550 5.1.1 …`, or in braces the last error and who gave it. */
function statusFacts(layer: Layer, status: Range): readonly Evidence[] {
  const error = braced(layer.text, status, 'LED') ?? (layer.text.slice(status.start, status.start + 3).includes('{') ? undefined : status);
  const [host, ip] = [braced(layer.text, status, 'FQDN'), braced(layer.text, status, 'IP')];
  return [
    ...(error ? readReply(layer, error.start, error.end, 'bounce') : []),
    ...rangeFact(layer, 'remote-mta', host),
    ...(ip && isIp(layer.text.slice(ip.start, ip.end)) ? rangeFact(layer, 'remote-ip', ip) : []),
  ];
}
function braced(text: string, { start, end }: Range, name: string): Range | undefined {
  const at = text.indexOf(`{${name}=`, start);
  const close = text.indexOf('}', at);
  return at < 0 || at >= end || close < 0 || close > end ? undefined : { start: at + name.length + 2, end: close };
}
