/** One file read by a thread: what it tells, until it is through, is stopped, or dies. */
import type { Worker } from 'node:worker_threads';
import type { FileToRead, ReadEvent } from '../src/triage/job.ts';

/** What the thread is told; see `triage-worker.ts`. */
export interface ReadRequest {
  readonly file: FileToRead;
  readonly path: string;
}

/** How soon it is seen that the reading was stopped. In milliseconds. */
const glance = 100;

/** A thread that dies, for want of memory or by the system's hand, is a fault of this file; the next needs a new thread. */
export async function* readInThread(worker: Worker, request: ReadRequest, isStopped: () => boolean): AsyncGenerator<ReadEvent> {
  const waiting: (ReadEvent | undefined)[] = [];
  let wake = (): void => {};
  const take = (event: ReadEvent | undefined): void => {
    waiting.push(event);
    wake();
  };
  const fail = (detail: string): void => {
    take({ kind: 'fault', fault: 'not-readable', detail });
    take(undefined);
  };
  const onError = (error: Error): void => fail(error.message);
  const onExit = (code: number): void => fail(`the thread that read it ended (${code})`);
  worker.on('message', take).on('error', onError).on('exit', onExit);
  try {
    worker.postMessage(request);
    while (!isStopped()) {
      if (waiting.length === 0)
        await sleep((resolve) => {
          wake = resolve;
        });
      for (const event of waiting.splice(0)) {
        if (event === undefined) return;
        yield event;
      }
    }
  } finally {
    worker.off('message', take).off('error', onError).off('exit', onExit);
  }
}
function sleep(wakes: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, glance);
    wakes(() => {
      clearTimeout(late);
      resolve();
    });
  });
}

/** A thread that is started when it is first needed, and anew when it has died. */
export interface Thread {
  get(): Worker;
  end(): void;
}
export function openThread(start: () => Worker): Thread {
  let worker: Worker | undefined;
  return {
    get() {
      if (worker !== undefined) return worker;
      const started = start();
      worker = started;
      // Somebody must listen for errors all the time: one that nobody hears ends the host.
      started
        .on('error', () => {})
        .on('exit', () => {
          if (worker === started) worker = undefined;
        });
      return started;
    },
    end: () => void worker?.terminate(),
  };
}
