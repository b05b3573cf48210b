/**
 * The fields of a DSN (RFC 3464 §2.1.1, RFC 6533): `Name: value` lines in groups, folded lines joined, groups parted by blank lines.
 * Read tolerantly: writers indent, quote and forget the blank line before the next `Final-Recipient`.
 */
import type { Range } from './address.ts';
import { linesOf } from './lines.ts';

export interface DsnField {
  /** Lower case. */
  readonly name: string;
  /** The value in the text, folds included. */
  readonly value: Range;
}
export type DsnGroup = readonly DsnField[];

const field = /[\s>|\u00a0]{0,12}([A-Za-z][A-Za-z0-9-]{1,63})[ \t]?:[ \t\u00a0]{0,8}/y;
const known = new Set([
  'reporting-mta',
  'original-envelope-id',
  'dsn-gateway',
  'received-from-mta',
  'arrival-date',
  'original-recipient',
  'final-recipient',
  'action',
  'status',
  'remote-mta',
  'diagnostic-code',
  'last-attempt-date',
  'final-log-id',
  'will-retry-until',
  'localized-diagnostic',
]);

/** The groups of fields of `text[start, end)`; lines that are no field end a value. */
export function dsnGroupsIn(text: string, start: number, end: number): readonly DsnGroup[] {
  const groups: DsnField[][] = [];
  let group: DsnField[] = [];
  let open: DsnField | undefined;
  const close = (): void => {
    if (open) group.push(open);
    open = undefined;
  };
  const next = (): void => {
    close();
    if (group.length > 0) groups.push(group);
    group = [];
  };
  for (const line of linesOf(text, start, end)) {
    const found = fieldAt(text, line);
    if (found) {
      close();
      if (found.name === 'final-recipient' && group.some((f) => f.name === 'final-recipient')) next();
      open = found;
    } else if (isBlank(text, line)) next();
    else if (open && /[ \t\u00a0]/.test(text.charAt(line.start)))
      open = { name: open.name, value: { start: open.value.start, end: line.end } };
    else if (open?.name === 'diagnostic-code') open = { name: open.name, value: { start: open.value.start, end: line.end } };
    else close();
  }
  next();
  return groups;
}

function fieldAt(text: string, line: Range): DsnField | undefined {
  field.lastIndex = line.start;
  const found = field.exec(text);
  const name = found?.[1]?.toLowerCase();
  if (!found || name === undefined || !(known.has(name) || name.startsWith('x-')) || line.start + found[0].length > line.end)
    return undefined;
  return { name, value: { start: line.start + found[0].length, end: line.end } };
}
function isBlank(text: string, { start, end }: Range): boolean {
  return /^[\s>\u00a0]*$/.test(text.slice(start, Math.min(end, start + 80))) && end - start < 80;
}

/** The value behind `type;`, as in `rfc822; kim@example.com` and `dns; mx.example.com`; the whole where there is no type. */
export function typedValue(text: string, { start, end }: Range): Range {
  const type = /^[A-Za-z0-9_-]{1,32}[ \t]{0,4};[ \t\r\n\u00a0]{0,16}/.exec(text.slice(start, Math.min(end, start + 64)));
  return { start: start + (type?.[0].length ?? 0), end };
}
