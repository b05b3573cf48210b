import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Attempt, attemptOf, tellStories } from '../../../shared/src/story/tell-stories.ts';
import { aVerdict } from '../explain/a-verdict.ts';

const attempt = (queueId: string | undefined, recipient: string | undefined, outcome: Attempt['outcome'], expired = false): Attempt => ({
  ...(queueId !== undefined && { queueId }),
  ...(recipient !== undefined && { recipient }),
  outcome,
  expired,
});

describe('a story', () => {
  it('tells a deferral that went through later', () => {
    const told = tellStories([
      attempt('A1', 'kim@example.com', 'deferral'),
      attempt('A1', 'lee@example.com', 'deferral'),
      attempt('A1', 'kim@example.com', 'delivered'),
    ]);
    assert.deepEqual(told, [{ attempts: 2, fate: 'delivered-later' }, { attempts: 1, fate: 'pending' }, { attempts: 2 }]);
  });

  it('tells a deferral that expired, by its recipient or by the queue id alone', () => {
    const named = [attempt('A1', 'kim@example.com', 'deferral'), attempt('A1', 'kim@example.com', 'permanent-failure', true)];
    assert.deepEqual(tellStories(named), [
      { attempts: 1, fate: 'expired' },
      { attempts: 1, fate: 'expired' },
    ]);
    const unnamed = [
      attempt('A1', 'kim@example.com', 'deferral'),
      attempt('A1', 'kim@example.com', 'deferral'),
      attempt('A1', undefined, 'permanent-failure', true),
    ];
    assert.deepEqual(tellStories(unnamed), [
      { attempts: 2, fate: 'expired' },
      { attempts: 2, fate: 'expired' },
      { fate: 'expired', expires: [1] },
    ]);
  });

  it('claims no fate for a deferral that was refused for good: the refusal tells it', () => {
    const told = tellStories([attempt('A1', 'kim@example.com', 'deferral'), attempt('A1', 'kim@example.com', 'permanent-failure')]);
    assert.deepEqual(told, [{ attempts: 2 }, { attempts: 2 }]);
  });

  it('begins anew when a server uses a queue id again', () => {
    const told = tellStories([attempt('A1', 'kim@example.com', 'delivered'), attempt('A1', 'kim@example.com', 'deferral')]);
    assert.deepEqual(told, [{ attempts: 1 }, { attempts: 1, fate: 'pending' }]);
  });

  it('says nothing where there is no queue id', () => {
    assert.deepEqual(tellStories([attempt(undefined, 'kim@example.com', 'deferral'), attempt('A1', undefined, 'deferral')]), [{}, {}]);
  });

  it('reads its facts from a verdict, recipients regardless of case', () => {
    assert.deepEqual(
      attemptOf(aVerdict({ facts: { 'queue-id': 'A1', 'original-recipient': 'Kim@Example.com', action: 'expired' } })),
      attempt('A1', 'kim@example.com', 'deferral', true),
    );
    assert.deepEqual(attemptOf(aVerdict()), attempt(undefined, undefined, 'deferral'));
  });

  it('gives every deferral with a queue id and a recipient its attempts, in any log', () => {
    const attempts = fc.array(
      fc.record({
        queueId: fc.constantFrom('A', 'B'),
        recipient: fc.constantFrom('k', 'l'),
        outcome: fc.constantFrom('deferral' as const, 'delivered' as const, 'permanent-failure' as const),
        expired: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(attempts, (log) => {
        const told = tellStories(log);
        assert.equal(told.length, log.length);
        for (const [index, { outcome, expired }] of log.entries())
          if (outcome === 'deferral' && !expired) assert.ok((told[index]?.attempts ?? 0) >= 1);
      }),
    );
  });

  it('is told in linear time', () => {
    const log = Array.from({ length: 200_000 }, (_, index) => attempt(`Q${index % 50_000}`, 'kim@example.com', 'deferral'));
    const started = performance.now();
    assert.equal(tellStories(log)[0]?.attempts, 4);
    assert.ok(performance.now() - started < 15_000, 'stories of 200,000 attempts took long: is something quadratic?');
  });
});
