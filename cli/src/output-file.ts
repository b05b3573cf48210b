/** A file that is written beside its place, and put there when it is whole: whoever finds it under its name finds all of it. */
import { closeSync, createWriteStream, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, type WriteStream } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';

export interface OutputFile {
  readonly stream: WriteStream;
  /** All was written: give it its name. */
  keep(): Promise<void>;
}

/** Throws where the file cannot be made. Whatever ends the program before `keep`, nothing is left of it. */
export function openOutputFile(name: string): OutputFile {
  const there = statSync(name, { throwIfNoEntry: false });
  // A device or a pipe is written to, and never replaced: as root, a file would take the place of /dev/null.
  if (there && !there.isFile()) return openSpecialFile(name);
  const path = there ? realpathSync(name) : name;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const remove = (): void => rmSync(temporary, { force: true });
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  // Made at once: a folder that is not there is told before anything is read. And made last: whoever is told to end removes it.
  closeSync(openSync(temporary, 'w', 0o666));
  const stream = createWriteStream(temporary, { flags: 'r+' });
  return {
    stream,
    async keep() {
      stream.end();
      await finished(stream);
      // On the disk before it has its name: what survives a crash of the machine is whole, too.
      const written = openSync(temporary, 'r+');
      fsyncSync(written);
      closeSync(written);
      renameSync(temporary, path);
      process.off('exit', remove);
    },
  };
}

/** What is not a file takes what it is given, at once. Throws for a folder. */
function openSpecialFile(path: string): OutputFile {
  const stream = createWriteStream(path, { fd: openSync(path, 'w') });
  return {
    stream,
    async keep() {
      stream.end();
      await finished(stream);
    },
  };
}
