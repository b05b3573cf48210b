/** What some logs tell of one message. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, before } from 'mocha';
import { bounceLens, recordsIn } from './the-program.ts';

const older = [
  'Nov 20 10:05:50 mx postfix/smtpd[55]: 4F5501ABCD: client=pc.example.org[192.0.2.7]',
  'Nov 20 10:05:50 mx postfix/cleanup[55]: 4F5501ABCD: message-id=<a1@example.org>',
  'Nov 20 10:05:51 mx postfix/smtp[55]: 4F5501ABCD: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=1, delays=0/0/0/1, dsn=4.2.2, status=deferred (host mx.example.com[203.0.113.5] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))',
];
const newer = [
  'Nov 21 10:05:50 mx postfix/smtp[55]: 4F5501ABCD: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9XY)',
  'Nov 21 10:05:50 mx postfix/qmgr[55]: 4F5501ABCD: removed',
];

describe('bounce-lens story', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'bounce-lens-story-'));
  before(() => {
    writeFileSync(join(cwd, 'mail.log'), `${newer.join('\n')}\n`);
    writeFileSync(join(cwd, 'mail.log.1.gz'), gzipSync(`${older.join('\n')}\n`));
    utimesSync(join(cwd, 'mail.log.1.gz'), new Date('2026-11-20'), new Date('2026-11-20T23:59:59Z'));
    utimesSync(join(cwd, 'mail.log'), new Date('2026-11-21'), new Date('2026-11-21T23:59:59Z'));
  });
  after(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (...args: readonly string[]) => bounceLens(['story', ...args], { cwd });

  it('goes over rotated and packed logs, in whatever order they are given', async () => {
    const { status, stdout, stderr } = await run('4F5501ABCD', 'mail.log', 'mail.log.1.gz');
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    for (const line of [
      /^Message {5}4F5501ABCD$/m,
      /^Message-ID {2}a1@example\.org$/m,
      /^Arrived {5}Nov 20 10:05:50$/m,
      /^Ended {7}delivered$/m,
      /^To {10}kim@example\.com {2}delivered, 2 attempts$/m,
      /^mail\.log\.1\.gz:3 {2}Nov 20 10:05:51 {2}attempt {2}kim@example\.com mx\.example\.com 452 4\.2\.2 \(.*full/m,
      /^mail\.log:2 {7}Nov 21 10:05:50 {2}ended/m,
    ])
      assert.match(stdout, line);
  });
  it('is given as data, with the records of its deliveries', async () => {
    const { stdout } = await run('--format', 'json', '<a1@example.org>', 'mail.log', 'mail.log.1.gz');
    const [story] = recordsIn(JSON.stringify(JSON.parse(stdout)[0]));
    assert.deepEqual([story?.['ending'], story?.['queueIds'], story?.['beginsEarlier']], ['delivered', ['4F5501ABCD'], false]);
    const steps = recordsIn(
      JSON.parse(stdout)[0]
        .steps.map((step: unknown) => JSON.stringify(step))
        .join('\n'),
    );
    assert.deepEqual(
      steps.map(({ file, line, kind }) => `${String(file)}:${String(line)} ${String(kind)}`),
      ['mail.log.1.gz:1 arrived', 'mail.log.1.gz:2 queued', 'mail.log.1.gz:3 attempt', 'mail.log:1 attempt', 'mail.log:2 ended'],
    );
    const [deferral] = recordsIn(JSON.stringify(JSON.parse(stdout)[0].steps[2].records[0]));
    assert.deepEqual(
      [deferral?.['reason'], deferral?.['column'], deferral?.['attemptedAt']],
      ['mailbox-full', (older[2] ?? '').indexOf('4.2.2 Mailbox') + 1, '2026-11-20T10:05:51+00:00'],
    );
  });
  it('says so where nothing is found, and what cannot be read', async () => {
    assert.deepEqual(await run('FFFFFFFFFF', 'mail.log'), { status: 0, stdout: 'No line names FFFFFFFFFF.\n', stderr: '' });
    assert.equal((await run('--format', 'json', 'FFFFFFFFFF', 'mail.log')).stdout, '[]\n');
    const { status, stderr } = await run('4F5501ABCD', 'nowhere.log');
    assert.deepEqual([status, stderr], [1, 'bounce-lens: nowhere.log: no such file or folder\n']);
    assert.match((await run('4F5501ABCD')).stderr, /story needs a queue id or Message-ID, and the logs/);
  });
  it('reads what is piped in, and shows controls escaped', async () => {
    const input = newer.join('\n').replace('Ok: queued', 'Ok\u001b[31m: queued');
    const { stdout } = await bounceLens(['story', '4F5501ABCD', '-'], { input });
    assert.match(stdout, /^First seen {2}Nov 21 10:05:50$/m);
    assert.match(stdout, /How it came does not stand in these logs\./);
    assert.equal(stdout.includes('\u001b'), false);
  });
});

describe('bounce-lens explain with the name of a file', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'bounce-lens-hint-'));
  before(() => {
    for (const name of ['bounce.eml', 'a bounce.eml', '550']) writeFileSync(join(cwd, name), '550 5.1.1 User unknown\n');
  });
  after(() => rmSync(cwd, { recursive: true, force: true }));
  const hint = async (...words: readonly string[]): Promise<string> => (await bounceLens(['explain', ...words], { cwd })).stderr;

  it('says what to type instead', async () => {
    assert.match(await hint('bounce.eml'), /did you mean: bounce-lens triage bounce\.eml or: bounce-lens explain - < bounce\.eml\n$/);
    assert.match(await hint('a bounce.eml'), /bounce-lens triage "a bounce\.eml" or: bounce-lens explain - < "a bounce\.eml"\n$/);
    assert.match(await hint('bounce.eml', '550'), /did you mean: bounce-lens triage bounce\.eml 550\n$/);
    assert.equal(await hint('550 5.1.1 User unknown'), '');
  });
});
