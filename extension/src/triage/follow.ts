/** A file that grows, as chunks that come when it has grown. */
import type { ByteSource } from './job.ts';

/** How often the file is looked at. */
const pause = 1_000;
/** So many looks in a row without a file, and it is gone; a log that is rotated is away for a moment only. */
const patience = 5;

export type Growth = { readonly chunk: Uint8Array } | 'restarted' | 'gone' | 'idle';

/** Ends when it is stopped, or with `gone`. `idle` comes whenever everything there is has been read. */
export async function* follow(source: ByteSource, isStopped: () => boolean): AsyncGenerator<Growth> {
  let read = 0;
  let missed = 0;
  while (!isStopped()) {
    const found = await source.stat();
    missed = found === undefined ? missed + 1 : 0;
    if (missed > patience) return yield 'gone';
    if (found !== undefined && found.size < read) {
      read = 0;
      yield 'restarted';
    }
    if (found !== undefined && found.size > read) {
      for await (const chunk of source.read(read)) {
        read += chunk.length;
        yield { chunk };
        if (isStopped()) return;
      }
    }
    yield 'idle';
    await new Promise<void>((resolve) => setTimeout(resolve, pause));
  }
}
