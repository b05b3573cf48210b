/** Records as a table for people, as wide as the terminal. */
import { type TableRow, type TriageRecord, tableRow } from '@bounce-lens/shared';
import type { Output } from './output.ts';
import { columnsOf, fitEnd, fitStart, visibleLine } from './terminal-text.ts';

export interface Table {
  add(record: TriageRecord): Promise<void>;
  end(): Promise<void>;
}
type Column = keyof TableRow;
const columns: readonly Column[] = ['outcome', 'codes', 'owner', 'reason', 'recipient', 'place'];
const titles: Readonly<Record<Column, string>> = {
  outcome: 'OUTCOME',
  codes: 'CODES',
  owner: 'MOVE',
  reason: 'REASON',
  recipient: 'RECIPIENT',
  place: 'WHERE',
};
type Widths = Readonly<Record<Column, number>>;

/** So many rows are looked at to choose the widths; the rest is printed as it comes. */
const measuredRows = 200;

/**
 * Our own mail's trouble first. What these servers refused as it came in is mostly junk and much of it: it stands apart below, the first
 * rows of it, the rest by reason.
 */
export function openTable(output: Output): Table {
  const own = openRows(output, 'No failure, deferral or delay notice was found.');
  const incoming: TriageRecord[] = [];
  const more = new Map<string, number>();
  return {
    async add(record) {
      if (!isRefusedHere(record)) return own.add(record);
      if (incoming.length < measuredRows) incoming.push(record);
      else more.set(record.reason, (more.get(record.reason) ?? 0) + 1);
    },
    async end() {
      if (incoming.length === 0) return own.end();
      if (own.rows() > 0) {
        await own.end();
        await output.print('\n');
      }
      await output.print('Incoming mail that was refused or put off here:\n\n');
      const rows = openRows(output, '');
      for (const record of incoming) await rows.add(record);
      await rows.end();
      if (more.size > 0) await output.print(`and more of them, by reason: ${tally(more)}\n`);
    },
  };
}
function isRefusedHere({ direction, outcome }: TriageRecord): boolean {
  return direction === 'inbound' && outcome !== 'delivered' && outcome !== 'none';
}

interface Rows extends Table {
  rows(): number;
}
/** `nothing`: what is said where there are none. */
function openRows(output: Output, nothing: string): Rows {
  const waiting: TableRow[] = [];
  const counts = new Map<string, number>();
  let widths: Widths | undefined;
  const show = async (row: TableRow, outcome: string): Promise<void> =>
    output.print(`${line(row, widths ?? naturalWidths(waiting), output, outcome)}\n`);
  const flush = async (): Promise<void> => {
    widths = chooseWidths(waiting, output.columns);
    await output.print(`${line(titles, widths, output, '')}\n`);
    for (const row of waiting.splice(0)) await show(row, row.outcome);
  };
  let added = 0;
  return {
    rows: () => added,
    async add(record) {
      added += 1;
      counts.set(record.outcome, (counts.get(record.outcome) ?? 0) + 1);
      const row = visibleRow(tableRow(record));
      if (widths !== undefined) return show(row, row.outcome);
      waiting.push(row);
      if (waiting.length === measuredRows) await flush();
    },
    async end() {
      if (waiting.length > 0) await flush();
      await output.print(counts.size === 0 ? `${nothing}\n` : `\n${tally(counts)}\n`);
    },
  };
}
function visibleRow(row: TableRow): TableRow {
  const [outcome = '', codes = '', owner = '', reason = '', recipient = '', place = ''] = columns.map((column) => visibleLine(row[column]));
  return { outcome, codes, owner, reason, recipient, place };
}

function naturalWidths(rows: readonly TableRow[]): Widths {
  const natural = (column: Column): number => [titles, ...rows].reduce((width, row) => Math.max(width, columnsOf(row[column])), 1);
  return {
    outcome: natural('outcome'),
    codes: natural('codes'),
    owner: natural('owner'),
    reason: natural('reason'),
    recipient: natural('recipient'),
    place: natural('place'),
  };
}
/** Where it is too wide, recipient and place give way first, then reason, down to what still tells something. */
function chooseWidths(rows: readonly TableRow[], available: number | undefined): Widths {
  const widths = naturalWidths(rows);
  if (available === undefined) return widths;
  let excess = columns.reduce((sum, column) => sum + widths[column], 2 * (columns.length - 1)) - available;
  const least = { place: 16, recipient: 16, reason: 10, outcome: 10, owner: 9, codes: 9 };
  const narrowed = { ...widths };
  for (const column of ['place', 'recipient', 'reason', 'outcome', 'owner', 'codes'] as const) {
    const given = Math.max(0, Math.min(excess, narrowed[column] - least[column]));
    narrowed[column] -= given;
    excess -= given;
  }
  return narrowed;
}

function line(row: TableRow, widths: Widths, { colour }: Output, outcome: string): string {
  const cells = columns.map((column) => (column === 'place' ? fitStart : fitEnd)(row[column], widths[column]));
  const [first = '', ...rest] = cells;
  return [colour ? coloured(first, outcome) : first, ...rest].join('  ').trimEnd();
}
/** Beside the word, never instead of it. */
function coloured(text: string, outcome: string): string {
  const colours: Readonly<Record<string, number>> = { 'permanent-failure': 31, deferral: 33, 'delayed-notice': 36, delivered: 2 };
  const code = colours[outcome.split(',')[0] ?? ''];
  return code === undefined ? text : `\x1b[${code}m${text}\x1b[0m`;
}

function tally(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}
