/** What reading gives, many at a time: to hand on each record by itself would cost as much as to find it. */
import type { RecordTally, TriageRecord } from '@bounce-lens/shared';
import type { Fault } from './fault.ts';

export type Found = TriageRecord | Fault;
/** A list; or the records of a log, in a form of which each format can make its own. */
export type Findings = readonly Found[] | RecordLines | LogTallied;
/** Whole lines of NDJSON; gone when the next findings are asked for. */
export interface RecordLines {
  readonly lines: Uint8Array;
}
/** Counted, for who asked for no more. */
export interface LogTallied {
  readonly tally: RecordTally;
}

export function faultsIn(findings: Findings): readonly Fault[] {
  return isList(findings) ? findings.filter(isFault) : [];
}
/** A tally tells of none. */
export function recordsIn(findings: Findings): readonly TriageRecord[] {
  if (isList(findings)) return findings.filter((found): found is TriageRecord => !isFault(found));
  return 'lines' in findings ? recordsOf(findings) : [];
}
function isList(findings: Findings): findings is readonly Found[] {
  return Array.isArray(findings);
}
function isFault(found: Found): found is Fault {
  return 'fault' in found;
}
function recordsOf({ lines }: RecordLines): readonly TriageRecord[] {
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString();
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
