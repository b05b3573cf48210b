import assert from 'node:assert/strict';
import type { TriageRecord } from '../../../shared/src/triage/record.ts';
import { withStories } from '../../../shared/src/triage/with-stories.ts';

const record = (parts: Partial<TriageRecord>): TriageRecord => ({
  file: 'mail.log',
  line: 1,
  column: 1,
  dialect: 'postfix',
  direction: 'outbound',
  outcome: 'deferral',
  queueId: 'A1',
  recipient: 'kim@example.com',
  reason: 'timeout',
  sisimaiReason: 'networkerror',
  owner: 'nobody',
  rule: 'general/timeout',
  confidence: 'likely',
  ...parts,
});
const { recipient: _, ...expiry } = record({
  line: 9,
  outcome: 'permanent-failure',
  reason: 'expired',
  sisimaiReason: 'expired',
  owner: 'sender',
  rule: 'none',
  confidence: 'guess',
});

describe('records with their stories', () => {
  it('pass on what the story tells, and leave out what was not kept', () => {
    assert.deepEqual(
      [...withStories([record({}), undefined], [{ attempts: 2, fate: 'pending' }, {}])],
      [{ ...record({}), attempts: 2, fate: 'pending' }],
    );
  });

  const stories = [
    { attempts: 3, fate: 'expired' },
    { fate: 'expired', expires: [0] },
  ] as const;

  it("tell an expiry of each recipient with its last attempt's reason, and that nobody need wait any longer", () => {
    const [, told] = withStories([record({ line: 2 }), expiry], stories);
    assert.deepEqual(told, record({ line: 9, outcome: 'permanent-failure', attempts: 3, fate: 'expired', owner: 'sender' }));
  });

  it("stand where the last attempt's code stands", () => {
    const coded = record({ line: 2, column: 7, enhancedStatus: '4.4.1' });
    const [, told] = withStories([coded, { ...expiry, attemptedAt: '2026-11-26T10:05:50Z' }], stories);
    assert.deepEqual([told?.line, told?.column, told?.attemptedAt], [2, 7, '2026-11-26T10:05:50Z']);
  });

  it('tell an expiry as what it is where the last attempt gave no known reason, or was not kept', () => {
    const [, unexplained] = withStories(
      [record({ reason: 'unknown', sisimaiReason: 'undefined', owner: 'sender-admin' }), expiry],
      stories,
    );
    assert.deepEqual(unexplained, { ...expiry, recipient: 'kim@example.com', attempts: 3, fate: 'expired' });
    assert.deepEqual([...withStories([undefined, expiry], stories)], [{ ...expiry, fate: 'expired' }]);
  });
});
