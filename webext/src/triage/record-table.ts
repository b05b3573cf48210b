/** Records as a table that the shared view draws. */
import { groupName, type PageCell, type PageTable, type Texts, type TriageRecord, tableRow } from '@bounce-lens/shared';
import { word } from '../words.ts';

/** A row's id is its place among `records`. */
export function recordTable(records: readonly TriageRecord[], texts: Texts, title: string): PageTable {
  const columns = [
    word('columnRecipient'),
    word('columnCode'),
    word('columnWhat'),
    word('columnOwner'),
    word('columnTime'),
    word('columnPlace'),
  ];
  return {
    id: 'records',
    title,
    columns: columns.map((name) => ({ title: name, isNumber: false })),
    parts: [],
    rows: records.map((record, index) => ({ id: String(index), cells: cellsOf(record, texts) })),
  };
}

function cellsOf(record: TriageRecord, texts: Texts): readonly PageCell[] {
  const { recipient, codes, place } = tableRow(record);
  const cells = [
    recipient === '' ? '–' : recipient,
    codes,
    groupName('reason', record.reason, texts),
    record.owner === undefined ? '' : groupName('owner', record.owner, texts),
    record.attemptedAt ?? '',
    place,
  ];
  return cells.map((text) => ({ text }));
}
