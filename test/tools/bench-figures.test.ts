import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, isMet, isRegression, keepResults, lastKept, lastResults, measured, tableOf } from '../../tools/bench/figures.ts';
import { bytesOf } from '../../tools/bench/make-log.ts';

const triage: Figure = { name: 'triage', value: 100, unit: 'MB/s', better: 'more' };
const start: Figure = { name: 'start', value: 100, unit: 'ms', goal: { most: 120 } };
const results = (setting: string, at: string, figures: readonly Figure[]) => ({ setting, at, figures, absent: [] });

describe('the figures of a bench', () => {
  it('are the median of what was measured, with its bounds', () => {
    const figure = measured([3, 1, 2, 10], { name: 'x', unit: '×' });
    assert.equal(figure.value, 2.5);
    assert.deepEqual(figure.spread, [1, 10]);
    assert.equal(measured([4], { name: 'x', unit: '×' }).spread, undefined);
  });

  it('meet a goal at its bound', () => {
    assert.equal(isMet({ ...start, value: 120 }), true);
    assert.equal(isMet({ ...start, value: 121 }), false);
    assert.equal(isMet({ ...start, goal: { least: 100 } }), true);
    assert.equal(isMet(triage), undefined);
  });

  it('that got worse by more than noise are called so, whichever way is worse', () => {
    assert.ok(isRegression({ ...triage, value: 80 }, triage));
    assert.ok(!isRegression({ ...triage, value: 90 }, triage));
    assert.ok(!isRegression({ ...triage, value: 200 }, triage));
    assert.ok(isRegression({ ...start, value: 118 }, start));
    assert.ok(!isRegression({ ...start, value: 80 }, start));
    const table = tableOf(results('1M', '2', [{ ...triage, value: 50 }]), results('1M', '1', [triage]));
    assert.match(table, /triage +50\.0 MB\/s +−50 % WORSE/);
  });

  it('are kept, and found again by their setting; a quick run is no whole one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-figures-'));
    try {
      assert.equal(lastKept(join(folder, 'none')), undefined);
      for (const [setting, at] of [
        ['1M seed 1', '2026-01'],
        ['2M seed 1', '2026-02'],
        ['2M seed 1 quick', '2026-03'],
      ] as const)
        keepResults(folder, results(setting, at, [triage]));
      assert.equal(lastResults(folder, '1M seed 1')?.at, '2026-01');
      assert.equal(lastResults(folder, '3M seed 1'), undefined);
      assert.equal(lastKept(folder)?.at, '2026-02');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are of sizes as people write them', () => {
    assert.deepEqual(['500M', '1g', '65536'].map(bytesOf), [500e6, 1e9, 65_536]);
    assert.throws(() => bytesOf('1.5G'), RangeError);
  });
});
