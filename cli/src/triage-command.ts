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
 * How V8 goes about it, in this thread and those that read with it. A V8 that does not know a flag says so and goes on.
 *
 * - A log is read with little that lives, and much that is soon done with: without a word V8 lets that grow to several times what lives before it
 *   clears. In percent of what lives.
 * - A function works six times as long as without a word before V8 compiles it for speed, and takes a fifth as much of what it calls into
 *   itself. A thousand mails are through before most of what is compiled has paid for itself; of a big log, where it does, nothing is lost.
 */
const engineFlags = ['--heap-growing-percent=100', '--interrupt-budget=400000', '--max-inlined-bytecode-size-cumulative=200'];

/** The exit status. */
export async function triageCommand(command: Extract<Command, { kind: 'triage' }>, output: Output): Promise<number> {
  for (const flag of engineFlags) setFlagsFromString(flag);
  const opened = await openLens(command.choice, createLens);
  if ('faults' in opened) return complainAll(opened.faults, output);
  const { part, paths } = command;
  const job = { ...command, reader: { ...opened, all: command.all, tallies: command.format === 'tally' }, stdin: process.stdin };
  return intoFile(command.output, output, (to) => (part ? triagePart({ ...job, part, path: paths[0] ?? '-' }, to) : triage(job, to)));
}
