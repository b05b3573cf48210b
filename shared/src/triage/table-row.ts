/** A record as the cells of a table for people. */
import { visibleText } from '../visible-text.ts';
import type { TriageRecord } from './record.ts';

export interface TableRow {
  /** `file:line:column`, which editors and terminals open. */
  readonly place: string;
  readonly outcome: string;
  /** `550 5.1.1`. */
  readonly codes: string;
  readonly recipient: string;
  readonly reason: string;
  readonly owner: string;
}

/** An absent fact is an empty cell; what is unseen in a stranger's words is named. */
export function tableRow(record: TriageRecord): TableRow {
  const position = [record.line, record.column].filter((number) => number !== undefined);
  return {
    place: visibleText([record.file, ...position].join(':')),
    outcome: record.outcome !== 'deferral' || record.fate === undefined ? record.outcome : `${record.outcome}, ${record.fate}`,
    codes: [record.replyCode, record.enhancedStatus].filter((code) => code !== undefined).join(' '),
    recipient: visibleText(record.recipient ?? ''),
    reason: record.outcome === 'none' ? '' : record.reason,
    owner: record.owner ?? '',
  };
}
