/** A log that is cut at line ends and tallied in parts: the parts, merged in any order and grouping, are the tally of the whole. */
import assert from 'node:assert/strict';
import {
  expiredAttempt,
  faultsOfParts,
  mergeTallies,
  openLogTally,
  openLogTeller,
  openPartTally,
  openTally,
  type RecordTally,
  readTally,
  settleTally,
  type TriageRecord,
} from '@bounce-lens/shared';
import fc from 'fast-check';
import type { LogEvent, LogSink } from '../../../shared/src/triage/log-reader.ts';
import { toldDelivery } from '../told-deliveries.ts';

/** What one line tells: an event, or a delivery of which there is to be no record. */
type Line = { readonly event: LogEvent } | { readonly queueId: string; readonly recipient: string };

const queue = fc.constantFrom('Q1', 'Q2', '__proto__');
const recipient = fc.constantFrom('kim@a.example', 'lee@b.example', 'local');
const record = fc.record({
  reason: fc.constantFrom('mailbox-full', 'unknown', 'greylisted'),
  owner: fc.constantFrom('nobody' as const, 'recipient' as const),
  rule: fc.constantFrom('x/a', 'x/b'),
  time: fc.constantFrom({}, { attemptedAt: '2026-11-21T10:05:50+01:00' }, { attemptedAt: '2026-11-21T11:05:50+01:00' }),
});
type Kind = 'deferral' | 'refused' | 'delivered' | 'expired' | 'queue expired' | 'notice' | 'nameless';
const kind = fc.constantFrom<Kind[]>(
  'deferral',
  'deferral',
  'deferral',
  'refused',
  'delivered',
  'expired',
  'queue expired',
  'notice',
  'nameless',
);
const line: fc.Arbitrary<Line> = fc
  .tuple(queue, recipient, kind, record, fc.boolean())
  .map(([queueId, to, what, { time, ...facts }, isKept]) => {
    if (what === 'delivered' && !isKept) return { queueId, recipient: to };
    const outcome = outcomeOf(what);
    const names = what === 'queue expired' ? { queueId } : what === 'nameless' ? { recipient: to } : { queueId, recipient: to };
    const told: TriageRecord = { file: 'log', outcome, sisimaiReason: '', ...names, ...facts, ...time };
    return { event: { record: told, attempt: { ...names, outcome, expired: what.endsWith('expired') }, offset: 0 } };
  });
function outcomeOf(what: Kind): 'deferral' | 'delayed-notice' | 'delivered' | 'permanent-failure' {
  if (what === 'deferral' || what === 'nameless') return 'deferral';
  if (what === 'notice') return 'delayed-notice';
  return what === 'delivered' ? 'delivered' : 'permanent-failure';
}
const lines = fc.array(line, { maxLength: 24 });
const cuts = fc.array(fc.nat(24), { maxLength: 5 });

function tellAll(told: readonly Line[], sink: LogSink): void {
  for (const one of told) 'event' in one ? sink.event(one.event) : sink.delivered(toldDelivery(one.queueId, one.recipient));
}
/** Of its records, one by one. */
function tallyOfWhole(told: readonly Line[]): RecordTally {
  const all: TriageRecord[] = [];
  const teller = openLogTeller<TriageRecord, TriageRecord>({
    add(record, index) {
      all[index] = record;
      return record;
    },
    tell(index, facts) {
      all[index] = Object.assign({}, all[index], facts);
    },
    expired: expiredAttempt,
  });
  tellAll(told, teller);
  teller.end();
  const tally = openTally();
  for (const one of all) tally.add(one);
  return tally.result();
}
/** As `triage --format tally` does without parts. */
function tallyOfLog(told: readonly Line[]): RecordTally {
  const log = openLogTally();
  tellAll(told, log);
  return log.end();
}
function tallyOfPart(told: readonly Line[], number: number): RecordTally {
  const tally = openPartTally({ log: 'mx', number });
  tellAll(told, tally);
  const result = tally.result();
  assert.deepEqual(readTally(JSON.parse(JSON.stringify(result))), mergeTallies([result]), 'it is read back as it was written');
  return result;
}
function partsOf(told: readonly Line[], at: readonly number[]): readonly RecordTally[] {
  const ends = [...new Set([0, ...at, told.length])].filter((cut) => cut <= told.length).sort((a, b) => a - b);
  return ends.map((end, index) => tallyOfPart(told.slice(ends[index - 1] ?? 0, end), index + 1));
}

describe('a log that is only counted', () => {
  it('has the tally of its records', () => {
    fc.assert(
      fc.property(lines, (told) => assert.deepEqual(tallyOfLog(told), tallyOfWhole(told))),
      { numRuns: 1_000 },
    );
  });
});

describe('the tallies of the parts of a log', () => {
  it('are the tally of the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(lines, cuts, (told, at) => {
        assert.deepEqual(settleTally(mergeTallies(partsOf(told, at))), tallyOfWhole(told));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the same merged in any order and any grouping, with nothing among them', () => {
    fc.assert(
      fc.property(lines, cuts, fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 }), (told, at, chance) => {
        const parts = partsOf(told, at);
        const left: RecordTally[] = [...parts, openTally().result()];
        const take = (which: number): readonly RecordTally[] => left.splice(which % left.length, 1);
        for (const which of chance.slice(0, parts.length)) {
          const pair = [...take(which), ...take(which >> 4)];
          left.push(mergeTallies(pair));
        }
        assert.deepEqual(left, [mergeTallies(parts)]);
      }),
      { numRuns: 500 },
    );
  });

  it('are those of one part, where it is the only one', () => {
    fc.assert(fc.property(lines, (told) => assert.deepEqual(settleTally(tallyOfPart(told, 1)), tallyOfWhole(told))));
  });

  it('say which part is missing or there twice', () => {
    const of = (log: string, ...numbers: readonly number[]): RecordTally =>
      mergeTallies(numbers.map((number) => openPartTally({ log, number }).result()));
    assert.deepEqual(faultsOfParts(of('mx', 3, 1, 2).parts ?? []), []);
    assert.deepEqual(faultsOfParts(of('mx', 1, 3).parts ?? []), [{ kind: 'missing', part: 'mx:2' }]);
    assert.deepEqual(faultsOfParts(of('', 2).parts ?? []), [{ kind: 'missing', part: '1' }]);
    assert.deepEqual(faultsOfParts(mergeTallies([of('mx', 1, 2), of('mx', 2)]).parts ?? []), [{ kind: 'twice', part: 'mx:2' }]);
    assert.deepEqual(faultsOfParts(mergeTallies([of('a', 1), of('b', 1)]).parts ?? []), []);
  });

  it('name nobody', () => {
    const told: Line[] = [
      {
        event: {
          record: {
            file: 'log',
            outcome: 'deferral',
            reason: 'greylisted',
            sisimaiReason: '',
            recipient: 'kim@a.example',
            queueId: '4F5501',
          },
          attempt: { queueId: '4F5501', recipient: 'kim@a.example', outcome: 'deferral', expired: false },
          offset: 0,
        },
      },
      { queueId: '4F5502', recipient: 'lee@b.example' },
    ];
    assert.doesNotMatch(JSON.stringify(tallyOfPart(told, 2)), /kim|lee@|4F550/);
  });
});

describe('a part in which more waits than is kept', () => {
  const deferral = (queueId: string, enhancedStatus: string): LogEvent => {
    const names = { queueId, recipient: 'kim@a.example' };
    return {
      record: { file: 'log', outcome: 'deferral', reason: 'unknown', sisimaiReason: '', enhancedStatus, ...names },
      attempt: { ...names, outcome: 'deferral', expired: false },
      offset: 0,
    };
  };
  const settled = (events: Iterable<LogEvent>): RecordTally => {
    const part = openPartTally({ log: 'mx', number: 1 });
    for (const event of events) part.event(event);
    const tally = part.result();
    assert.ok((tally.parts?.[0]?.open.length ?? 0) <= 50_000);
    return settleTally(tally);
  };
  it('counts every mail, and says that it is not complete', function () {
    this.timeout(60_000);
    function* mails() {
      for (let mail = 0; mail < 230_000; mail++) yield deferral(`4F${mail}`, '4.2.0');
    }
    const { records, complete, groups } = settled(mails());
    assert.deepEqual([records, complete], [230_000, false]);
    assert.deepEqual(
      groups.map(({ fate, count }) => [fate, count]),
      [['pending', 230_000]],
    );
  });
  it('is not filled by one mail of which ever something else is told', function () {
    this.timeout(60_000);
    function* attempts() {
      for (let attempt = 0; attempt < 250_000; attempt++) yield deferral('4F5501', `4.${attempt % 1_000}.${Math.floor(attempt / 1_000)}`);
    }
    const { records, complete } = settled(attempts());
    assert.deepEqual([records, complete], [250_000, false]);
  });
});
