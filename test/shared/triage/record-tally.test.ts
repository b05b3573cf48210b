/** Tallies merge: associative, commutative, with an identity; and the parts' are the whole's. */
import assert from 'node:assert/strict';
import { mergeTallies, openTally, type RecordTally, readTally, type TriageRecord } from '@bounce-lens/shared';
import fc from 'fast-check';

const word = (...words: readonly string[]) => fc.constantFrom(...words);
const record: fc.Arbitrary<TriageRecord> = fc
  .record(
    {
      outcome: fc.constantFrom('permanent-failure' as const, 'deferral' as const, 'delivered' as const, 'none' as const),
      fate: fc.constantFrom('pending' as const, 'expired' as const, 'delivered-later' as const),
      reason: word('user-unknown', 'mailbox-full', 'unknown'),
      recipient: fc
        .tuple(fc.string({ maxLength: 3 }), word('a.example', 'B.example', '', '__proto__', 'ß.example'))
        .map((parts) => parts.join('@')),
      replyCode: word('550', '451'),
      attemptedAt: word('2026-11-21T10:05:50+01:00', '2026-11-21T10:59:59+01:00', '2026-11-22T00:00:00'),
    },
    { requiredKeys: ['outcome', 'reason'] },
  )
  .map((told) => ({ file: 'f', sisimaiReason: '', ...told }));
const records = fc.array(record, { maxLength: 30 });
const limits = fc.constantFrom(1, 2, 5, 1_000);

function tallyOf(all: readonly TriageRecord[], limit: number): RecordTally {
  const tally = openTally(limit);
  for (const one of all) tally.add(one);
  return tally.result();
}
function merge(limit: number, ...tallies: readonly RecordTally[]): RecordTally {
  const merged = openTally(limit);
  for (const tally of tallies) merged.merge(tally);
  return merged.result();
}

describe('a tally', () => {
  it('of parts, merged, is that of the whole, also where more is told than is kept', () => {
    fc.assert(
      fc.property(records, records, limits, (a, b, limit) => {
        const [whole, merged] = [tallyOf([...a, ...b], limit), merge(limit, tallyOf(a, limit), tallyOf(b, limit))];
        assert.deepEqual(merged, whole);
      }),
    );
  });
  it('is merged in any order, in any grouping, and with nothing', () => {
    fc.assert(
      fc.property(records, records, records, limits, (x, y, z, limit) => {
        const [a, b, c] = [tallyOf(x, limit), tallyOf(y, limit), tallyOf(z, limit)];
        assert.deepEqual(merge(limit, a, b), merge(limit, b, a));
        assert.deepEqual(merge(limit, merge(limit, a, b), c), merge(limit, a, merge(limit, b, c)));
        assert.deepEqual(merge(limit, a, openTally(limit).result()), a);
      }),
    );
  });
  it('counts every record once', () => {
    fc.assert(
      fc.property(records, (all) => {
        const { groups, records: count, complete } = tallyOf(all, 1_000);
        assert.equal(complete, true);
        assert.equal(count, all.length);
        assert.equal(
          groups.reduce((sum, group) => sum + group.count, 0),
          all.length,
        );
      }),
    );
  });
  it('says what it left out, and keeps the rest exactly', () => {
    const many = Array.from(
      { length: 50 },
      (_, i): TriageRecord => ({
        file: 'f',
        outcome: 'deferral',
        reason: 'unknown',
        sisimaiReason: '',
        recipient: `kim@d${i % 10}.example`,
      }),
    );
    const tally = tallyOf(many, 4);
    assert.equal(tally.complete, false);
    assert.equal(tally.records, 50);
    assert.deepEqual(
      tally.domains.map(({ count }) => count),
      [5, 5, 5, 5],
    );
  });
  it('is read back as it was written; anything else is none', () => {
    fc.assert(
      fc.property(records, (all) => {
        const tally = mergeTallies([tallyOf(all, 1_000)]);
        assert.deepEqual(readTally(JSON.parse(JSON.stringify(tally))), tally);
      }),
    );
    for (const none of [
      null,
      1,
      [],
      {},
      { kind: 'bounce-lens tally' },
      { ...tallyOf([], 1), records: -1 },
      { ...tallyOf([], 1), groups: [1] },
    ])
      assert.equal(readTally(none), undefined);
  });
});
