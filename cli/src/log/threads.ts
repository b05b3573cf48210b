/** Worker threads that answer one task after the other. One that dies is replaced, and the task it was at is given to another, once. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';

export interface Threads<Task, Answer> {
  /** By one of at most `most` threads, should fewer than `count` be enough. */
  run(task: Task, most?: number): Promise<Answer>;
  readonly count: number;
  close(): Promise<void>;
}
interface Given<Task, Answer> {
  readonly task: Task;
  readonly most: number;
  tries: number;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** So many tasks a thread has at once: the next one is there when it is done with one, whatever keeps this thread busy then. */
const atHand = 2;
/** `start` makes a thread, which posts the answers to its tasks in the order of these. */
export function openThreads<Task, Answer>(count: number, start: () => Worker): Threads<Task, Answer> {
  const waiting: Given<Task, Answer>[] = [];
  const all = new Map<Worker, Given<Task, Answer>[]>();
  let closing = false;
  /** One without a task; else a new one, if there may be one; else the one with the fewest. */
  const freeFor = (most: number): Worker | undefined => {
    let free: Worker | undefined;
    let fewest = atHand;
    for (const [worker, given] of all) {
      if (given.length >= fewest) continue;
      free = worker;
      fewest = given.length;
    }
    return fewest > 0 && all.size < most ? hire() : free;
  };
  const giveOut = (): void => {
    for (let [given] = waiting; given !== undefined; [given] = waiting) {
      const worker = freeFor(given.most);
      if (worker === undefined) return;
      waiting.shift();
      all.get(worker)?.push(given);
      worker.postMessage(given.task);
    }
  };
  const hire = (): Worker => {
    const worker = start();
    all.set(worker, []);
    worker.on('message', (answer: Answer) => {
      all.get(worker)?.shift()?.resolve(answer);
      giveOut();
    });
    worker.on('error', (error) => lose(worker, error));
    worker.on('exit', () => lose(worker, new Error('a worker thread ended')));
    return worker;
  };
  const lose = (worker: Worker, error: Error): void => {
    const [first, ...others] = all.get(worker) ?? [];
    if (closing || !all.delete(worker)) return;
    // The others had not been begun.
    waiting.unshift(...others);
    if (first && first.tries++ === 0) waiting.unshift(first);
    else first?.reject(error);
    giveOut();
  };
  return {
    run: (task, most = count) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, most, tries: 0, resolve, reject });
        giveOut();
      }),
    count,
    async close() {
      closing = true;
      await Promise.all([...all.keys()].map((worker) => worker.terminate()));
    },
  };
}

/** As many as the machine runs at once. */
export function mostThreads(): number {
  return availableParallelism();
}
