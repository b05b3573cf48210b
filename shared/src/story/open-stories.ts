/**
 * `tellStories` for a log that is too big to keep: attempts go in one by one, and only stories that have not ended are held. What is told
 * of the attempts is the same.
 */
import { limits } from '../limits.ts';
import { type NameFilter, openNameFilter } from './name-filter.ts';
import type { Attempt, Fate } from './tell-stories.ts';
import { attemptTold, type ToldDelivery } from './told-delivery.ts';

/** What an attempt's story told when it ended, of one of its attempts. */
export interface ToldFacts<T> {
  /** As it was handed in with its attempt. */
  readonly of: T;
  readonly attempts?: number;
  readonly fate?: Fate;
}
export interface OpenStories<T> {
  /**
   * The next attempt, `of` being whatever stands for its record: nothing where none is kept. Gives the facts of the stories that end with it.
   * `expires`, where a whole queue id ends without naming recipients: the last attempt at each that was waiting, in the order they began.
   */
  add(attempt: Attempt, of: T | undefined): { readonly told: readonly ToldFacts<T>[]; readonly expires: readonly ToldFacts<T>[] };
  /** The same of a delivery for which no record stands: cheap where no mail of its queue id waits, for it ends no story. */
  delivered(told: ToldDelivery): readonly ToldFacts<T>[];
  /** The facts of all that is still open, at the end of the log. */
  end(): Generator<ToldFacts<T>>;
}

interface Kept<T> {
  readonly of: T;
  readonly isDeferral: boolean;
  readonly expired: boolean;
}
interface Story<T> {
  readonly kept: Kept<T>[];
  attempts: number;
}
interface Stories<T> {
  readonly byQueueId: Map<string, Map<string, Story<T>>>;
  /** Its queue ids. */
  readonly names: NameFilter;
}
const nothing = { told: [], expires: [] } as const;

export function openStories<T>(): OpenStories<T> {
  const open: Stories<T> = { byQueueId: new Map(), names: openNameFilter() };
  const add: OpenStories<T>['add'] = (attempt, of) => {
    const { queueId, recipient, outcome, expired } = attempt;
    if (queueId === undefined || outcome === 'delayed-notice') return nothing;
    if (recipient === undefined) return expired ? expireAll(open, queueId) : nothing;
    const story = storyOf(open, queueId, recipient);
    if (!expired) story.attempts++;
    if (of !== undefined) story.kept.push({ of, isDeferral: outcome === 'deferral', expired });
    if (outcome === 'deferral') return open.byQueueId.size > limits.openStories ? { told: giveUpOldest(open), expires: [] } : nothing;
    close(open, queueId, recipient);
    return { told: factsOf(story, fateOf(attempt)), expires: [] };
  };
  return {
    add,
    delivered(told) {
      if (!open.names.mayHave(told.bytes, told.queueId)) return [];
      const attempt = attemptTold(told);
      return open.byQueueId.has(attempt.queueId) ? add(attempt, undefined).told : [];
    },
    *end() {
      for (const [queueId, stories] of open.byQueueId) {
        open.names.remove(queueId);
        for (const story of stories.values()) yield* factsOf(story, 'pending');
      }
      open.byQueueId.clear();
    },
  };
}

/** Is it told of a recipient's mail, so that its facts come with the end of its story? Of other attempts nothing is told. */
export function hasStory({ queueId, recipient, outcome }: Attempt): boolean {
  return queueId !== undefined && recipient !== undefined && outcome !== 'delayed-notice';
}
function storyOf<T>({ byQueueId, names }: Stories<T>, queueId: string, recipient: string): Story<T> {
  let stories = byQueueId.get(queueId);
  if (stories === undefined) {
    stories = new Map<string, Story<T>>();
    byQueueId.set(queueId, stories);
    names.add(queueId);
  }
  const story = stories.get(recipient) ?? { kept: [], attempts: 0 };
  stories.set(recipient, story);
  return story;
}
function close<T>(open: Stories<T>, queueId: string, recipient: string): void {
  const stories = open.byQueueId.get(queueId);
  stories?.delete(recipient);
  if (stories?.size === 0) closeAll(open, queueId);
}
function closeAll<T>({ byQueueId, names }: Stories<T>, queueId: string): void {
  if (byQueueId.delete(queueId)) names.remove(queueId);
}
/** `status=expired, returned to sender` names the queue id and no recipient: all of them. */
function expireAll<T>(
  open: Stories<T>,
  queueId: string,
): { readonly told: readonly ToldFacts<T>[]; readonly expires: readonly ToldFacts<T>[] } {
  const stories = [...(open.byQueueId.get(queueId)?.values() ?? [])];
  closeAll(open, queueId);
  const ended = stories.map((story) => factsOf(story, 'expired'));
  return { told: ended.flat(), expires: ended.flatMap((facts) => facts.at(-1) ?? []) };
}
/** The queue id that has waited longest counts as pending, so that a log of endless deferrals fills no memory. */
function giveUpOldest<T>(open: Stories<T>): readonly ToldFacts<T>[] {
  const [oldest] = open.byQueueId;
  if (oldest === undefined) return [];
  closeAll(open, oldest[0]);
  return [...oldest[1].values()].flatMap((story) => factsOf(story, 'pending'));
}
function fateOf({ outcome, expired }: Attempt): Fate | undefined {
  if (expired) return 'expired';
  return outcome === 'delivered' ? 'delivered-later' : undefined;
}
function factsOf<T>({ kept, attempts }: Story<T>, fate: Fate | undefined): readonly ToldFacts<T>[] {
  return kept.map(({ of, isDeferral, expired }) => ({
    of,
    ...(attempts > 0 && { attempts }),
    ...(fate !== undefined && (isDeferral || expired) && { fate }),
  }));
}
