import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dsnFor, expiringLog, postfixLog } from './some-mails.ts';
import { bounceLens, bounceLensCutShort, recordsIn } from './the-program.ts';

describe('bounce-lens triage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-triage-'));
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const triage = async (args: readonly string[], input?: string | Uint8Array) => {
    const ended = await bounceLens(['triage', '--format', 'ndjson', ...args], { cwd: folder, ...(input !== undefined && { input }) });
    return { ...ended, records: recordsIn(ended.stdout) };
  };
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the record of a refusal in a log, in full', async () => {
    utimesSync(write('mail.log', postfixLog), new Date('2026-11-21T12:00:00Z'), new Date('2026-11-21T12:00:00Z'));
    const { status, stderr, records } = await triage(['mail.log']);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    // Whether a log's own host is named, is its dialect's business.
    const { reason, sisimaiReason, owner, rule, confidence, reportingMta: _, ...facts } = records[0] ?? {};
    const line = postfixLog.split('\n')[0] ?? '';
    assert.deepEqual(facts, {
      file: 'mail.log',
      line: 1,
      column: line.indexOf('550 5.1.1') + 5,
      dialect: 'postfix',
      direction: 'outbound',
      outcome: 'permanent-failure',
      attempts: 1,
      recipient: 'kim@example.com',
      replyCode: '550',
      enhancedStatus: '5.1.1',
      dsnStatus: '5.1.1',
      diagnosticText: '550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown',
      remoteMta: 'mx.example.com',
      remoteIp: '192.0.2.5',
      queueId: '4F5501',
      attemptedAt: '2026-11-21T10:05:50+00:00',
      assumed: ['year', 'zone'],
    });
    assert.deepEqual({ reason, sisimaiReason, owner }, { reason: 'user-unknown', sisimaiReason: 'userunknown', owner: 'sender' });
    assert.match(String(rule), /\//);
    assert.match(String(confidence), /^(certain|likely)$/);
  });

  it('tells what became of deferrals, and shows deliveries only with --all', async () => {
    write('mail.log', postfixLog);
    const briefly = ({ queueId, outcome, attempts, fate }: Readonly<Record<string, unknown>>) => [queueId, outcome, attempts, fate];
    const failures = await triage(['mail.log']);
    assert.deepEqual(failures.records.map(briefly), [
      ['4F5501', 'permanent-failure', 1, undefined],
      ['4F5502', 'deferral', 2, 'delivered-later'],
      ['4F5504', 'deferral', 1, 'pending'],
    ]);
    const all = await triage(['--all', 'mail.log']);
    assert.deepEqual(all.records.map(briefly)[2], ['4F5502', 'delivered', 2, undefined]);
    assert.equal(all.records.length, 4);
  });

  it('tells an expired queue id of the recipients that were still waiting, with the reason of the last attempt', async () => {
    write('expiring.log', expiringLog);
    const { records } = await triage(['expiring.log']);
    const briefly = records.map(({ line, outcome, recipient, attempts, fate, replyCode, reason }) => [
      line,
      outcome,
      recipient,
      attempts,
      fate,
      replyCode,
      reason,
    ]);
    assert.deepEqual(briefly, [
      [1, 'deferral', 'lee@example.net', 1, 'expired', '452', 'mailbox-full'],
      [2, 'deferral', 'kim@example.com', 2, 'delivered-later', '450', 'greylisted'],
      [1, 'permanent-failure', 'lee@example.net', 1, 'expired', '452', 'mailbox-full'],
    ]);
  });

  it('reads a log longer than a window line by line, and knows its lines', async () => {
    const filler = 'Nov 21 10:05:50 mail postfix/qmgr[1]: 4F5500: removed\n';
    const many = Math.ceil((5 * 1024 * 1024) / filler.length);
    write('big.log', postfixLog + filler.repeat(many) + postfixLog.replaceAll('4F55', '4E55'));
    const { status, records } = await triage(['big.log']);
    assert.equal(status, 0);
    assert.equal(records.length, 6);
    assert.equal(records[3]?.['line'], 4 + many + 1);
    assert.equal(records[3]?.['queueId'], '4E5501');
    assert.equal(records[4]?.['fate'], 'delivered-later');
  });

  it('tells a story across windows', async () => {
    const filler = 'Nov 21 10:05:50 mail postfix/qmgr[1]: 4F5500: removed\n';
    const [, deferred = '', delivered = ''] = postfixLog.split('\n');
    write('big.log', `${deferred}\n${filler.repeat(Math.ceil((5 * 1024 * 1024) / filler.length))}${delivered}\n`);
    const { records } = await triage(['big.log']);
    assert.deepEqual(
      records.map(({ attempts, fate }) => [attempts, fate]),
      [[2, 'delivered-later']],
    );
  });

  it('counts columns in UTF-16 units of the text as an editor shows it, whatever the bytes', async () => {
    const line = postfixLog.split('\n')[0] ?? '';
    const strange = Buffer.concat([
      Buffer.from('Nov 21 10:00:00 mail x[1]: \xff ü 😀\r', 'latin1'),
      Buffer.from('\n'),
      Buffer.from(line.replace('mail postfix', 'mäil😀 postfix')),
      Buffer.from('\n'),
    ]);
    write('strange.log', strange);
    write('marked.log', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(postfixLog)]));
    const column = line.indexOf('550 5.1.1') + 5;
    const { records } = await triage(['strange.log', 'marked.log']);
    assert.deepEqual(
      records.slice(0, 2).map((record) => [record['file'], record['line'], record['column']]),
      [
        ['strange.log', 2, column + 2],
        ['marked.log', 1, column],
      ],
    );
  });

  it('splits a mailbox, and numbers its mails', async () => {
    const envelope = 'From MAILER-DAEMON Sat Nov 21 22:59:08 2026\n';
    const lookalike = 'From here on it is text\n\nFrom \n';
    write('inbox', `${envelope}${dsnFor('kim@example.com')}${lookalike}\n${envelope}${dsnFor('lee@example.com')}\n`);
    const { status, records } = await triage(['inbox']);
    assert.equal(status, 0);
    assert.deepEqual(
      records.map(({ file, recipient }) => [file, recipient]),
      [
        ['inbox#1', 'kim@example.com'],
        ['inbox#2', 'lee@example.com'],
      ],
    );
    const text = `${envelope}${dsnFor('kim@example.com')}${lookalike}\n${envelope}${dsnFor('lee@example.com')}`.split('\n');
    for (const { line, column } of records) assert.match(text[Number(line) - 1]?.slice(Number(column) - 1) ?? '', /^5\.2\.2/);
  });

  it('takes a lone mail with an envelope line for a mail, unless it is named a mailbox', async () => {
    const lone = `From MAILER-DAEMON Sat Nov 21 22:59:08 2026\n${dsnFor('kim@example.com')}`;
    write('lone', lone);
    write('lone.eml', lone);
    write('lone.mbox', lone);
    const { records } = await triage(['lone', 'lone.eml', 'lone.mbox']);
    assert.deepEqual(
      records.map(({ file }) => file),
      ['lone', 'lone.eml', 'lone.mbox#1'],
    );
  });

  it('reads folders with all that is in them, in order, not following links to folders', async () => {
    mkdirSync(join(folder, 'box/cur'), { recursive: true });
    write('box/b.eml', dsnFor('b@example.com'));
    write('box/a.eml', dsnFor('a@example.com'));
    write('box/cur/c', dsnFor('c@example.com'));
    symlinkSync('..', join(folder, 'box/loop'));
    const { status, records } = await triage(['box']);
    assert.equal(status, 0);
    assert.deepEqual(
      records.map(({ file }) => file),
      ['box/a.eml', 'box/b.eml', 'box/cur/c'],
    );
    assert.deepEqual(
      (await triage(['box/'])).records.map(({ file }) => file),
      ['box/a.eml', 'box/b.eml', 'box/cur/c'],
    );
  });

  it('reads what is piped in', async () => {
    const { status, records } = await triage(['-'], dsnFor('kim@example.com'));
    assert.equal(status, 0);
    assert.deepEqual(
      records.map(({ file, recipient }) => [file, recipient]),
      [['-', 'kim@example.com']],
    );
  });

  it('says that nothing is in a file only when asked for all', async () => {
    write('empty', '');
    write('letter.eml', 'From: kim@example.com\nTo: agent@example.org\nSubject: Lunch\n\nAt noon?\n');
    assert.deepEqual((await triage(['empty', 'letter.eml'])).records, []);
    const none = { outcome: 'none', reason: 'unknown', sisimaiReason: 'undefined' };
    assert.deepEqual((await triage(['--all', 'empty', 'letter.eml'])).records, [
      { file: 'empty', ...none },
      { file: 'letter.eml', ...none },
    ]);
  });

  it('names what could not be read, with the reason, reads the rest, and leaves with 1', async () => {
    write('good.eml', dsnFor('kim@example.com'));
    write(
      'picture.png',
      Uint8Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256),
    );
    const { status, stderr, records } = await triage(['missing.eml', 'picture.png', 'good.eml']);
    assert.equal(status, 1);
    assert.equal(stderr, 'bounce-lens: missing.eml: no such file or folder\nbounce-lens: picture.png: not text, nor mail: a binary file\n');
    assert.deepEqual(
      records.map(({ file }) => file),
      ['good.eml'],
    );
  });

  it('does not wait for a pipe in a folder', async () => {
    mkdirSync(join(folder, 'pipes'), { recursive: true });
    execFileSync('mkfifo', [join(folder, 'pipes/pipe')]);
    const { status, stderr } = await triage(['pipes']);
    assert.equal(status, 1);
    assert.match(stderr, /^bounce-lens: pipes\/pipe: not a file/);
  });

  it('survives a line of 10 MB, alone and in a log, a truncated report, an unknown charset, invalid UTF-8 and a deep nest', async () => {
    const endless = 'x'.repeat(10 * 1024 * 1024);
    write('line.txt', endless);
    write('line.log', `${postfixLog}Nov 21 10:18:00 mail postfix/smtp[1]: ${endless}\n${postfixLog.replaceAll('4F55', '4E55')}`);
    write('truncated.eml', dsnFor('kim@example.com').slice(0, -60));
    write('charset.eml', dsnFor('kim@example.com').replace('utf-8', 'x-unknown'));
    write('invalid.eml', Buffer.concat([Buffer.from(dsnFor('kim@example.com').replace('over quota', '\xff\xfe'), 'latin1')]));
    write(
      'nest.eml',
      `From: kim@example.com\n${Array.from({ length: 1_000 }, (_, n) => `Content-Type: multipart/mixed; boundary="n${n}"\n\n--n${n}\n`).join('')}Content-Type: text/plain\n\nhello\n`,
    );
    const { status, stderr, records } = await triage(['line.txt', 'line.log', 'truncated.eml', 'charset.eml', 'invalid.eml', 'nest.eml']);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const files = records.map(({ file }) => file);
    assert.equal(files.filter((file) => file === 'line.log').length, 6);
    assert.equal(records.filter(({ file }) => file === 'line.log')[3]?.['line'], 6);
    assert.deepEqual(
      files.filter((file) => file !== 'line.log'),
      ['truncated.eml', 'charset.eml', 'invalid.eml'],
    );
  });

  it('is quiet when its reader leaves', async () => {
    write('long.log', postfixLog.repeat(3_000));
    const { status, stderr } = await bounceLensCutShort(['triage', '--format', 'ndjson', join(folder, 'long.log')]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  });

  it('writes CSV with a header, ended as RFC 4180 says', async () => {
    write('mail.log', postfixLog);
    const { stdout } = await bounceLens(['triage', '--format', 'csv', 'mail.log'], { cwd: folder });
    const lines = stdout.split('\r\n');
    assert.match(lines[0] ?? '', /^file,line,column,dialect,/);
    assert.equal(lines.length, 5);
    assert.match(lines[1] ?? '', /^mail\.log,1,\d+,postfix,outbound,permanent-failure,1,,kim@example\.com,550,5\.1\.1,/);
    assert.match((await bounceLens(['triage', '--format', 'csv', 'empty'], { cwd: folder })).stdout, /^file,line,[a-zA-Z,]+\r\n$/);
  });

  it('writes a table that says outcomes in words and lets no mail touch the terminal', async () => {
    write('hostile.eml', dsnFor('kim\x1b]0;owned\x07@example.com'));
    write('mail.log', postfixLog);
    const { status, stdout } = await bounceLens(['triage', 'mail.log', 'hostile.eml'], { cwd: folder });
    assert.equal(status, 0);
    assert.match(stdout, /^OUTCOME +CODES +MOVE +REASON +RECIPIENT +WHERE\n/);
    assert.match(stdout, /\npermanent-failure +550 5\.1\.1 +sender +user-unknown +kim@example\.com +mail\.log:1:\d+\n/);
    assert.match(stdout, /\ndeferral, delivered-later /);
    assert.match(stdout, /\n\n2 permanent-failure, 2 deferral\n$/);
    assert.equal(/(?!\n)[\p{Cc}\p{Cf}]/u.test(stdout), false, 'a control character reached the terminal');
    assert.match(stdout, /owned‹U\+0007›@example\.com/);
    assert.equal((await bounceLens(['triage', 'empty'], { cwd: folder })).stdout, 'No failure, deferral or delay notice was found.\n');
  });
});
