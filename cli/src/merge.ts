/** `bounce-lens merge`: the tallies of parts → the tally of the whole. */
import { readFile } from 'node:fs/promises';
import { faultsOfParts, openTally, type RecordTally, readTally, settleTally } from '@bounce-lens/shared';
import { faultOf } from './fault.ts';
import type { Output } from './output.ts';
import { tallyTable } from './tally-table.ts';
import { visibleLine } from './terminal-text.ts';

export interface MergeJob {
  readonly format: 'table' | 'tally';
  /** No further part of any log comes: what waits is pending. */
  readonly settle: boolean;
  /** `-` is standard input; a file may hold several tallies, one a line. */
  readonly paths: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** The exit status: 1 where something was no tally; nothing is written then, because a part would be missing. */
export async function merge({ format, settle, paths, stdin }: MergeJob, output: Output): Promise<0 | 1> {
  const merged = openTally();
  const faults: string[] = [];
  for (const path of paths) {
    const read = await talliesIn(path, stdin);
    if (typeof read === 'string') faults.push(`${path}: ${read}`);
    else for (const tally of read) merged.merge(tally);
  }
  const whole = merged.result();
  const parts = faultsOfParts(whole.parts ?? []);
  for (const { kind, part } of parts) if (kind === 'twice') faults.push(`part ${part} is there twice`);
  for (const fault of faults) output.complain(visibleLine(fault));
  if (faults.length > 0) return 1;
  // Of a log that is still being read, parts may be missing for now.
  const missing = settle || format === 'table' ? parts : [];
  for (const { part } of missing) output.complain(visibleLine(`part ${part} is missing: mails that it delivered may count as pending`));
  if (format === 'table') await output.print(tallyTable(settleTally(whole)));
  else await output.print(tallyText(settle ? settleTally(whole) : whole));
  return missing.length === 0 ? 0 : 1;
}
/** One line, so that many can follow each other. */
export function tallyText(tally: RecordTally): string {
  return `${JSON.stringify(tally)}\n`;
}

async function talliesIn(path: string, stdin: AsyncIterable<Uint8Array>): Promise<readonly RecordTally[] | string> {
  try {
    const text = path === '-' ? Buffer.concat(await arrayOf(stdin)).toString() : await readFile(path, 'utf8');
    const tallies = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [tallyIn(line)]));
    const sound = tallies.filter((tally) => tally !== undefined);
    if (tallies.length === 0) return 'empty: no tally';
    return sound.length === tallies.length ? sound : 'not a tally that triage --format tally wrote, or cut off';
  } catch (error) {
    return faultOf(error);
  }
}
function tallyIn(line: string): RecordTally | undefined {
  try {
    return readTally(JSON.parse(line));
  } catch {
    return undefined;
  }
}
async function arrayOf(chunks: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}
