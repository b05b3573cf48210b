/** The paths of the command line → files to read, one after the other; folders with all that is in them. */
import { createReadStream, type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { type Fault, faultOf } from './fault.ts';

export interface Input {
  /** As given on the command line; found in a folder, the folder as given, `/` and the name. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly modified: Date;
  /** Where it is a file of its own, that may be opened by its name as often as one likes. */
  readonly file?: { readonly size: number };
}

/** Found one by one, and without a wait: to wait for each mail of a folder costs as much as to read it. */
export function* findInputs(paths: readonly string[], stdin: AsyncIterable<Uint8Array>): Generator<Input | Fault> {
  for (const path of paths) {
    if (path === '-') yield { name: '-', bytes: stdin, modified: new Date() };
    else yield* inputsAt(path);
  }
}

function* inputsAt(path: string): Generator<Input | Fault> {
  const found = look(path);
  if ('fault' in found) yield found;
  else if (found.stats.isDirectory()) yield* inputsIn(path);
  else yield fileInput(path, found.stats);
}
function fileInput(name: string, stats: Stats): Input {
  // Opened when it is read, so that a folder of a million mails holds one file open.
  const open = stats.isFile() && stats.size <= chunkLength ? () => wholeFile(name) : () => streamOf(name);
  const bytes = { [Symbol.asyncIterator]: open };
  return { name, bytes, modified: stats.mtime, ...(stats.isFile() && { file: { size: stats.size } }) };
}

const chunkLength = 1 << 20;
function streamOf(name: string): AsyncIterator<Uint8Array> {
  return createReadStream(name, { highWaterMark: chunkLength })[Symbol.asyncIterator]();
}
/** A mail is read at once: a stream, with its buffer of a million bytes, would cost more than to understand the mail. */
async function* wholeFile(name: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(name);
}

/** In the order of names. Links to folders are not followed: they may lead in a circle. */
function* inputsIn(folder: string): Generator<Input | Fault> {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  let entries: readonly Dirent[];
  try {
    entries = entriesOf(folder);
  } catch (error) {
    yield { name: folder, fault: faultOf(error) };
    return;
  }
  const isKept = isMaildir(entries) ? isMailOfMaildir : () => true;
  for (const entry of entries.filter(isKept)) {
    const path = prefix + entry.name;
    if (entry.isDirectory()) yield* inputsIn(path);
    else yield* inputFound(path);
  }
}
function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** A Maildir has its mails in `cur`, `new` and `tmp`; beside them lie the books of the servers that serve it. */
function isMaildir(entries: readonly Dirent[]): boolean {
  return ['cur', 'new'].every((name) => entries.some((entry) => entry.name === name && entry.isDirectory()));
}
const books = /^(?:dovecot[.-]|courier|\.?maildir(?:size|folder)$|subscriptions$)/;
function isMailOfMaildir(entry: Dirent): boolean {
  return entry.isDirectory() || !books.test(entry.name);
}
function* inputFound(path: string): Generator<Input | Fault> {
  const found = look(path);
  if ('fault' in found) yield found;
  else if (found.stats.isFile()) yield fileInput(path, found.stats);
  else if (!found.stats.isDirectory()) yield { name: path, fault: 'not a file (a pipe, socket or device in a folder is not read)' };
}

function look(path: string): { readonly stats: Stats } | Fault {
  try {
    return { stats: statSync(path) };
  } catch (error) {
    return { name: path, fault: faultOf(error) };
  }
}
