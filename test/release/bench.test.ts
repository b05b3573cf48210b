/** The bench from its start to its end, with little to do: what it measures is what docs/speed.md tells of. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastKept } from '../../tools/bench/figures.ts';
import { meaningOf, meaningsIn } from '../../tools/bench/speed-page.ts';

const root = join(import.meta.dirname, '../..');

describe('npm run bench', () => {
  const kept = mkdtempSync(join(tmpdir(), 'bounce-lens-bench-'));
  after(() => rmSync(kept, { recursive: true, force: true }));

  it('measures what the page tells of, finds its answers right, and keeps its results', function () {
    this.timeout(300_000);
    const little = ['--size', '1M', '--sizes', '1M', '--rounds', '1', '--mails', '20', '--kept', kept];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/bench.ts', ...little], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^figure +median +spread +goal/m);
    const results = lastKept(kept);
    assert.ok(results !== undefined && results.figures.length > 25, `${results?.figures.length} figures`);
    const meanings = meaningsIn(readFileSync(join(root, 'docs/speed.md'), 'utf8'));
    const unnamed = results.figures.filter(({ name }) => meaningOf(meanings, name) === undefined);
    assert.deepEqual(
      unnamed.map(({ name }) => name),
      [],
      'say in docs/speed.md what they are',
    );
    for (const { name, value } of results.figures) assert.ok(Number.isFinite(value), `${name}: ${value}`);
  });
});
