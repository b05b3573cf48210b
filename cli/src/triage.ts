/** `bounce-lens triage`: records of many files, as a table, NDJSON or CSV, or counted. */
import { csvHeader, csvLine, openTally, type TriageRecord } from '@bounce-lens/shared';
import type { LensChoice, TriageFormat } from './command-line.ts';
import { type Findings, faultsIn, recordsIn } from './findings.ts';
import { findInputs } from './inputs.ts';
import { tallyText } from './merge.ts';
import { type Gathering, type Output, openGathering } from './output.ts';
import { readRecords, recordsAtOnce } from './read-records.ts';
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
  const writer = openWriter(job, output);
  let faults = 0;
  for await (const findings of findingsOf(job)) {
    for (const { name, fault } of faultsIn(findings)) {
      faults += 1;
      writer.fault?.();
      output.complain(visibleLine(`${name}: ${fault}`));
    }
    await writer.add(findings);
  }
  await writer.end();
  return faults === 0 ? 0 : 1;
}
async function* findingsOf({ paths, stdin, reader, choice, jobs }: TriageJob): AsyncGenerator<Findings> {
  const inputs = findInputs(paths, stdin);
  if (jobs > 1) return yield* findingsOfThreads(inputs, { reader, choice, jobs });
  for (const input of inputs) {
    if ('fault' in input) yield [input];
    else yield* recordsAtOnce(input, reader) ?? readRecords(input, reader);
  }
}
async function* findingsOfThreads(
  inputs: ReturnType<typeof findInputs>,
  { reader, choice, jobs }: Pick<TriageJob, 'reader' | 'choice' | 'jobs'>,
): AsyncGenerator<Findings> {
  const { openReaders, readInThreads } = await import('./read-in-threads.ts');
  const threads = openReaders(jobs, { choice, all: reader.all, tallies: reader.tallies === true });
  try {
    yield* readInThreads(inputs, reader, threads);
  } finally {
    await threads.close();
  }
}

interface Writer {
  add(findings: Findings): Promise<void>;
  end(): Promise<void>;
  /** Something could not be read. */
  fault?(): void;
}
/** The records that are to be told: those of files without an event, where all is asked for. */
type ToldIn = (findings: Findings) => readonly TriageRecord[];
function openWriter({ format, reader }: TriageJob, output: Output): Writer {
  const toldIn: ToldIn = (findings) => recordsIn(findings).filter(({ outcome }) => reader.all || outcome !== 'none');
  switch (format) {
    case 'table':
      return tableWriter(openGathering(output), toldIn);
    case 'ndjson':
      return ndjsonWriter(openGathering(output), toldIn);
    case 'csv':
      return csvWriter(openGathering(output), toldIn);
    case 'tally':
      return tallyWriter(output, toldIn);
    default:
      return format satisfies never;
  }
}
function tableWriter(output: Gathering, toldIn: ToldIn): Writer {
  const table = openTable(output);
  return {
    async add(findings) {
      for (const record of toldIn(findings)) await table.add(record);
    },
    async end() {
      await table.end();
      await output.flush();
    },
  };
}
function ndjsonWriter(output: Gathering, toldIn: ToldIn): Writer {
  const linesOf = (records: readonly TriageRecord[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
  return {
    // The lines of a log are printed as they were kept.
    add: (findings) => output.print('lines' in findings ? findings.lines : linesOf(toldIn(findings))),
    end: output.flush,
  };
}
function csvWriter(output: Gathering, toldIn: ToldIn): Writer {
  let before = `${csvHeader()}\r\n`;
  const begin = (): Promise<void> => {
    const header = before;
    before = '';
    return output.print(header);
  };
  return {
    async add(findings) {
      await begin();
      await output.print(
        toldIn(findings)
          .map((record) => `${csvLine(record)}\r\n`)
          .join(''),
      );
    },
    async end() {
      await begin();
      await output.flush();
    },
  };
}
function tallyWriter(output: Output, toldIn: ToldIn): Writer {
  const tally = openTally();
  return {
    async add(findings) {
      if ('tally' in findings) tally.merge(findings.tally);
      else for (const record of toldIn(findings)) tally.add(record);
    },
    fault: tally.addFault,
    end: () => output.print(tallyText(tally.result())),
  };
}
