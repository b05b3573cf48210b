/** `bounce-lens triage`: records of many files, as a table, NDJSON or CSV, or counted. */
import { csvHeader, csvLine, openTally, type TriageRecord } from '@bounce-lens/shared';
import type { LensChoice, TriageFormat } from './command-line.ts';
import { findInputs } from './inputs.ts';
import { tallyText } from './merge.ts';
import type { Output } from './output.ts';
import { type Found, readRecords } from './read-records.ts';
import type { Reader } from './reader.ts';
import { openTable } from './table.ts';
import { visibleLine } from './terminal-text.ts';

export interface TriageJob {
  readonly reader: Reader;
  readonly format: TriageFormat;
  readonly paths: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly choice: LensChoice;
  /** Threads that read. */
  readonly jobs: number;
}

/** The exit status: 1 where something could not be read. */
export async function triage(job: TriageJob, output: Output): Promise<0 | 1> {
  const writer = openWriter(job.format, output);
  let faults = 0;
  for await (const found of recordsOf(job)) {
    if ('fault' in found) {
      faults += 1;
      writer.fault?.();
      output.complain(visibleLine(`${found.name}: ${found.fault}`));
    } else if (job.reader.all || found.outcome !== 'none') await writer.add(found);
  }
  await writer.end();
  return faults === 0 ? 0 : 1;
}
async function* recordsOf({ paths, stdin, reader, choice, jobs }: TriageJob): AsyncGenerator<Found> {
  const inputs = findInputs(paths, stdin);
  if (jobs > 1) return yield* recordsOfThreads(inputs, { reader, choice, jobs });
  for await (const input of inputs) {
    if ('fault' in input) yield input;
    else yield* readRecords(input, reader);
  }
}
async function* recordsOfThreads(
  inputs: ReturnType<typeof findInputs>,
  { reader, choice, jobs }: Pick<TriageJob, 'reader' | 'choice' | 'jobs'>,
): AsyncGenerator<Found> {
  const { openReaders, readInThreads } = await import('./read-in-threads.ts');
  const threads = openReaders(jobs, { choice, all: reader.all });
  try {
    yield* readInThreads(inputs, reader, threads);
  } finally {
    await threads.close();
  }
}

interface Writer {
  add(record: TriageRecord): Promise<void>;
  end(): Promise<void>;
  /** Something could not be read. */
  fault?(): void;
}
function openWriter(format: TriageFormat, output: Output): Writer {
  switch (format) {
    case 'table':
      return openTable(output);
    case 'ndjson':
      return lineWriter(output, (record) => `${JSON.stringify(record)}\n`);
    case 'csv':
      return lineWriter(output, (record) => `${csvLine(record)}\r\n`, `${csvHeader()}\r\n`);
    case 'tally':
      return tallyWriter(output);
    default:
      return format satisfies never;
  }
}
function tallyWriter(output: Output): Writer {
  const tally = openTally();
  return { add: async (record) => tally.add(record), fault: tally.addFault, end: () => output.print(tallyText(tally.result())) };
}
/** So many characters are printed at once. */
const printed = 32_768;
function lineWriter(output: Output, lineOf: (record: TriageRecord) => string, header = ''): Writer {
  let lines = header;
  const print = (): Promise<void> => {
    const text = lines;
    lines = '';
    return output.print(text);
  };
  return {
    async add(record) {
      lines += lineOf(record);
      if (lines.length >= printed) await print();
    },
    end: print,
  };
}
