/** The worker of the triage page: files go in, records come out. Cancelled by being ended, so it keeps nothing that must be put away. */
import { createLens, type TriageRecord, withPacks } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json';
import { limits } from '../limits.ts';
import type { News, Order } from './protocol.ts';
import { readFile } from './read-file.ts';

self.addEventListener('message', ({ data }: MessageEvent<Order>) => void work(data));

function tell(news: News): void {
  self.postMessage(news);
}

async function work({ files, all, parts: { texts, packs, profile } }: Order): Promise<void> {
  const extended = withPacks(knowledge, texts, packs);
  const lens = createLens({ ...extended, ...(profile && { profile }) });
  const of = files.reduce((sum, { size }) => sum + size, 0);
  const state = { before: 0, records: 0, told: 0 };
  for (const file of files) {
    const progress = (read: number) => {
      const now = performance.now();
      if (now - state.told < limits.progressEvery) return;
      state.told = now;
      tell({ kind: 'progress', name: file.name, read: state.before + read, of });
    };
    for await (const found of readFile(file, { lens, knowledge: extended.knowledge, all, progress })) {
      if ('fault' in found) tell({ kind: 'fault', ...found });
      else state.records = give(found.records, state.records);
    }
    state.before += file.size;
    if (state.records >= limits.records) break;
  }
  if (state.records >= limits.records) tell({ kind: 'full' });
  tell({ kind: 'end' });
}

/** In portions, for a message is copied while the page stands still. Answers how many were given in all. */
function give(records: readonly TriageRecord[], before: number): number {
  const room = records.slice(0, limits.records - before);
  for (let at = 0; at < room.length; at += limits.portion) tell({ kind: 'records', records: room.slice(at, at + limits.portion) });
  return before + room.length;
}
