/**
 * `tellStories` for a log that is too big to keep: attempts go in one by one, and only stories that have not ended are held. What is told
 * of the attempts is the same.
 */
import { limits } from '../limits.ts';
import type { Fate, StoryEnd } from '../model.ts';
import { type NameFilter, openNameFilter } from './name-filter.ts';
import type { Attempt } from './tell-stories.ts';
import { attemptTold, type ToldDelivery } from './told-delivery.ts';

/** Of the attempts at one recipient's mail before the last one, as far as something of them was kept. */
export interface EndedStory<K> extends StoryEnd {
  readonly kept: K;
}
export interface ToldEnd<K> {
  /** The stories that end with the attempt: its own, all of its queue id where it names no recipient, and such as had to be given up. */
  readonly ended: readonly EndedStory<K>[];
  /** Of the attempt itself, where it ends its own story. */
  readonly own?: StoryEnd;
}
export interface OpenStories<T, K> {
  /** The next attempt, `of` being whatever stands for its record: nothing where none is kept. */
  add(attempt: Attempt, of: T | undefined): ToldEnd<K>;
  /** The same of a delivery for which no record stands: cheap where no mail of its queue id waits, for it ends no story. */
  delivered(told: ToldDelivery): readonly EndedStory<K>[];
  /** All that is still open, at the end of the log. */
  end(): Generator<EndedStory<K>>;
}

interface Story<K> {
  kept: K | undefined;
  /** All that were told. */
  told: number;
  /** Those that were made: to expire is none. */
  attempts: number;
}
interface Stories<K> {
  readonly byQueueId: Map<string, Map<string, Story<K>>>;
  /** Its queue ids. */
  readonly names: NameFilter;
  /** How many stories there are, and what was told of them. */
  mails: number;
  told: number;
}
const nothing = { ended: [] } as const;

/**
 * `keep` puts one more attempt to what is kept of a story, for the time when it ends; it may change what it was given. What it keeps of one
 * attempt should be small: `limits.openAttempts` of them may wait.
 */
export function openStories<T, K>(keep: (kept: K | undefined, of: T) => K): OpenStories<T, K> {
  const open: Stories<K> = { byQueueId: new Map(), names: openNameFilter(), mails: 0, told: 0 };
  const add: OpenStories<T, K>['add'] = (attempt, of) => {
    const { queueId, recipient, outcome, expired } = attempt;
    if (queueId === undefined || outcome === 'delayed-notice') return nothing;
    if (recipient === undefined) return expired ? { ended: endAll(open, queueId, 'expired') } : nothing;
    const story = storyOf(open, queueId, recipient);
    story.told++;
    open.told++;
    if (!expired) story.attempts++;
    if (outcome !== 'deferral') {
      close(open, queueId, recipient);
      return { ended: endOf(story, fateOf(attempt)), own: factsOf(story.attempts, expired ? 'expired' : undefined) };
    }
    if (of !== undefined) story.kept = keep(story.kept, of);
    return isFull(open) ? { ended: giveUpOldest(open) } : nothing;
  };
  return {
    add,
    delivered(told) {
      if (!open.names.mayHave(told.bytes, told.queueId)) return [];
      const attempt = attemptTold(told);
      return open.byQueueId.has(attempt.queueId) ? add(attempt, undefined).ended : [];
    },
    *end() {
      for (const queueId of open.byQueueId.keys()) yield* endAll(open, queueId, 'pending');
    },
  };
}

/** Is it told of a recipient's mail, so that its facts come with the end of its story? Of other attempts nothing is told. */
export function hasStory({ queueId, recipient, outcome }: Attempt): boolean {
  return queueId !== undefined && recipient !== undefined && outcome !== 'delayed-notice';
}
function storyOf<K>(open: Stories<K>, queueId: string, recipient: string): Story<K> {
  let stories = open.byQueueId.get(queueId);
  if (stories === undefined) {
    stories = new Map<string, Story<K>>();
    open.byQueueId.set(queueId, stories);
    open.names.add(queueId);
  }
  const known = stories.get(recipient);
  if (known !== undefined) return known;
  const story = { kept: undefined, told: 0, attempts: 0 };
  stories.set(recipient, story);
  open.mails++;
  return story;
}
function close<K>(open: Stories<K>, queueId: string, recipient: string): void {
  const stories = open.byQueueId.get(queueId);
  const story = stories?.get(recipient);
  if (stories === undefined || story === undefined) return;
  stories.delete(recipient);
  letGo(open, story);
  if (stories.size > 0) return;
  open.byQueueId.delete(queueId);
  open.names.remove(queueId);
}
/** `status=expired, returned to sender` names the queue id and no recipient: all of them. */
function endAll<K>(open: Stories<K>, queueId: string, fate: Fate): readonly EndedStory<K>[] {
  const stories = open.byQueueId.get(queueId);
  if (stories === undefined) return [];
  open.byQueueId.delete(queueId);
  open.names.remove(queueId);
  const ended: EndedStory<K>[] = [];
  for (const story of stories.values()) {
    letGo(open, story);
    ended.push(...endOf(story, fate));
  }
  return ended;
}
function letGo<K>(open: Stories<K>, { told }: Story<K>): void {
  open.mails--;
  open.told -= told;
}
function isFull({ mails, told }: Stories<unknown>): boolean {
  return mails > limits.openMails || told > limits.openAttempts;
}
/** The queue id that has waited longest counts as pending, so that a log of endless deferrals fills no memory. */
function giveUpOldest<K>(open: Stories<K>): readonly EndedStory<K>[] {
  const [oldest] = open.byQueueId.keys();
  return oldest === undefined ? [] : endAll(open, oldest, 'pending');
}
function fateOf({ outcome, expired }: Attempt): Fate | undefined {
  if (expired) return 'expired';
  return outcome === 'delivered' ? 'delivered-later' : undefined;
}
function endOf<K>({ kept, attempts }: Story<K>, fate: Fate | undefined): readonly EndedStory<K>[] {
  return kept === undefined ? [] : [{ kept, ...factsOf(attempts, fate) }];
}
function factsOf(attempts: number, fate: Fate | undefined): StoryEnd {
  return { ...(attempts > 0 && { attempts }), ...(fate !== undefined && { fate }) };
}
