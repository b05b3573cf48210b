/** Records that wait come out as they went in, with what was told of them later; in memory or on disk. */
import assert from 'node:assert/strict';
import type { StoryEnd } from '@bounce-lens/shared';
import fc from 'fast-check';
import { openRecordStore } from '../../cli/src/log/record-store.ts';

interface Told {
  readonly record: Readonly<Record<string, unknown>>;
  readonly facts: StoryEnd | undefined;
}
/** Each is looked at again as it was added, and told of as soon as all are added. */
function throughStore(told: readonly Told[]): readonly string[] {
  const store = openRecordStore();
  try {
    const places = told.map(({ record }, index) => {
      const text = JSON.stringify(record);
      return index % 2 === 0 ? store.add(text) : store.add(text.slice(0, 7), Buffer.from(text.slice(7)));
    });
    for (const [index, place] of places.entries()) if (index % 7 === 0) assert.equal(store.at(place), JSON.stringify(told[index]?.record));
    for (const [index, { facts }] of told.entries()) if (facts) store.tell(index, facts);
    assert.equal(store.count, told.length);
    // What was given is gone when the next is asked for.
    const texts = Array.from(store.lines(), (lines) => Buffer.from(lines).toString());
    assert.ok(
      texts.every((text) => text.endsWith('\n')),
      'whole lines',
    );
    return texts.flatMap((text) => text.split('\n').slice(0, -1));
  } finally {
    store.close();
  }
}
function expected(told: readonly Told[]): readonly string[] {
  return told.map(({ record, facts }) => JSON.stringify({ ...record, ...facts }));
}

const fates = ['delivered-later', 'pending', 'expired'] as const;
const facts = fc.record({ attempts: fc.integer({ min: 1, max: 400_000_000 }), fate: fc.constantFrom(...fates) }, { requiredKeys: [] });
const told = fc.record({
  record: fc.record({ file: fc.string({ unit: 'binary' }), diagnosticText: fc.string({ unit: 'grapheme', maxLength: 400 }) }),
  facts: fc.option(facts, { nil: undefined }),
});

describe('records that wait for the end of their log', () => {
  it('are told with what their stories told', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 40 }), (all) => {
        assert.deepEqual(throughStore(all), expected(all));
      }),
    );
  });

  it('are the same where they are too many for memory, some of them longer than all that is written at once', () => {
    const all: readonly Told[] = Array.from({ length: 9_000 }, (_, index) => ({
      record: { file: 'mail.log', line: index, text: index % 2_500 === 7 ? 'ü€'.repeat(700_000) : 'x'.repeat(index % 900) },
      facts: index % 3 === 0 ? undefined : { attempts: index, ...(index % 2 === 0 && { fate: fates[index % 3] ?? 'pending' }) },
    }));
    assert.deepEqual(throughStore(all), expected(all));
  });

  it('are none of none', () => assert.deepEqual(throughStore([]), []));
});
