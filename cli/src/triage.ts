/** `bounce-lens triage`: records of many files, as a table, NDJSON or CSV. */
import { csvHeader, csvLine, type TriageRecord } from '@bounce-lens/shared';
import type { TriageFormat } from './command-line.ts';
import { findInputs } from './inputs.ts';
import type { Output } from './output.ts';
import { type Reader, readRecords } from './read-records.ts';
import { openTable } from './table.ts';
import { visibleLine } from './terminal-text.ts';

export interface TriageJob {
  readonly reader: Reader;
  readonly format: TriageFormat;
  readonly paths: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** The exit status: 1 where something could not be read. */
export async function triage(job: TriageJob, output: Output): Promise<0 | 1> {
  const writer = openWriter(job.format, output);
  let faults = 0;
  for await (const found of recordsOf(job)) {
    if ('fault' in found) {
      faults += 1;
      output.complain(visibleLine(`${found.name}: ${found.fault}`));
    } else if (job.reader.all || found.outcome !== 'none') await writer.add(found);
  }
  await writer.end();
  return faults === 0 ? 0 : 1;
}
async function* recordsOf({ paths, stdin, reader }: TriageJob) {
  for await (const input of findInputs(paths, stdin)) {
    if ('fault' in input) yield input;
    else yield* readRecords(input, reader);
  }
}

interface Writer {
  add(record: TriageRecord): Promise<void>;
  end(): Promise<void>;
}
function openWriter(format: TriageFormat, output: Output): Writer {
  switch (format) {
    case 'table':
      return openTable(output);
    case 'ndjson':
      return { add: (record) => output.print(`${JSON.stringify(record)}\n`), end: async () => {} };
    case 'csv':
      return csvWriter(output);
    default:
      return format satisfies never;
  }
}
function csvWriter(output: Output): Writer {
  let header = `${csvHeader()}\r\n`;
  const takeHeader = (): string => {
    const taken = header;
    header = '';
    return taken;
  };
  return { add: (record) => output.print(`${takeHeader()}${csvLine(record)}\r\n`), end: () => output.print(takeHeader()) };
}
