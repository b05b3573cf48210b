/** `bounce-lens triage`: open what reads, and write to where it was asked for. */
import { createLens } from '@bounce-lens/shared';
import type { Command } from './command-line.ts';
import { intoFile } from './into-file.ts';
import { openLens } from './open-lens.ts';
import { complainAll, type Output } from './output.ts';
import { triagePart } from './tally-part.ts';
import { triage } from './triage.ts';

/** The exit status. */
export async function triageCommand(command: Extract<Command, { kind: 'triage' }>, output: Output): Promise<number> {
  const opened = await openLens(command.choice, createLens);
  if ('faults' in opened) return complainAll(opened.faults, output);
  const { part, paths } = command;
  const job = { ...command, reader: { ...opened, all: command.all, tallies: command.format === 'tally' }, stdin: process.stdin };
  return intoFile(command.output, output, (to) => (part ? triagePart({ ...job, part, path: paths[0] ?? '-' }, to) : triage(job, to)));
}
