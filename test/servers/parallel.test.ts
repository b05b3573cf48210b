/** docs/scale.md by GNU parallel: logs read by two hosts over SSH give the tally that one command gives. Needs root on Debian. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'dist/bounce-lens.cjs');

describe('GNU parallel over two hosts', function () {
  this.timeout(300_000);
  let out = '';
  let logs: readonly string[] = [];

  before(() => {
    out = mkdtempSync(join(tmpdir(), 'bounce-lens-parallel-'));
    const samples = join(root, 'test/samples');
    const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
    logs = names.map((name) => name.replaceAll('/', '-'));
    for (const [index, name] of names.entries()) copyFileSync(join(samples, name), join(out, logs[index] ?? ''));
    execFileSync('bash', [join(import.meta.dirname, 'parallel.sh'), out, process.execPath, program], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  it('reads every log once, on both hosts', () => {
    const read = readFileSync(join(out, 'hosts'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    assert.deepEqual(read.map(([, name]) => name).sort(), [...logs].sort());
    assert.deepEqual([...new Set(read.map(([host]) => host))].sort(), ['127.0.0.2', '127.0.0.3']);
  });

  it('merges to the tally of one command over all', () => {
    const whole = execFileSync(process.execPath, [program, 'triage', '--format', 'tally', ...logs.map((name) => join(out, name))], {
      encoding: 'utf8',
    });
    assert.ok(JSON.parse(whole).records > 100);
    assert.equal(readFileSync(join(out, 'merged.json'), 'utf8'), whole);
  });
});
