/**
 * PowerMTA's accounting files: CSV with a header, the record's type first.
 *
 *     type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,…
 *     b,2026-11-21 10:05:50+0100,…,agent@example.org,kim@example.com,,failed,5.1.1 (bad destination mailbox address),"smtp;550 5.1.1 … user unknown",mx.example.com (203.0.113.5),bad-mailbox,…
 *
 * `d` delivered, `b` bounced, `t` and `tq` transient, `rb` bounced by a remote report. Without its header (a window) a row is read in the standard order.
 */
import type { Action, Evidence } from '../model.ts';
import { columnNames, type Row, rowOf } from '../scan/csv-table.ts';
import { enhancedStatusAt } from '../scan/enhanced-status.ts';
import { directionFact, remoteFacts } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { timestampAt } from '../scan/timestamp.ts';
import type { SessionDialect } from './dialect.ts';

const standard = [
  'type',
  'timelogged',
  'timequeued',
  'orig',
  'rcpt',
  'orcpt',
  'dsnaction',
  'dsnstatus',
  'dsndiag',
  'dsnmta',
  'bouncecat',
  'srctype',
  'srcmta',
  'dlvtype',
  'dlvsourceip',
  'dlvdestinationip',
  'dlvesmtpavailable',
  'dlvsize',
  'vmta',
  'jobid',
  'envid',
];
const header = /^"?type"?,"?time/i;
const begins =
  /^"?(d|b|t|tq|rb|rs|delivery|bounce|transient|remote-bounce)"?,"?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d|\d{9,11}(?:\.\d{1,6})?)[^,]{0,12},/;
const actions: Readonly<Record<string, Action>> = {
  d: 'delivered',
  delivery: 'delivered',
  b: 'failed',
  bounce: 'failed',
  rb: 'failed',
  'remote-bounce': 'failed',
  t: 'delayed',
  tq: 'delayed',
  transient: 'delayed',
};

const powermta: SessionDialect = {
  title: 'PowerMTA accounting file',
  reads: 'session',
  hints: {
    telling: Object.keys(actions).flatMap((type) => [`\n${type},`, `\n${type}"`, `\n"${type}"`, `\n"${type},`]),
    anyCase: ['\ntype', '\n"type'],
  },
  recognizes: (line) => header.test(line) || begins.test(line),
  open: () => {
    let columns: readonly string[] = standard;
    return function* (layer) {
      const type = begins.exec(layer.text)?.[1];
      if (type === undefined) columns = columnNames(layer);
      const action = type === undefined ? undefined : actions[type];
      if (action) yield eventOf(rowOf(layer, columns), action);
    };
  },
};
export default powermta;

function eventOf(row: Row, action: Action): readonly Evidence[] {
  const { layer } = row;
  const said = row.cell('dsndiag');
  const type = said ? (/^(?:smtp|x-[\w-]{1,32}) ?; {0,4}/i.exec(layer.text.slice(said.start, said.end))?.[0].length ?? 0) : 0;
  return [
    ...(said ? readReply(layer, said.start + type, said.end, 'bounce') : []),
    ...statusOf(row),
    ...row.fact('final-recipient', 'rcpt'),
    layer.fact('action', action, 0, 1),
    ...row.fact('original-recipient', 'orcpt').filter(({ value }) => !value.startsWith('rfc822;')),
    ...row.fact('envelope-sender', 'orig'),
    ...hostOf(row),
    ...row.fact('queue-id', 'envid').slice(0, 1),
    ...timeOf(row),
    directionFact(layer, 'outbound', 0),
  ];
}
/** `5.1.1 (bad destination mailbox address)` */
function statusOf({ layer, cell }: Row): readonly Evidence[] {
  const at = cell('dsnstatus')?.start;
  const code = at === undefined ? undefined : enhancedStatusAt(layer.text, at);
  return code === undefined || at === undefined ? [] : [layer.fact('dsn-status', code, at, at + code.length)];
}
function hostOf(row: Row): readonly Evidence[] {
  const host = remoteFacts(row.layer, row.cell('dsnmta')?.start);
  return host.some(({ kind }) => kind === 'remote-ip') ? host : [...host, ...row.fact('remote-ip', 'dlvdestinationip')];
}
/** A time as written, or seconds since 1970. */
function timeOf(row: Row): readonly Evidence[] {
  const cell = row.cell('timelogged');
  const time = cell && timestampAt(row.layer.text, cell.start);
  if (!cell || time) return time ? [row.layer.fact('attempted-at', time.time, time.start, time.end)] : [];
  const seconds = Number(row.text('timelogged'));
  return seconds > 0 && seconds < 8.64e12
    ? [row.layer.fact('attempted-at', new Date(seconds * 1000).toISOString(), cell.start, cell.end)]
    : [];
}
