/** The two streams a command writes to. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

export interface Output {
  /** Waits where the reader at the other end is slower than we are. */
  print(text: string): Promise<void>;
  /** A message to the user, one line on standard error. */
  complain(message: string): void;
  /** Columns of the terminal; `undefined` where the output goes elsewhere. */
  readonly columns: number | undefined;
  readonly colour: boolean;
}

export function openOutput(stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }, stderr: Writable): Output {
  const isTerminal = stdout.isTTY === true;
  return {
    async print(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    complain(message) {
      stderr.write(`bounce-lens: ${message}\n`);
    },
    columns: isTerminal ? Math.max(40, stdout.columns ?? 80) : undefined,
    colour: isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
  };
}
