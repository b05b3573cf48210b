/**
 * Microsoft 365 message traces, as the admin center and PowerShell export them: CSV, one row a recipient or a list of them.
 *
 *     Received,SenderAddress,RecipientAddress,Subject,Status,…                          summary, Get-MessageTraceV2
 *     2026-11-21T10:05:50,agent@example.org,kim@example.com,Your order,Failed,…
 *     origin_timestamp_utc,sender_address,recipient_status,message_subject,…           enhanced summary
 *     2026-11-21T10:05:50.123Z,agent@example.org,"kim@example.com##Receive, Fail;lou@example.com##Receive, Deliver",Your order,…
 *
 * A trace says what became of the mail and not why. Without a header (a window) the first two addresses are sender and recipient.
 */
import type { Action, Evidence, Layer } from '../model.ts';
import { addressesIn, type Range } from '../scan/address.ts';
import { fieldsIn } from '../scan/csv-line.ts';
import { columnNames, partsOf, type Row, rowOf } from '../scan/csv-table.ts';
import { directionFact, rangeFact } from '../scan/log-facts.ts';
import { timeFacts } from '../scan/syslog.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

const header = /^(?:[^,]{0,60},){0,6}"?sender[ _]?address"?,(?:[^,]{0,60},){0,4}"?recipient[ _]?(?:address|status)"?/i;
const begins = /^(?:[^,]{0,320},){0,3}"?(?:\d{4}-\d\d-\d\d[T ]\d|\d{1,2}\/\d{1,2}\/\d{4} \d)/;
const status = /(?:^|,)"?(Failed|Delivered|Pending|Quarantined|FilteredAsSpam)"?(?=,|$)|##[A-Z]/;
const actions: Readonly<Record<string, Action>> = {
  failed: 'failed',
  fail: 'failed',
  quarantined: 'failed',
  pending: 'delayed',
  defer: 'delayed',
  delivered: 'delivered',
  deliver: 'delivered',
  send: 'delivered',
  filteredasspam: 'delivered',
};

const m365Trace: SessionDialect = {
  title: 'Microsoft 365 message trace',
  reads: 'session',
  hints: {
    telling: [
      ...['Failed', 'Delivered', 'Pending', 'Quarantined', 'FilteredAsSpam'].flatMap((word) => [
        `,${word}`,
        `,"${word}`,
        `\n${word}`,
        `\n"${word}`,
      ]),
      '##',
    ],
    anyCase: ['sender address', 'sender_address', 'senderaddress'],
  },
  recognizes: (line) =>
    mayBeTable(line) && (header.test(line) || (line.includes('@') && line.includes(',') && status.test(line) && begins.test(line))),
  open: () => {
    let columns: readonly string[] = [];
    return function* (layer) {
      if (header.test(layer.text)) columns = columnNames(layer);
      else yield* eventsOf(rowOf(layer, columns.length > 0 ? columns : guessedColumns(layer)));
    };
  },
};
export default m365Trace;

/** Cheap: one of the first seven cells begins as that of the sender's name, or one of the first four as a date. */
function mayBeTable(line: string): boolean {
  let start = 0;
  for (let cell = 0; cell < 7; cell++) {
    const first = line.charAt(start);
    if (first === '"' || first === 's' || first === 'S' || (cell < 4 && first >= '0' && first <= '9')) return true;
    const comma = line.indexOf(',', start);
    if (comma < 0) return false;
    start = comma + 1;
  }
  return false;
}

/** By what the cells look like: a status word, then the first two cells that hold an address. */
function guessedColumns({ text }: Layer): readonly string[] {
  const names = ['senderaddress', 'recipientaddress'];
  return fieldsIn(text, ',').map(({ start, end }) => {
    const cell = text.slice(start, Math.min(end, start + 2_000));
    if (/^(?:Failed|Delivered|Pending|Quarantined|FilteredAsSpam)$/.test(cell)) return 'status';
    if (cell.includes('##')) return 'recipientstatus';
    return /^[^\s@]{1,128}@[^\s@]{1,255}$/.test(cell) && !cell.startsWith('<') ? (names.shift() ?? '') : '';
  });
}

function* eventsOf(row: Row): Generator<readonly Evidence[]> {
  const told = [
    ...row.fact('envelope-sender', 'senderaddress'),
    ...row.fact('message-id', 'messageid'),
    ...row.fact('subject', 'subject', 'messagesubject'),
    ...timeOf(row),
  ];
  const list = row.cell('recipientstatus');
  if (list) for (const part of partsOf(row.layer.text, list)) yield* listed(row.layer, part, told);
  const word = row.cell('status');
  const action = actions[row.text('status').toLowerCase()];
  if (!list && word && action) yield [...fate(row.layer, word, action), ...row.fact('final-recipient', 'recipientaddress'), ...told];
}
/** `kim@example.com##Receive, Fail`: the last step tells. */
function* listed(layer: Layer, part: Range, told: readonly Evidence[]): Generator<readonly Evidence[]> {
  const [address] = addressesIn(layer.text, part.start, part.end);
  const start = Math.max(layer.text.lastIndexOf(',', part.end - 1), layer.text.lastIndexOf('#', part.end - 1)) + 1;
  const word = layer.text.slice(Math.max(start, part.start), part.end).trim();
  const action = actions[word.toLowerCase()];
  if (address && action)
    yield [
      ...fate(layer, { start: part.end - word.length, end: part.end }, action),
      ...rangeFact(layer, 'final-recipient', address),
      ...told,
    ];
}
function fate(layer: Layer, word: Range, action: Action): readonly Evidence[] {
  return [
    ...rangeFact(layer, 'diagnostic-text', word),
    layer.fact('action', action, word.start, word.end),
    directionFact(layer, 'outbound', word.start),
  ];
}
function timeOf({ layer, cell }: Row): readonly Evidence[] {
  const at =
    cell('received', 'receivedutc', 'origintimestamputc', 'origintimestamp', 'datereceived', 'dateutc')?.start ??
    (layer.text.startsWith('"') ? 1 : 0);
  return timeFacts(layer, timestampAt(layer.text, at));
}
