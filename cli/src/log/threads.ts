/** Worker threads that answer one task at a time each. One that dies is replaced, and its task is given to another, once. */
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

/** `start` makes a thread; each message it posts is the answer to the task it was given last. */
export function openThreads<Task, Answer>(count: number, start: () => Worker): Threads<Task, Answer> {
  const waiting: Given<Task, Answer>[] = [];
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const busy = new Map<Worker, Given<Task, Answer>>();
  let closing = false;
  const giveOut = (): void => {
    while (waiting.length > 0) {
      const [given] = waiting;
      const worker = given && (idle.pop() ?? (all.size < given.most ? hire() : undefined));
      if (!worker || !given) return;
      waiting.shift();
      busy.set(worker, given);
      worker.postMessage(given.task);
    }
  };
  const hire = (): Worker => {
    const worker = start();
    all.add(worker);
    worker.on('message', (answer: Answer) => {
      busy.get(worker)?.resolve(answer);
      busy.delete(worker);
      idle.push(worker);
      giveOut();
    });
    worker.on('error', (error) => lose(worker, error));
    worker.on('exit', () => lose(worker, new Error('a worker thread ended')));
    return worker;
  };
  const lose = (worker: Worker, error: Error): void => {
    if (closing || !all.delete(worker)) return;
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    const given = busy.get(worker);
    busy.delete(worker);
    if (given && given.tries++ === 0) waiting.unshift(given);
    else given?.reject(error);
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
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** As many as the machine runs at once. */
export function mostThreads(): number {
  return availableParallelism();
}
