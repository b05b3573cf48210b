/** Records as comma-separated values (RFC 4180) that a spreadsheet opens without running anything. */
import type { TriageRecord } from './record.ts';

/** In the order of the record. */
export const csvColumns = [
  'file',
  'line',
  'column',
  'dialect',
  'direction',
  'outcome',
  'attempts',
  'fate',
  'recipient',
  'replyCode',
  'enhancedStatus',
  'dsnStatus',
  'diagnosticText',
  'remoteMta',
  'remoteIp',
  'reportingMta',
  'queueId',
  'messageId',
  'envelopeSender',
  'attemptedAt',
  'assumed',
  'reason',
  'sisimaiReason',
  'owner',
  'rule',
  'confidence',
] as const satisfies readonly (keyof TriageRecord)[];

/** One line without its end, `\r\n`. A list is joined by blanks; an absent fact is an empty cell. */
export function csvLine(record: TriageRecord): string {
  return csvColumns.map((column) => csvCell(record[column])).join(',');
}
export function csvHeader(): string {
  return csvColumns.join(',');
}

function csvCell(value: TriageRecord[keyof TriageRecord]): string {
  if (value === undefined) return '';
  const text = defused(Array.isArray(value) ? value.join(' ') : String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
/**
 * A cell that begins like a formula is run by spreadsheets, some look behind white space, and Japanese ones take full-width signs for the signs
 * they are; and the text comes from strangers: an apostrophe makes it text.
 */
function defused(text: string): string {
  return /^[\t\r\n]/.test(text) || /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text.trimStart()) ? `'${text}` : text;
}
