/** The filter of names never says no of one that is there; and stories that are asked by bytes end as those that are told in text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openNameFilter } from '../../../shared/src/story/name-filter.ts';
import { openStories } from '../../../shared/src/story/open-stories.ts';
import type { Attempt } from '../../../shared/src/story/tell-stories.ts';
import { attemptTold } from '../../../shared/src/story/told-delivery.ts';
import { toldDelivery } from '../told-deliveries.ts';

const name = fc.stringMatching(/^[0-9A-Za-z-]{1,12}$/);
const isThere = (filter: ReturnType<typeof openNameFilter>, one: string): boolean => {
  const { bytes, queueId } = toldDelivery(one, 'kim@example.com');
  return filter.mayHave(bytes, queueId);
};

describe('the filter of names', () => {
  it('knows every name that was added as often as it was not removed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.boolean()), { maxLength: 60 }), (steps) => {
        const filter = openNameFilter();
        const counts = new Map<string, number>();
        for (const [one, comes] of steps) {
          const before = counts.get(one) ?? 0;
          if (!comes && before === 0) continue;
          if (comes) filter.add(one);
          else filter.remove(one);
          counts.set(one, before + (comes ? 1 : -1));
          for (const [each, count] of counts) assert.ok(count === 0 || isThere(filter, each), each);
        }
      }),
    );
  });
  it('forgets what is gone, and says no of nearly all that never came', () => {
    const filter = openNameFilter();
    for (let i = 0; i < 10_000; i++) filter.add(`4F${i}`);
    const wrong = Array.from({ length: 10_000 }, (_, i) => isThere(filter, `7A${i}`)).filter((one) => one).length;
    assert.ok(wrong < 1_500, `${wrong} of 10000`);
    for (let i = 0; i < 10_000; i++) filter.remove(`4F${i}`);
    assert.equal(Array.from({ length: 10_000 }, (_, i) => isThere(filter, `4F${i}`)).filter((one) => one).length, 0);
  });
  it('still knows a name whose place overflowed', () => {
    const filter = openNameFilter();
    for (let i = 0; i < 1_000; i++) filter.add('4F5501');
    for (let i = 0; i < 999; i++) filter.remove('4F5501');
    assert.ok(isThere(filter, '4F5501'));
  });
});

describe('deliveries told in bytes', () => {
  const step = fc.record({
    queueId: fc.constantFrom('4F5501', '4F5502', '__proto__'),
    recipient: fc.constantFrom('kim@example.com', 'Lou@Example.com', 'lou@example.com'),
    what: fc.constantFrom(
      'told' as const,
      'queue expired' as const,
      'deferral' as const,
      'delivered' as const,
      'permanent-failure' as const,
    ),
  });
  it('end the stories that they would end in text', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const keep = (kept: readonly number[] | undefined, of: number): readonly number[] => [...(kept ?? []), of];
        const [plain, told] = [openStories(keep), openStories(keep)];
        for (const [index, { queueId, recipient, what }] of steps.entries()) {
          if (what === 'told') {
            const delivery = toldDelivery(queueId, recipient);
            assert.deepEqual(told.delivered(delivery), plain.add(attemptTold(delivery), undefined).ended);
            continue;
          }
          const attempt: Attempt =
            what === 'queue expired'
              ? { queueId, outcome: 'permanent-failure', expired: true }
              : { queueId, recipient: recipient.toLowerCase(), outcome: what, expired: false };
          assert.deepEqual(told.add(attempt, index), plain.add(attempt, index));
        }
        assert.deepEqual([...told.end()], [...plain.end()]);
      }),
      { numRuns: 1_000 },
    );
  });
  it('are lower case in text', () => {
    assert.deepEqual(attemptTold(toldDelivery('4F5501', 'Kim@Example.COM')), {
      queueId: '4F5501',
      recipient: 'kim@example.com',
      outcome: 'delivered',
      expired: false,
    });
  });
});
