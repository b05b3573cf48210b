/** The closing line of CI is the sum of what mocha really ran. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failuresOf, readTally, sumTally } from '../../tools/tally.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the tally of a test run', () => {
  let scratch = '';
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'bounce-lens-tally-'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it('is what mocha counted, summed over runs', function () {
    this.timeout(60_000);
    const tally = join(scratch, 'tally.ndjson');
    const tests = join(scratch, 'some.test.mjs');
    writeFileSync(tests, "it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('meant'); }); it.skip('d', () => {});");
    const args = ['node_modules/mocha/bin/mocha.js', '--no-config', '--import=tsx', '--reporter=./tools/mocha-reporter.ts', tests];
    for (const suite of ['first', 'second'])
      assert.equal(
        spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, TEST_TALLY: tally, TEST_SUITE: suite } }).status,
        1,
      );
    assert.deepEqual(
      readTally(tally).map((line) => line.suite),
      ['first', 'second'],
    );
    assert.equal(sumTally(readTally(tally)), '4 passed, 2 failed, 2 skipped');
    assert.equal(
      execFileSync(process.execPath, ['--import', 'tsx', 'tools/tally.ts', tally], { cwd: root, encoding: 'utf8' }),
      'failed: first: c: meant\nfailed: second: c: meant\n4 passed, 2 failed, 2 skipped\n',
    );
  });

  it('is nothing where nothing ran', () => {
    const none = readTally(join(scratch, 'none.ndjson'));
    assert.equal(sumTally(none), '0 passed, 0 failed');
    assert.deepEqual(failuresOf(none), []);
  });
});
