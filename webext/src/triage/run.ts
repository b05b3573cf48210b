/** One run of the worker: all files read, or ended by its reader. */
import type { TriageRecord } from '@bounce-lens/shared';
import type { FaultKind, News, Order } from './protocol.ts';

export interface Telling {
  /** `share` of all bytes is read, `found` records so far. */
  progress(name: string, share: number, found: number): void;
  fault(name: string, kind: FaultKind | 'full'): void;
}

/** Resolves with all records; with those so far when `signal` ends it. Rejects where the worker broke. */
export function readAll(order: Order, telling: Telling, signal: AbortSignal): Promise<readonly TriageRecord[]> {
  const worker = new Worker('triage-worker.js');
  const records: TriageRecord[] = [];
  const read = new Promise<readonly TriageRecord[]>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(records));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', ({ data }: MessageEvent<News>) => {
      if (hear(data, records, telling)) resolve(records);
    });
    worker.postMessage(order);
  });
  return read.finally(() => worker.terminate());
}

/** Answers whether that was the end. */
function hear(news: News, records: TriageRecord[], { progress, fault }: Telling): boolean {
  switch (news.kind) {
    case 'progress':
      progress(news.name, news.of === 0 ? 1 : news.read / news.of, records.length);
      return false;
    case 'records':
      for (const record of news.records) records.push(record);
      return false;
    case 'fault':
      fault(news.name, news.fault);
      return false;
    case 'full':
      fault('', 'full');
      return false;
    case 'end':
      return true;
    default:
      return news satisfies never;
  }
}
