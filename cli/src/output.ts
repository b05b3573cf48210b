/** The two streams a command writes to. */
import { fstatSync, type Stats, statSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { visibleLine } from './terminal-text.ts';

export interface Output {
  /** Waits where the reader at the other end is slower than we are. Bytes are UTF-8, and may be used again when it has waited. */
  print(text: string | Uint8Array): Promise<void>;
  /** A message to the user, one line on standard error. */
  complain(message: string): void;
  /** Columns of the terminal; `undefined` where the output goes elsewhere. */
  readonly columns: number | undefined;
  readonly colour: boolean;
}

/** To a stream that is no terminal. */
export function openOutput(stream: Writable): Output {
  return { print: printTo(stream), complain, columns: undefined, colour: false };
}

/** What is no terminal is written to without a stream: to load those, and the sockets with them, takes longer than to explain a bounce. */
export function openStandardOutput(): Output {
  const stdout = fstatSync(1);
  if (!stdout.isCharacterDevice() || isNullDevice(stdout)) return { print: printAtOnce(), complain, columns: undefined, colour: false };
  const stream = standardStream();
  const isTerminal = stream.isTTY === true;
  return {
    print: printTo(stream),
    complain,
    columns: isTerminal ? Math.max(40, stream.columns ?? 80) : undefined,
    colour: isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
  };
}

function isNullDevice({ rdev }: Stats): boolean {
  return process.platform !== 'win32' && rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
}

/** Gathers what it is given in little, to print it at once. */
export interface Gathering extends Output {
  /** Prints what it has. */
  flush(): Promise<void>;
}
/** So many characters are printed at once. */
const gatheredLength = 32_768;
export function openGathering(output: Output): Gathering {
  let gathered = '';
  const flush = async (): Promise<void> => {
    const text = gathered;
    gathered = '';
    if (text !== '') await output.print(text);
  };
  return {
    ...output,
    async print(more) {
      if (typeof more !== 'string') {
        await flush();
        return output.print(more);
      }
      gathered += more;
      if (gathered.length >= gatheredLength) await flush();
    },
    flush,
  };
}

function printTo(stream: Writable): Output['print'] {
  return (text) =>
    new Promise((resolve) => {
      // What a stream has taken may still wait to be written.
      if (stream.write(typeof text === 'string' ? text : new Uint8Array(text))) resolve();
      else stream.once('drain', resolve);
    });
}

/** Until the other end keeps us waiting: from then on by a stream, which knows how to wait. */
function printAtOnce(): Output['print'] {
  let later: ReturnType<typeof printTo> | undefined;
  return async (text) => {
    if (later) return later(text);
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    let at = 0;
    try {
      while (at < bytes.length) at += writeSync(1, bytes, at);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!isFull(error)) leave(error);
      later = printTo(standardStream());
      await later(bytes.subarray(at));
    }
  };
}
/** A pipe that others have told not to keep its writers waiting; a stream waits all the same. */
function isFull({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EAGAIN';
}
function standardStream(): NodeJS.WriteStream {
  const { stdout } = process;
  if (stdout.listenerCount('error') === 0) stdout.on('error', leave);
  return stdout;
}

function complain(message: string): void {
  // Nobody is left to tell.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => process.exit(1));
  process.stderr.write(`bounce-lens: ${message}\n`);
}

/** Wrong usage: nothing is read. */
export function complainAll(faults: readonly string[], output: Output): 2 {
  for (const fault of faults) output.complain(visibleLine(fault));
  return 2;
}

/** For the errors of what is written to: a reader that has seen enough (`| head`) is no error; a full disk is. */
export function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`bounce-lens: the output could not be written: ${error.message}\n`);
  process.exit(1);
}
