/** What waits in a log is bounded, whatever the log: beyond the bounds the oldest mails count as pending, and nothing is told twice or lost. */
import assert from 'node:assert/strict';
import { limits } from '@bounce-lens/shared';
import { openStories } from '../../../shared/src/story/open-stories.ts';
import type { Attempt } from '../../../shared/src/story/tell-stories.ts';

/** Deferrals, one after the other; how many waited at most, and each as it was told in the end. */
function deferAll(attempts: Iterable<Attempt>): { readonly most: number; readonly told: readonly (number | undefined)[] } {
  const stories = openStories((kept: number[] | undefined, index: number) => {
    const list = kept ?? [];
    list.push(index);
    return list;
  });
  const told: (number | undefined)[] = [];
  let waiting = 0;
  let most = 0;
  const end = ({ kept, attempts: made, fate }: ReturnType<typeof stories.delivered>[number]): void => {
    assert.equal(fate, 'pending');
    for (const index of kept) {
      assert.equal(told[index], undefined, 'told once');
      told[index] = made;
    }
    waiting -= kept.length;
  };
  let index = 0;
  for (const attempt of attempts) {
    waiting++;
    for (const story of stories.add(attempt, index++).ended) end(story);
    most = Math.max(most, waiting);
  }
  for (const story of stories.end()) end(story);
  assert.equal(waiting, 0, 'all are told');
  return { most, told };
}
function* deferrals(count: number, name: (index: number) => Pick<Attempt, 'queueId' | 'recipient'>): Generator<Attempt> {
  for (let index = 0; index < count; index++) yield { ...name(index), outcome: 'deferral', expired: false };
}

describe('stories that are open', () => {
  it('hold so many attempts at one mail, and no more', () => {
    const { most, told } = deferAll(deferrals(limits.openAttempts + 5, () => ({ queueId: '4F5501', recipient: 'kim@example.com' })));
    assert.equal(most, limits.openAttempts);
    assert.equal(told[0], limits.openAttempts + 1);
    assert.equal(told.at(-1), 4);
  });
  it('hold so many mails, of many messages or of one with as many recipients', () => {
    const many = deferAll(deferrals(limits.openMails + 5, (i) => ({ queueId: `4F${i}`, recipient: 'kim@example.com' })));
    const one = deferAll(deferrals(limits.openMails + 5, (i) => ({ queueId: '4F5501', recipient: `kim-${i}@example.com` })));
    assert.deepEqual([many.most, one.most], [limits.openMails, limits.openMails]);
    assert.ok([...many.told, ...one.told].every((attempts) => attempts === 1));
  });
});
