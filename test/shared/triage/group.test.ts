import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filterRecords, isFilterEmpty } from '../../../shared/src/triage/filter.ts';
import { type Grouping, groupings, groupRecords } from '../../../shared/src/triage/group.ts';
import type { TriageRecord } from '../../../shared/src/triage/record.ts';
import { standingOf } from '../../../shared/src/triage/standing.ts';
import { aRecord, manyRecords } from './some-records.ts';

const summary = (records: readonly TriageRecord[], by: Grouping): readonly string[] =>
  groupRecords(records, by).map(({ value, members }) => `${value}: ${members.join(' ')}`);

const some: readonly TriageRecord[] = [
  aRecord({ outcome: 'deferral', fate: 'delivered-later', reason: 'greylisted', owner: 'nobody', recipient: 'a@Example.net' }),
  aRecord({ direction: 'inbound', reason: 'relay-denied', recipient: 'b@example.org' }),
  aRecord({ reason: 'greylisted', outcome: 'deferral', fate: 'pending', recipient: 'c@example.net' }),
  aRecord({ recipient: 'local' }),
  aRecord({ outcome: 'delivered', reason: 'delivered' }),
  { file: 'empty.eml', outcome: 'none', reason: 'unknown', sisimaiReason: 'undefined' },
  aRecord(),
];

describe('where a record stands', () => {
  it('undelivered, refused on receipt, delivered later, delivered, nothing', () =>
    assert.deepEqual(some.map(standingOf), [
      'delivered-later',
      'inbound-reject',
      'undelivered',
      'undelivered',
      'delivered',
      'nothing',
      'undelivered',
    ]));
  it('a report that a mail is late is no refusal of ours, and an expired deferral is not delivered', () => {
    assert.equal(standingOf(aRecord({ direction: 'inbound', outcome: 'delayed-notice' })), 'undelivered');
    assert.equal(standingOf(aRecord({ outcome: 'permanent-failure', fate: 'expired' })), 'undelivered');
  });
});

describe('groups of records', () => {
  it('begin with those that have most undelivered mail, and each with the undelivered', () => {
    assert.deepEqual(summary(some, 'reason'), ['user-unknown: 3 6', 'greylisted: 2 0', 'delivered: 4', 'relay-denied: 1']);
  });
  it('are made by domain, whatever its case, and by what is not known', () => {
    assert.deepEqual(summary(some, 'recipient-domain'), ['example.com: 6 4', 'example.net: 2 0', ': 3', 'example.org: 1']);
  });
  it('count each standing', () => {
    const [, greylisted] = groupRecords(some, 'reason');
    assert.deepEqual(greylisted?.counts, { undelivered: 1, 'inbound-reject': 0, 'delivered-later': 1, delivered: 0, nothing: 0 });
  });
  it('by hour stand on one clock, that of most records, in the order of time', () => {
    const at = (attemptedAt: string): TriageRecord => aRecord({ attemptedAt });
    const records = [
      at('2026-11-21T10:59:59+01:00'),
      at('2026-11-21T09:30:00Z'),
      at('2026-11-21T09:10:00+01:00'),
      at('2026-11-21T10:05:00'),
      aRecord(),
    ];
    assert.deepEqual(summary(records, 'hour'), [': 4', '2026-11-21 09:00 +01:00: 2', '2026-11-21 10:00 +01:00: 0 1 3']);
  });
  it('hold every record of a delivery once, whatever they are made by', () => {
    const record = fc.record({
      outcome: fc.constantFrom<TriageRecord['outcome']>('permanent-failure', 'deferral', 'delayed-notice', 'delivered', 'none'),
      direction: fc.constantFrom('inbound' as const, 'outbound' as const),
      reason: fc.constantFrom('a', 'b', '__proto__'),
      recipient: fc.string(),
      attemptedAt: fc.oneof(fc.string(), fc.constant('2026-02-30T25:61:00+99:99')),
    });
    fc.assert(
      fc.property(fc.array(record), fc.constantFrom(...groupings), (facts, by) => {
        const records = facts.map((one) => aRecord(one));
        const members = groupRecords(records, by).flatMap((group) => group.members);
        assert.deepEqual(
          [...members].sort((a, b) => a - b),
          records.flatMap(({ outcome }, index) => (outcome === 'none' ? [] : [index])),
        );
      }),
    );
  });
  it('of 100,000 records are made in a moment', () => {
    const records = manyRecords(100_000);
    const began = performance.now();
    for (const by of groupings) groupRecords(records, by);
    assert.ok(performance.now() - began < 6_000, `eight groupings took ${performance.now() - began} ms`);
  });
});

describe('a filter', () => {
  const records = [
    aRecord({ recipient: 'Kim@Example.com', diagnosticText: '550 5.1.1 User unknown' }),
    aRecord({ owner: 'recipient', outcome: 'deferral', direction: 'inbound', recipient: 'lee@example.net' }),
  ];
  it('wants every word, in whatever key and case', () => {
    assert.deepEqual(filterRecords(records, { text: 'kim  UNKNOWN' }), [0]);
    assert.deepEqual(filterRecords(records, { text: 'kim lee' }), []);
    assert.deepEqual(filterRecords(records, { text: ' ' }), [0, 1]);
  });
  it('wants one of the outcomes, owners and directions', () => {
    assert.deepEqual(filterRecords(records, { outcomes: ['deferral', 'delayed-notice'] }), [1]);
    assert.deepEqual(filterRecords(records, { owners: ['sender'], directions: ['inbound'] }), []);
    assert.deepEqual(filterRecords(records, { owners: [], directions: ['inbound'] }), [1]);
  });
  it('knows when it wants everything', () => {
    assert.equal(isFilterEmpty({ text: ' ', owners: [] }), true);
    assert.equal(isFilterEmpty({ directions: ['inbound'] }), false);
  });
});
