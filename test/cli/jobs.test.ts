/** Threads, tallies and files that are whole or not there: what is written is the same however it is read. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile as readFileFrom } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'mocha';
import { type MadeLog, makeLog } from '../../tools/bench/make-log.ts';
import type { Stated } from '../../tools/bench/postfix-log.ts';
import { bounceLens, bounceLensOnFullDisk, objectIn, recordsIn } from './the-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-jobs-'));
const samples = join(import.meta.dirname, '../samples');
const log = join(folder, 'mail.log');
const made: MadeLog = { path: log, bytes: 18_000_000, seed: 7 };
let stated: Stated;

/** How many records have this outcome and fate. */
function count(stdout: string, outcome: string, fate?: string): number {
  return recordsIn(stdout).filter((one) => one['outcome'] === outcome && one['fate'] === fate).length;
}

describe('bounce-lens triage of a big log', function () {
  this.timeout(120_000);
  before(async () => {
    stated = await makeLog(made);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('finds what was put into it', async () => {
    const { status, stdout } = await bounceLens(['triage', '--format', 'ndjson', log]);
    assert.equal(status, 0);
    assert.ok(stated.expired > 0 && stated.pending > 0 && stated.deliveredLater > 0 && stated.bounced > 100);
    assert.equal(count(stdout, 'permanent-failure'), stated.bounced + stated.rejectedForGood);
    assert.equal(count(stdout, 'permanent-failure', 'expired'), stated.expired);
    assert.equal(count(stdout, 'deferral', 'delivered-later'), stated.deliveredLater);
    assert.equal(count(stdout, 'deferral', 'pending'), stated.pending);
    assert.equal(count(stdout, 'deferral'), stated.rejectedForNow);
  });

  it('writes the same with several threads, in every format', async () => {
    for (const format of ['ndjson', 'csv', 'tally']) {
      const [one, three] = await Promise.all(['1', '3'].map((jobs) => bounceLens(['triage', '--jobs', jobs, '--format', format, log])));
      assert.equal(three?.stderr, '');
      assert.ok(three?.stdout === one?.stdout, `${format} differs`);
    }
  });

  it('writes the same of a folder of mails and logs with several threads, what cannot be read among it', async () => {
    const paths = [samples, join(folder, 'nothing.eml'), log];
    const [one, three] = await Promise.all(
      ['1', '3'].map((jobs) => bounceLens(['triage', '--all', '--jobs', jobs, '--format', 'ndjson', ...paths])),
    );
    assert.ok((one?.stdout.length ?? 0) > 100_000);
    assert.deepEqual(three, one);
  });

  it('merges the tallies of files into that of all', async () => {
    const parts = ['postfix/deferred-then-expired.log', 'sendmail/failed-deferred-refused.log', 'dsn/postfix-user-unknown.eml'];
    const files = parts.map((part) => join(samples, part));
    const whole = await bounceLens(['triage', '--format', 'tally', ...files]);
    const tallies = await Promise.all(files.map((file) => bounceLens(['triage', '--format', 'tally', file])));
    const one = join(folder, 'one.json');
    writeFileSync(one, tallies[0]?.stdout ?? '');
    const rest = tallies.slice(1).map(({ stdout }) => stdout);
    const merged = await bounceLens(['merge', '-', one], { input: rest.join('') });
    assert.equal(merged.stderr, '');
    assert.equal(merged.stdout, whole.stdout);
    assert.ok(Number(objectIn(merged.stdout)['records']) > 5);
    const table = await bounceLens(['merge', '--format', 'table', one]);
    assert.match(table.stdout, /^\d+ records\n\nOutcome\n/);
  });

  it('merges nothing where a part is none', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"kind":"bounce-lens tally","format":1,"rec');
    const { status, stdout, stderr } = await bounceLens(['merge', '--output', join(folder, 'merged.json'), broken]);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /broken\.json: not a tally/);
    assert.equal(existsSync(join(folder, 'merged.json')), false);
  });
});

describe('bounce-lens --output', function () {
  this.timeout(60_000);
  const place = mkdtempSync(join(tmpdir(), 'bounce-lens-output-'));
  after(() => rmSync(place, { recursive: true, force: true }));

  it('writes what would have been printed', async () => {
    const sample = join(samples, 'postfix/user-unknown.log');
    const printed = await bounceLens(['triage', '--format', 'csv', sample]);
    const written = await bounceLens(['triage', '--format', 'csv', '--output', join(place, 'all.csv'), sample]);
    assert.deepEqual([written.status, written.stdout, written.stderr], [0, '', '']);
    assert.equal(readFileSync(join(place, 'all.csv'), 'utf8'), printed.stdout);
    assert.deepEqual(readdirSync(place), ['all.csv']);
  });

  it('leaves nothing half-written, and what was there as it was, where the disk is full', async () => {
    writeFileSync(join(place, 'before.csv'), 'as it was');
    for (const name of ['before.csv', 'new.csv']) {
      const { status, stderr } = await bounceLensOnFullDisk(['triage', '--all', '--format', 'csv', '--output', join(place, name), samples]);
      assert.equal(status, 1);
      assert.match(stderr, /the output could not be written/);
    }
    assert.equal(readFileSync(join(place, 'before.csv'), 'utf8'), 'as it was');
    assert.deepEqual(readdirSync(place), ['all.csv', 'before.csv']);
  });

  it('writes to what is no file, and puts none in its place', async () => {
    const sample = join(samples, 'postfix/user-unknown.log');
    const pipe = join(place, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [printed, read, written] = await Promise.all([
      bounceLens(['triage', '--format', 'csv', sample]),
      readFileFrom(pipe, 'utf8'),
      bounceLens(['triage', '--format', 'csv', '--output', pipe, sample]),
    ]);
    assert.deepEqual([written.status, written.stderr, read], [0, '', printed.stdout]);
    assert.ok(statSync(pipe).isFIFO());
    rmSync(pipe);
    const folderAsFile = await bounceLens(['triage', '--output', place, sample]);
    assert.equal(folderAsFile.status, 1);
  });

  it('writes to the file that a link leads to, and leaves the link', async () => {
    const sample = join(samples, 'postfix/user-unknown.log');
    writeFileSync(join(place, 'far.csv'), '');
    symlinkSync('far.csv', join(place, 'link.csv'));
    await bounceLens(['triage', '--format', 'csv', '--output', join(place, 'link.csv'), sample]);
    assert.ok(lstatSync(join(place, 'link.csv')).isSymbolicLink());
    assert.match(readFileSync(join(place, 'far.csv'), 'utf8'), /5\.1\.1/);
    for (const name of ['far.csv', 'link.csv']) rmSync(join(place, name));
  });

  it('says that a folder is not there before anything is read', async () => {
    const { status, stderr } = await bounceLens(['triage', '--output', join(place, 'none/all.txt'), samples]);
    assert.equal(status, 1);
    assert.match(stderr, /none\/all\.txt: no such file or folder/);
  });
});
