/** One log, cut at line ends and tallied in parts, on as many machines as there are: the parts merged are the tally of the log. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../house/sources.ts';
import { expiringLog, postfixLog } from './some-mails.ts';
import { bounceLens, objectIn } from './the-program.ts';

const log = expiringLog + postfixLog;
const lines = log.split(/(?<=\n)/);

function sampleOf(dialect: string): string {
  const folder = join(root, 'test/samples', dialect);
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.log')) ?? '');
}

describe('a log in parts', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-parts-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const tallyOf = async (text: string, part: string): Promise<string> =>
    (await bounceLens(['triage', '--format', 'tally', '--part', part, '-'], { input: text })).stdout;

  it('is tallied a line a part, and merged in any order is the tally of the whole', async () => {
    const whole = await bounceLens(['triage', '--format', 'tally', '-'], { input: log });
    assert.match(whole.stdout, /delivered-later/);
    const parts = await Promise.all(lines.map((line, index) => tallyOf(line, String(index + 1))));
    for (const order of [parts, [...parts].reverse(), [...parts.slice(3), ...parts.slice(0, 3)]]) {
      const merged = await bounceLens(['merge', '--settle', '-'], { input: order.join('') });
      assert.deepEqual([merged.status, merged.stdout], [0, whole.stdout]);
    }
    const halfway = await bounceLens(['merge', '-'], { input: parts.slice(0, 4).join('') });
    const all = await bounceLens(['merge', '--settle', '-'], { input: [...parts.slice(4), halfway.stdout].join('') });
    assert.equal(all.stdout, whole.stdout);
    const table = await bounceLens(['merge', '--format', 'table', '-'], { input: parts.join('') });
    assert.equal(table.stdout, (await bounceLens(['merge', '--format', 'table', '-'], { input: whole.stdout })).stdout);
  });

  it('may be packed, and of several logs', async () => {
    const [first, second] = [join(folder, 'mail.log.1.gz'), join(folder, 'mail.log')];
    writeFileSync(first, gzipSync(lines.slice(0, 5).join('')));
    writeFileSync(second, lines.slice(5).join(''));
    const one = await bounceLens(['triage', '--format', 'tally', '--part', 'mx1:1', first]);
    const two = await bounceLens(['triage', '--format', 'tally', '--part', 'mx1:2', second]);
    const other = await tallyOf(log, 'mx2:1');
    const merged = await bounceLens(['merge', '--settle', '-'], { input: two.stdout + other + one.stdout });
    const whole = (await bounceLens(['triage', '--format', 'tally', '-'], { input: log })).stdout;
    assert.equal(merged.stdout, (await bounceLens(['merge', '-'], { input: whole + whole })).stdout);
  });

  it('is told to lack a part, or to have one twice', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map((number) => tallyOf(lines[number - 1] ?? '', `mx:${number}`)));
    const gap = await bounceLens(['merge', '--settle', '-'], { input: `${one}${three}` });
    assert.deepEqual([gap.status, /part mx:2 is missing/.test(gap.stderr), gap.stdout !== ''], [1, true, true]);
    const open = await bounceLens(['merge', '-'], { input: `${one}${three}` });
    assert.deepEqual([open.status, open.stderr], [0, ''], 'it may still come');
    const twice = await bounceLens(['merge', '-'], { input: `${one}${two}${two}` });
    assert.deepEqual([twice.status, /part mx:2 is there twice/.test(twice.stderr), twice.stdout], [1, true, '']);
  });

  it('cannot be a log whose lines tell of each other, nor written but as a tally', async () => {
    const told = await bounceLens(['triage', '--format', 'tally', '--part', '1', sampleOf('qmail')]);
    assert.deepEqual([told.status, /such a log cannot be cut/.test(told.stderr)], [1, true], told.stderr);
    assert.equal(objectIn(told.stdout)['faults'], 1);
    for (const args of [
      ['--part', '0', '-'],
      ['--part', 'x', '-'],
      ['--part', '1', 'a', 'b'],
    ])
      assert.equal((await bounceLens(['triage', '--format', 'tally', ...args])).status, 2, args.join(' '));
    assert.equal((await bounceLens(['triage', '--format', 'csv', '--part', '1', '-'])).status, 2);
  });
});
