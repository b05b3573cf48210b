/** A disk that is really full: a file system of some kilobytes, mounted for this test alone. Needs root. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'dist/bounce-lens.cjs');
const line = (number: number): string =>
  `Nov 21 10:05:50 mail postfix/smtp[5501]: 4F${String(number).padStart(6, '0')}: to=<kim@example.com>, relay=mx.example.com[192.0.2.5]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n`;

describe('a disk of 256 kilobytes', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-full-'));
  const disk = join(folder, 'disk');
  const log = join(folder, 'mail.log');
  before(() => {
    execFileSync('mkdir', [disk]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
    // More records than are kept in memory.
    writeFileSync(log, Array.from({ length: 30_000 }, (_, number) => line(number)).join(''));
  });
  after(() => {
    execFileSync('umount', [disk]);
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 28 });

  for (const format of ['ndjson', 'csv', 'table'])
    it(`that takes no whole ${format}: what was there stays, nothing half is left, and it is told`, () => {
      const place = join(disk, 'bounces');
      writeFileSync(place, 'of yesterday');
      const { status, stderr } = run(['triage', '--format', format, '--output', place, log]);
      assert.deepEqual([status, /could not be written.*(?:ENOSPC|no space left)/i.test(stderr)], [1, true], stderr);
      assert.deepEqual([readFileSync(place, 'utf8'), readdirSync(disk)], ['of yesterday', ['bounces']]);
      rmSync(place);
    });

  it('on which the records of a big log should wait: it is told, and nothing is left there', () => {
    for (const jobs of ['1', '2']) {
      const { status, stdout, stderr } = run(['triage', '--format', 'ndjson', '--jobs', jobs, log], { TMPDIR: disk });
      assert.deepEqual([status, /mail\.log: .*(?:disk|space)/i.test(stderr), stdout], [1, true, ''], stderr);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack of ours');
      assert.deepEqual(readdirSync(disk), []);
    }
  });

  it('is no matter to what needs no disk', () => {
    const { status, stdout } = run(['triage', '--format', 'tally', '--part', '1', log], { TMPDIR: disk });
    assert.deepEqual([status, JSON.parse(stdout).records], [0, 30_000]);
  });
});
