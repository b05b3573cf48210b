/** Files that hold many mails, or one in a wrapping, told by what is in them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { windowsOf } from '../../shared/src/containers/byte-windows.ts';
import { isFromLine } from '../../shared/src/containers/from-line.ts';
import { isMbox, loneMail, type MboxMail, mailsOf } from '../../shared/src/containers/mbox.ts';
import { dsnFor } from './some-mails.ts';
import { bounceLens, recordsIn } from './the-program.ts';

const fromLine = 'From MAILER-DAEMON Sat Nov 21 22:59:08 2026\n';
/** A body line that looks like a new mail, with a header behind it. */
const lookalike = `${fromLine}Subject: Lunch\n\nAt noon?\n`;

async function split(text: string, windowLength = 1 << 20): Promise<readonly MboxMail[]> {
  const found: MboxMail[] = [];
  const bytes = Buffer.from(text);
  async function* chunks() {
    yield bytes;
  }
  for await (const mail of mailsOf(windowsOf(chunks(), windowLength))) found.push(mail);
  return found;
}
async function bodiesOf(text: string, windowLength?: number): Promise<readonly string[]> {
  return (await split(text, windowLength)).map(({ bytes }) => Buffer.from(bytes).toString());
}
function mail(subject: string, body: string, headers = ''): string {
  return `Subject: ${subject}\n${headers}\n${body}`;
}
function counted(subject: string, body: string): string {
  return mail(subject, body, `Content-Length: ${Buffer.byteLength(body)}\n`);
}

function shown(found: MboxMail | undefined) {
  return found && { ...found, bytes: Buffer.from(found.bytes).toString() };
}

describe('a mailbox file', () => {
  it('is split in each of its four dialects', async () => {
    const quotedOnce = mail('one', `Look:\n\n>${fromLine}Subject: quoted\n\n`);
    const quotedTwice = mail('one', `Look:\n\n>>${fromLine}Subject: quoted\n\n>${fromLine}`);
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const dialects = {
      mboxo: [quotedOnce, mail('two', 'b\n')],
      mboxrd: [quotedTwice, mail('two', 'b\n')],
      'mboxrd with CRLF': [crlf(quotedTwice), crlf(mail('two', 'b\n'))],
      mboxcl: [counted('one', `Look:\n\n>${fromLine}Subject: quoted\n\n`), counted('two', 'b\n')],
      mboxcl2: [counted('one', `Look:\n\n${lookalike}`), counted('two', 'b\n')],
      'mboxcl2 with CRLF': [counted('one', crlf(`Look:\n\n${lookalike}`)), counted('two', 'b\r\n')],
    };
    for (const [name, mails] of Object.entries(dialects)) {
      const file = mails.map((one) => `${fromLine}${one}\n`).join('');
      assert.deepEqual(
        await bodiesOf(file),
        mails.map((one) => `${one}\n`),
        name,
      );
      assert.deepEqual(
        await bodiesOf(file, 16),
        mails.map((one) => `${one}\n`),
        `${name} in small windows`,
      );
    }
  });

  it('of one mail needs no search for others, and gives the same', async () => {
    const one = mail('one', `Look:\n\n>${fromLine}Subject: quoted\n\n`, 'Content-Length: 3\n');
    for (const text of [one, one.replaceAll('\n', '\r\n'), `${one}No end of a line`]) {
      const file = Buffer.from(`${fromLine}${text}`);
      assert.deepEqual([loneMail(file)].map(shown), (await split(`${file}`)).map(shown));
    }
    assert.equal(loneMail(Buffer.from(`${fromLine}${one}\n${fromLine}${one}`)), undefined);
  });

  it('honours Content-Length only where it points at a mail or the end', async () => {
    const body = `Look:\n\n${lookalike}`;
    for (const wrong of [3, body.length - 5, body.length + 9, 99_999_999, 0]) {
      const file = `${fromLine}${mail('one', body, `Content-Length: ${wrong}\n`)}\n${fromLine}${mail('two', 'b\n')}`;
      assert.equal((await split(file)).length, 3, `${wrong}`);
    }
    const last = `${fromLine}${counted('one', body)}`;
    assert.equal((await split(last)).length, 1);
    assert.equal((await split(`${last}\n`)).length, 1);
    const uncounted = `${fromLine}${mail('one', `${body}\n`, `Content-Length: ${body.length + 1}\n`)}${fromLine}${mail('two', 'b\n')}`;
    assert.equal((await split(uncounted)).length, 2);
  });

  it('keeps a mail whole that talks about mails', async () => {
    const prose = [
      'From here on it is text\nSubject: no\n',
      'From kim Sat Nov 21 22:59:08 2026\nno header follows\n',
      'From now on: at 22:59:08\nSubject: no\n',
    ];
    for (const text of prose) assert.equal((await split(`${fromLine}${mail('one', `a\n\n${text}`)}`)).length, 1, text);
    assert.equal((await split(`${fromLine}${mail('one', `a\n${lookalike}`)}`)).length, 1, 'no empty line before it');
  });

  it('never splits what a report returns', async () => {
    const report = dsnFor('kim@example.com').replace(
      '--b1--',
      `--b1\nContent-Type: message/rfc822\n\n${lookalike}\n\n${lookalike}\n--b1--`,
    );
    assert.equal((await split(`${fromLine}${report}`)).length, 1);
    assert.deepEqual(await bodiesOf(`${fromLine}${report}\n${fromLine}${mail('two', 'b\n')}`), [`${report}\n`, mail('two', 'b\n')]);
    const truncated = report.slice(0, report.lastIndexOf('--b1--'));
    assert.equal(
      (await split(`${fromLine}${truncated}\n${fromLine}${mail('two', 'b\n')}`)).length,
      4,
      'a multipart that never ends holds nothing together',
    );
  });

  it('knows the lines at which its mails begin', async () => {
    const file = `${fromLine}${mail('one', 'a\n')}\n${fromLine}${mail('two', 'b\n')}`;
    const lines = file.split('\n');
    for (const { firstLine, bytes } of await split(file)) assert.equal(lines[firstLine], Buffer.from(bytes).toString().split('\n')[0]);
  });

  it('loses no byte, whatever it holds', async () => {
    const piece = fc.constantFrom(
      fromLine,
      'Subject: a\n',
      '\n',
      '\r\n',
      'text\n',
      'Content-Length: 7\n',
      'Content-Type: multipart/mixed; boundary=b\n',
      '--b\n',
      '--b--\n',
      '>From x\n',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 200 }), async (pieces, windowLength) => {
        const text = `${fromLine}Subject: a\n${pieces.join('\n')}`;
        const mails = await split(text, 4_096);
        const length = mails.reduce((sum, { bytes }) => sum + bytes.length, 0);
        assert.ok(mails.length > 0);
        assert.equal(length + mails.length * fromLine.length, text.length);
        const cut = await split(text, windowLength + 60);
        assert.deepEqual(
          cut.map(({ bytes }) => Buffer.from(bytes).toString()),
          mails.map(({ bytes }) => Buffer.from(bytes).toString()),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is not slowed by mails that promise what never comes', async function () {
    this.timeout(20_000);
    const liars = Array.from(
      { length: 50_000 },
      (_, index) => `${fromLine}Content-Type: multipart/mixed; boundary=b${index}x\nContent-Length: 9999999\n\n--b${index}x\n\n`,
    );
    const file = liars.join('');
    const began = performance.now();
    assert.equal((await split(file)).length, liars.length);
    assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`);
  });

  it('is told from a text that begins with the same word', () => {
    assert.equal(isMbox(Buffer.from(`${fromLine}Subject: a\n`)), true);
    assert.equal(isMbox(Buffer.from('From Kim, with love\nno header\n')), false);
    for (const line of [
      'From kim@example.com Sat Nov 21 22:59:08 2026',
      'From - Sat Nov 21 22:59:08 2026',
      'From "Kim B" Sat Nov  1 22:59 CET 2026\r\n',
      'From 17@xxx Sat Nov 21 22:59:08 +0000 2026',
      'From a@b.example Sat, 21 Nov 2026 22:59:08 +0100',
    ])
      assert.equal(isFromLine(line), true, line);
    for (const line of ['From ', 'From May to November 2026', 'From the 21 Nov at 22:59', '>From kim@example.com Sat Nov 21 22:59:08 2026'])
      assert.equal(isFromLine(line), false, line);
  });
});

describe('bounce-lens triage of mailboxes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-mailboxes-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (files: Readonly<Record<string, string | Uint8Array>>): void => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  };
  const filesAndRecipients = async (...args: readonly string[]) => {
    const { status, stderr, stdout } = await bounceLens(['triage', '--format', 'ndjson', ...args], { cwd: folder });
    return { status, stderr, found: recordsIn(stdout).map(({ file, recipient }) => [file, recipient]) };
  };

  it('tells a mailbox by its content, whatever it is called', async () => {
    const two = `${fromLine}${dsnFor('kim@example.com')}\n${fromLine}${dsnFor('lee@example.com')}`;
    write({
      'two.eml': two,
      'one.msg': dsnFor('mo@example.com'),
      'returned.eml': `${fromLine}${dsnFor('kim@example.com').replace('--b1--', `--b1\nContent-Type: message/rfc822\n\n${lookalike}\n\n${lookalike}\n--b1--`)}`,
    });
    assert.deepEqual((await filesAndRecipients('two.eml', 'one.msg', 'returned.eml')).found, [
      ['two.eml#1', 'kim@example.com'],
      ['two.eml#2', 'lee@example.com'],
      ['one.msg', 'mo@example.com'],
      ['returned.eml', 'kim@example.com'],
    ]);
  });

  it('reads a Maildir with its folders, and leaves the books of its servers alone', async () => {
    write({
      'Maildir/cur/1763765948.M1P2.mail,S=900:2,S': dsnFor('kim@example.com'),
      'Maildir/new/1763765949.M1P2.mail': dsnFor('lee@example.com'),
      'Maildir/tmp/1763765950.M1P2.mail': dsnFor('mo@example.com'),
      'Maildir/.Old/cur/1763765951.M1P2.mail:2,': dsnFor('pat@example.com'),
      'Maildir/.Old/new/.keep': '',
      'Maildir/.Old/maildirfolder': '',
      'Maildir/dovecot.index.cache': Uint8Array.from([0, 1, 2, 3, 0, 0]),
      'Maildir/dovecot-uidlist': '3 V1 N2\n',
      'Maildir/subscriptions': 'Old\n',
    });
    const { status, stderr, found } = await filesAndRecipients('Maildir');
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.deepEqual(found, [
      ['Maildir/.Old/cur/1763765951.M1P2.mail:2,', 'pat@example.com'],
      ['Maildir/cur/1763765948.M1P2.mail,S=900:2,S', 'kim@example.com'],
      ['Maildir/new/1763765949.M1P2.mail', 'lee@example.com'],
      ['Maildir/tmp/1763765950.M1P2.mail', 'mo@example.com'],
    ]);
  });
});
