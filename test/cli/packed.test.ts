/** Packed logs and Outlook messages: told by their first bytes, bounded whatever they hold. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unpacked } from '../../cli/src/containers/gzip.ts';
import { isSoundCompoundFile } from '../../shared/src/containers/compound-file.ts';
import { mailOfOutlook } from '../../shared/src/containers/outlook-message.ts';
import { dsnFor, postfixLog } from './some-mails.ts';
import { type OutlookMessage, otherOfficeFile, outlookFile, property } from './some-outlook-messages.ts';
import { bounceLens, recordsIn } from './the-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-packed-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const triage = async (files: Readonly<Record<string, string | Uint8Array>>) => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const { status, stderr, stdout } = await bounceLens(['triage', '--format', 'ndjson', ...Object.keys(files)], { cwd: folder });
  return { status, stderr, records: recordsIn(stdout) };
};
async function unpack(bytes: Uint8Array, chunkLength = 1 << 20): Promise<{ readonly text: string; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  const parts: Uint8Array[] = [];
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkLength) yield bytes.subarray(at, at + chunkLength);
  }
  for await (const part of unpacked(chunks(), (fault) => faults.push(fault))) parts.push(part);
  return { text: Buffer.concat(parts).toString(), faults };
}

describe('a packed log', () => {
  it('is read as if it were not packed, whatever it is called', async () => {
    const { status, stderr, records } = await triage({
      'mail.log.2.gz': gzipSync(postfixLog),
      'mail.log': postfixLog,
      'mail.log.1': gzipSync(postfixLog),
      'not.gz': postfixLog,
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const [first, ...others] = ['mail.log.2.gz', 'mail.log', 'mail.log.1', 'not.gz'].map((name) =>
      records.filter(({ file }) => file === name).map(({ file: _, ...rest }) => rest),
    );
    assert.equal(first?.length, 3);
    for (const other of others) assert.deepEqual(other, first);
  });

  it('may be long, of several members, and come byte by byte', async () => {
    const long = postfixLog.repeat(20_000);
    const { text, faults } = await unpack(Buffer.concat([gzipSync(long), gzipSync(postfixLog)]));
    assert.equal(text === long + postfixLog, true);
    assert.deepEqual(faults, []);
    assert.equal((await unpack(gzipSync(postfixLog), 1)).text, postfixLog);
    for (const plain of ['', 'a', '\x1f', 'ab']) assert.deepEqual(await unpack(Buffer.from(plain), 1), { text: plain, faults: [] });
  });

  it('gives what could be unpacked of a cut or damaged file, and says so', async () => {
    const packed = gzipSync(postfixLog.repeat(200));
    const cut = await triage({ 'cut.gz': packed.subarray(0, packed.length - 20) });
    assert.equal(cut.status, 1);
    assert.equal(cut.stderr, 'bounce-lens: cut.gz: the packed file is cut off: its end was not read\n');
    assert.ok(cut.records.length > 100, `${cut.records.length} records`);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, packed.length - 8, packed.length - 4);
    const { text, faults } = await unpack(damaged);
    assert.ok(text.startsWith(postfixLog));
    assert.match(faults.join(), /^the packed file is damaged: the rest was not read/);
  });

  it('is not unpacked for ever', async function () {
    this.timeout(30_000);
    const { text, faults } = await unpack(gzipSync(Buffer.alloc(96 << 20)));
    assert.ok(text.length < 80 << 20);
    assert.deepEqual(faults, ['it grows more than 400-fold when unpacked: the rest was not read']);
  });

  it('never throws, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const { faults } = await unpack(Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), bytes]));
        assert.equal(faults.length, 1);
      }),
    );
  });
});

const report = dsnFor('kim@example.com');
const machinePart = report.slice(report.indexOf('Reporting-MTA'), report.indexOf('--b1--'));
/** A report as Outlook keeps one that came from elsewhere: the machine part is a file without a name. */
const keptReport: OutlookMessage = {
  properties: {
    [property.messageClass]: 'IPM.Note',
    [property.subject]: 'Undelivered Mail Returned to Sender',
    [property.headers]: `${report.slice(0, report.indexOf('\n\n')).replaceAll('\n', '\r\n')}\r\n\r\n`,
    [property.body]: 'Your message could not be delivered.\r\n',
  },
  attachments: [
    { [property.attachmentName]: 'ATT00001.dat', [property.attachmentMethod]: 1, [property.attachmentData]: Buffer.from(machinePart) },
    { properties: { [property.messageClass]: 'IPM.Note', [property.subject]: 'Lunch', [property.body]: 'At noon?' } },
  ],
};
/** A report of Exchange: no text, only properties. */
const exchangeReport: OutlookMessage = {
  properties: {
    [property.messageClass]: 'REPORT.IPM.Note.NDR',
    [property.subject]: 'Undeliverable: Lunch',
    [property.reportingMta]: 'dns;mail.example.org',
  },
  recipients: [
    {
      [property.smtpAddress]: 'kim@example.com',
      [property.displayName]: 'Kim',
      [property.supplementaryInfo]: '<mx.example.com #5.1.1 smtp;550 5.1.1 User\r\n unknown>',
      [property.remoteMta]: 'mx.example.com',
    },
    {
      [property.smtpAddress]: 'lee@example.com',
      [property.displayName]: 'Lee',
      [property.statusCode]: 522,
      [property.reportText]: 'The mailbox is full.',
    },
  ],
};

describe('an Outlook message', () => {
  const briefly = ({ file, recipient, outcome, enhancedStatus, replyCode, line, column }: Readonly<Record<string, unknown>>) => [
    file,
    recipient,
    outcome,
    enhancedStatus,
    replyCode,
    line,
    column,
  ];

  it('is read as the mail it was made from, whatever it is called; no place in it is named', async () => {
    const { status, stderr, records } = await triage({ 'a.msg': outlookFile(keptReport), 'b.eml': outlookFile(exchangeReport) });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.deepEqual(records.map(briefly), [
      ['a.msg', 'kim@example.com', 'permanent-failure', '5.2.2', '552', undefined, undefined],
      ['b.eml', 'kim@example.com', 'permanent-failure', '5.1.1', '550', undefined, undefined],
      ['b.eml', 'lee@example.com', 'permanent-failure', '5.2.2', undefined, undefined, undefined],
    ]);
  });

  it('may hold the bounce as an attachment: as a message, or as a file', async () => {
    const around = { [property.messageClass]: 'IPM.Note', [property.subject]: 'Please look', [property.body]: 'See the attachment.' };
    const inside = outlookFile({ properties: around, attachments: [keptReport] });
    const asFile = outlookFile({
      properties: around,
      attachments: [
        { [property.attachmentName]: 'bounce.eml', [property.attachmentData]: Buffer.from(report) },
        { [property.attachmentName]: 'a.png', [property.attachmentData]: Buffer.from([0x89, 0x50]) },
      ],
    });
    const { records } = await triage({ 'inside.msg': inside, 'file.msg': asFile });
    assert.deepEqual(
      records.map(({ file, recipient }) => [file, recipient]),
      [
        ['inside.msg', 'kim@example.com'],
        ['file.msg', 'kim@example.com'],
      ],
    );
  });

  it('has its text as HTML where it has no other, in its own charset, and its headers from what is known', async () => {
    const properties = {
      [property.messageClass]: 'IPM.Note',
      [property.subject]: 'Lunch\r\nBcc: nobody@example.com',
      [property.senderEmail]: 'lee@example.org',
      [property.html]: Buffer.from('<p>Um zw\xf6lf?</p>', 'latin1'),
      [property.codepage]: 1252,
    };
    const mail = await mailOfOutlook(Buffer.from(outlookFile({ properties, recipients: [{ [property.smtpAddress]: 'kim@example.com' }] })));
    assert.equal(
      Buffer.from(mail ?? []).toString('latin1'),
      'From: lee@example.org\nTo: kim@example.com\nSubject: Lunch Bcc: nobody@example.com\nMIME-Version: 1.0\nContent-Type: text/html; charset=windows-1252\n\n<p>Um zw\xf6lf?</p>\n',
    );
  });

  it('is named where it cannot be read: damaged, cut, or no message at all', async () => {
    const whole = outlookFile(keptReport);
    const { status, stderr, records } = await triage({
      'cut.msg': whole.subarray(0, 1_500),
      'letter.doc': otherOfficeFile(),
      'good.msg': whole,
    });
    assert.equal(status, 1);
    const fault = 'an Office file, but no Outlook message that can be read';
    assert.equal(stderr, `bounce-lens: cut.msg: ${fault}\nbounce-lens: letter.doc: ${fault}\n`);
    assert.equal(records.length, 1);
  });

  it('can be piped in to be explained, and so can what is packed', async () => {
    for (const input of [outlookFile(keptReport), gzipSync(report)]) {
      const { status, stdout, stderr } = await bounceLens(['explain', '-'], { input });
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /mailbox is full/i);
    }
    const { status, stderr } = await bounceLens(['explain', '-'], { input: otherOfficeFile() });
    assert.equal(status, 1);
    assert.equal(stderr, 'bounce-lens: -: an Office file, but no Outlook message that can be read\n');
  });

  it('is not followed in circles', async function () {
    this.timeout(60_000);
    const whole = Buffer.from(outlookFile(exchangeReport));
    let refused = 0;
    // Every number of the file, in turn, leads back to the beginning of something.
    for (let at = 44; at + 4 <= whole.length; at += 4) {
      const number = whole.readInt32LE(at);
      if (number !== -2 && number !== -1 && (number < 0 || number > 200)) continue;
      for (const target of [0, 1, 3]) {
        const bent = Buffer.from(whole);
        bent.writeInt32LE(target, at);
        if (!isSoundCompoundFile(bent)) refused += 1;
        await mailOfOutlook(bent);
      }
    }
    assert.ok(refused > 100, `${refused} were refused`);
  });

  it('never throws, whatever is done to it', async function () {
    this.timeout(60_000);
    const whole = Buffer.from(outlookFile(keptReport));
    const change = fc.record({ at: fc.nat(whole.length - 5), value: fc.oneof(fc.integer({ min: -3, max: 300 }), fc.integer()) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bent = Buffer.from(whole);
        for (const { at, value } of changes) bent.writeInt32LE(value, at);
        await mailOfOutlook(bent);
      }),
      { numRuns: 500 },
    );
  });
});
