/** `bounce-lens triage`: open what reads, and write to where it was asked for. */
import { setFlagsFromString } from 'node:v8';
import { createLens } from '@bounce-lens/shared';
import type { Command } from './command-line.ts';
import { intoFile } from './into-file.ts';
import { openLens } from './open-lens.ts';
import { complainAll, type Output } from './output.ts';
import { triagePart } from './tally-part.ts';
import { triage } from './triage.ts';

/**
 * A log is read with little that lives, and much that is soon done with: without a word V8 lets that grow to several times what lives before it
 * clears. In percent of what lives, for this thread and those that read with it. A V8 that does not know the flag says so and goes on.
 */
const heapGrowth = '--heap-growing-percent=100';
/**
 * How long a function works before V8 compiles it for speed: six times as long as without a word. A thousand mails are through before most of what
 * is compiled has paid for itself; of a big log, where it does, nothing is lost.
 */
const patience = '--interrupt-budget=400000';

/** The exit status. */
export async function triageCommand(command: Extract<Command, { kind: 'triage' }>, output: Output): Promise<number> {
  setFlagsFromString(heapGrowth);
  setFlagsFromString(patience);
  const opened = await openLens(command.choice, createLens);
  if ('faults' in opened) return complainAll(opened.faults, output);
  const { part, paths } = command;
  const job = { ...command, reader: { ...opened, all: command.all, tallies: command.format === 'tally' }, stdin: process.stdin };
  return intoFile(command.output, output, (to) => (part ? triagePart({ ...job, part, path: paths[0] ?? '-' }, to) : triage(job, to)));
}
