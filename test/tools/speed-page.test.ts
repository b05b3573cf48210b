/** docs/speed.md holds what the bench wrote into it, and says of each figure what it is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meaningOf, meaningsIn, tableBelow, tableMark, withTable } from '../../tools/bench/speed-page.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/speed.md'), 'utf8');

const end = '## What each figure means';

describe('the page of speed', () => {
  const rows = tableBelow(page, tableMark);
  const meanings = meaningsIn(page);

  it('has a table as the bench writes it', () => {
    assert.ok(rows.length > 30, `${rows.length} figures: npm run bench, then npm run bench:docs`);
    for (const row of rows) {
      assert.equal(row.length, 5, row.join(' | '));
      const [name = '', value = '', spread = '', goal = '', met = ''] = row;
      assert.notEqual(name, '');
      assert.match(value, /^-?[\d.]+ (?:MB\/s|MB|×|ms\/MB|ms|µs|%|mails\/s|kB)$/, name);
      assert.match(spread, /^(?:|-?[\d.]+–-?[\d.]+)$/, name);
      assert.match(goal, /^(?:|[≥≤] [\d.]+)$/, name);
      assert.match(met, goal === '' ? /^$/ : /^(?:met|\*\*missed\*\*)$/, name);
    }
  });

  it('says of each figure what it is, and of none that there is not', () => {
    const named = rows.map(([name = '']) => meaningOf(meanings, name));
    assert.deepEqual(
      rows.filter((_, index) => named[index] === undefined).map(([name]) => name),
      [],
    );
    const absent = /^- .{1,80}: absent \(/m.test(page);
    const unused = meanings.filter(({ pattern }) => !named.some((meaning) => meaning?.pattern === pattern));
    assert.deepEqual(absent ? [] : unused.map(({ pattern }) => pattern), []);
  });

  it('takes new results in the place of those before, and nothing else changes', () => {
    const figure = { name: 'triage', value: 123.4, unit: 'MB/s', spread: [120, 130] as const, goal: { least: 200 } };
    const results = { at: '2026-11-22T10:00:00Z', setting: '1M seed 1', machine: '2 processors', figures: [figure] };
    const written = withTable(page, { ...results, absent: [{ name: 'rg', why: 'not installed' }] });
    assert.deepEqual(tableBelow(written, tableMark), [['triage', '123 MB/s', '120–130', '≥ 200', '**missed**']]);
    assert.match(written, /Measured on 2026-11-22, 1M seed 1, on 2 processors\./);
    assert.match(written, /^- rg: absent \(not installed\)$/m);
    assert.equal(written.slice(written.indexOf(end)), page.slice(page.indexOf(end)));
    assert.equal(withTable(written, { ...results, absent: [] }), withTable(page, { ...results, absent: [] }));
    assert.throws(() => withTable('no marks', { ...results, absent: [] }), RangeError);
  });
});
