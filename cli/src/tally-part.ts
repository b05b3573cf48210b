/** `bounce-lens triage --format tally --part N`: one part of a log that was cut at line ends, counted so that the parts can be merged. */
import { openLogReader, openPartTally, type PartPlace } from '@bounce-lens/shared';
import { gather, windowLength } from '@bounce-lens/shared/containers';
import { unpacked } from './containers/gzip.ts';
import { faultOf } from './fault.ts';
import { findInputs, type Input } from './inputs.ts';
import { logParts, textPieces } from './log/read-log.ts';
import { tallyText } from './merge.ts';
import type { Output } from './output.ts';
import type { Reader } from './reader.ts';
import { visibleLine } from './terminal-text.ts';

export interface PartJob {
  readonly reader: Reader;
  readonly part: PartPlace;
  /** One file, or `-`. */
  readonly path: string;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** The exit status: 1 where something could not be read, or cannot be cut in parts. */
export async function triagePart({ reader, part, path, stdin }: PartJob, output: Output): Promise<0 | 1> {
  const tally = openPartTally(part);
  const faults: string[] = [];
  const tell = (name: string, fault: string): void => {
    tally.addFault();
    faults.push(`${name}: ${fault}`);
  };
  let inputs = 0;
  for (const input of findInputs([path], stdin)) {
    inputs++;
    if ('fault' in input) tell(input.name, input.fault);
    else if (inputs > 1) tell(input.name, 'a part is one file: this one was not read');
    else for (const fault of await readPart(input, reader, tally)) tell(input.name, fault);
  }
  for (const fault of faults) output.complain(visibleLine(fault));
  await output.print(tallyText(tally.result()));
  return faults.length === 0 ? 0 : 1;
}

/** The faults. */
async function readPart(input: Input, reader: Reader, sink: ReturnType<typeof openPartTally>): Promise<readonly string[]> {
  const faults: string[] = [];
  const parts = logParts(input, reader);
  const lines = openLogReader(parts, sink);
  const chunks = unpacked(input.bytes, (fault) => faults.push(fault));
  try {
    const { bytes: head } = await gather(chunks, windowLength);
    for await (const piece of textPieces({ head, chunks })) lines.push(piece);
  } catch (error) {
    faults.push(faultOf(error));
  } finally {
    lines.end();
    await chunks.return(undefined);
  }
  return parts.lines.remembers
    ? [...faults, 'its lines are told in full only with those above them: such a log cannot be cut in parts']
    : faults;
}
