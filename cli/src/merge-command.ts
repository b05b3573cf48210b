/** `bounce-lens merge`: write the tally of all to where it was asked for. */
import type { Command } from './command-line.ts';
import { intoFile } from './into-file.ts';
import { merge } from './merge.ts';
import type { Output } from './output.ts';

/** The exit status. */
export function mergeCommand(command: Extract<Command, { kind: 'merge' }>, output: Output): Promise<number> {
  return intoFile(command.output, output, (to) => merge({ ...command, stdin: process.stdin }, to));
}
