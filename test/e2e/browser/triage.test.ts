/** The triage page in both browsers: files of every kind, dropped, chosen and pasted; the report, the records behind it, what is saved. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Download } from 'playwright-core';
import { outlookFile, property } from '../../cli/some-outlook-messages.ts';
import { faultsIn } from './faults.ts';
import { clickOn, typeInto } from './firefox.ts';
import { chromiumOnOwnPage, firefoxOnOwnPage, folderOfTests } from './setting.ts';
import { until } from './until.ts';

const samples = join(import.meta.dirname, '../../samples');
const three = readFileSync(join(samples, 'dsn/exim-three-recipients.eml'));
const full = readFileSync(join(samples, 'dsn/sendmail-mailbox-full.eml'));
const log = readFileSync(join(samples, 'postfix/deferred-then-expired.log'));

/** As Outlook keeps it; its recipient is in no other file. */
const letter = {
  properties: { [property.messageClass]: 'REPORT.IPM.Note.NDR', [property.subject]: 'Undeliverable: Lunch' },
  recipients: [
    {
      [property.smtpAddress]: 'ole@example.com',
      [property.displayName]: 'Ole',
      [property.supplementaryInfo]: '<mx.example.com #5.1.1 smtp;550 5.1.1 User unknown>',
    },
  ],
};

/** The files that are given, by name. */
function write(fileOf: (name: string) => string): readonly string[] {
  const mailbox = Buffer.concat([
    ...[three, full].flatMap((mail) => [Buffer.from('From MAILER-DAEMON Sat Nov 21 22:13:44 2026\n'), mail, Buffer.from('\n')]),
  ]);
  const files: Readonly<Record<string, Buffer>> = {
    'three.eml': three,
    'returned.mbox': mailbox,
    'mail.log.gz': gzipSync(log),
    'letter.msg': Buffer.from(outlookFile(letter)),
    'picture.png': Buffer.from('89504e470d0a1a0a0000000d494844520000', 'hex'),
  };
  return Object.entries(files).map(([name, content]) => {
    const path = fileOf(name);
    writeFileSync(path, content);
    return path;
  });
}

describe('the triage page in Chromium', function () {
  this.timeout(60_000);
  const { page } = chromiumOnOwnPage('triage');
  const fileOf = folderOfTests();
  const status = () => page().textContent('#status');
  const done = () => until('the end', async () => (await status())?.startsWith('Done.'), 20_000);
  const read = () => page().getByRole('button', { name: 'Read', exact: true }).click();

  it('asks for something to read', async () => {
    await read();
    assert.equal(await status(), 'Choose files or paste some text first.');
    assert.deepEqual(await faultsIn(page()), []);
  });

  it('reads a mail, a mailbox, a packed log; and says what is neither', async () => {
    await page()
      .getByLabel('Mails, mailboxes and logs')
      .setInputFiles([...write(fileOf)]);
    await read();
    await done();
    assert.deepEqual(await page().locator('#faults li').allTextContents(), ['picture.png: neither text nor mail, but a binary file']);
    const rows = await page().locator('#bl-ranking-reason tbody tr').allTextContents();
    assert.match(rows.join('\n'), /address does not exist there5/);
    assert.match(rows.join('\n'), /mailbox is full/);
    assert.equal(await page().evaluate(() => document.activeElement?.id), 'report');
    await page().locator('#report svg.bl-bars').waitFor();
    assert.deepEqual(await faultsIn(page()), []);
  });

  it('shows the records behind a row, and the answer of one', async () => {
    await page()
      .getByRole('button', { name: /mailbox is full/ })
      .click();
    assert.match(String(await page().textContent('#group-title')), /mailbox is full \(1\)/);
    await page().getByRole('button', { name: 'icloudfull@applecore.example.com' }).click();
    await page()
      .locator('#answer')
      .getByRole('heading', { name: /mailbox is full/ })
      .waitFor();
    assert.equal(await page().evaluate(() => document.activeElement?.id), 'answer');
    assert.deepEqual(await faultsIn(page()), []);
  });

  it('saves what was found as CSV, Markdown and NDJSON', async () => {
    const saved = async (name: string) => {
      const waiting: Promise<Download> = page().waitForEvent('download');
      await page().getByRole('button', { name }).click();
      const file = await waiting;
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
    };
    const csv = await saved('Save as CSV');
    assert.equal(csv.name, 'bounces-5-files.csv');
    assert.match(csv.text, /^file,line,column,dialect/);
    assert.match(csv.text, /returned\.mbox#2/);
    const ndjson = await saved('Save as NDJSON');
    const records = ndjson.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(records.length, csv.text.trim().split('\r\n').length - 1);
    assert.ok(records.some(({ file, recipient }) => file === 'three.eml' && recipient === 'hans@old.example.net'));
    assert.match((await saved('Save as Markdown')).text, /^# /);
  });

  it('reads what is dropped', async () => {
    const dropped = await page().evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.eml'));
      return transfer;
    }, full.toString());
    await page().dispatchEvent('#drop', 'drop', { dataTransfer: dropped });
    await page()
      .getByRole('heading', { name: /dropped\.eml/ })
      .waitFor();
    assert.equal(await page().locator('#bl-ranking-reason tbody tr').count(), 1);
  });

  it('stops when it is told to', async () => {
    const line = log.toString().split('\n')[0] ?? '';
    writeFileSync(fileOf('long.log'), `${line}\n`.repeat(400_000));
    await page().getByLabel('Mails, mailboxes and logs').setInputFiles(fileOf('long.log'));
    await read();
    await until('progress', async () => Number(await page().getAttribute('#progress', 'value')) > 0, 20_000);
    assert.equal(await page().evaluate(() => document.activeElement?.id), 'cancel');
    await page().keyboard.press('Enter');
    assert.equal(await status(), 'Cancelled. Nothing was kept.');
    assert.equal(await page().evaluate(() => document.activeElement?.id), 'read');
    assert.equal(await page().locator('#report > *').count(), 0);
  });

  it('is walked through by keyboard alone', async () => {
    await page().reload();
    const stops: (string | undefined)[] = [];
    for (let presses = 0; presses < 4; presses += 1) {
      await page().keyboard.press('Tab');
      stops.push(await page().evaluate(() => document.activeElement?.id));
    }
    assert.deepEqual(stops, ['files', 'text', 'all', 'read']);
    await page().keyboard.press('Shift+Tab');
    await page().keyboard.press('Shift+Tab');
    await page().keyboard.insertText('550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await done();
    await until('the report', async () => (await page().locator('#bl-group-by').count()) === 1);
  });

  it('keeps everything in reach at 200 %, in forced colours, in the dark, from right to left', async () => {
    const narrow = { width: 590, height: 410 };
    await page().setViewportSize(narrow);
    for (const media of [{ forcedColors: 'active' }, { colorScheme: 'dark', forcedColors: 'none' }] as const) {
      await page().emulateMedia(media);
      assert.deepEqual(await faultsIn(page()), [], JSON.stringify(media));
    }
    for (const direction of ['ltr', 'rtl']) {
      const overflow = await page().evaluate((dir) => {
        document.documentElement.dir = dir;
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      }, direction);
      assert.ok(overflow <= 0, `${direction}: ${overflow} px stick out sideways`);
    }
  });
});

describe('the triage page in Firefox', function () {
  this.timeout(60_000);
  const { firefox } = firefoxOnOwnPage('triage');
  const fileOf = folderOfTests();
  const textOf = (selector: string) =>
    firefox().asPage((wanted: string) => [...document.querySelectorAll(wanted)].map((one) => one.textContent).join('\n'), selector);

  it('reads the same files to the same report', async () => {
    for (const path of write(fileOf)) await typeInto(firefox(), '#files', path);
    await clickOn(firefox(), '#read');
    await until('the end', async () => String(await textOf('#status')).startsWith('Done.'), 20_000);
    const rows = String(await textOf('#bl-ranking-reason tbody tr'));
    assert.match(rows, /address does not exist there5/);
    assert.match(rows, /mailbox is full/);
    assert.match(String(await textOf('#faults li')), /picture\.png: neither text nor mail/);
    await clickOn(firefox(), '#bl-ranking-reason tbody button');
    await clickOn(firefox(), '#records tbody button');
    await until('the answer', async () => String(await textOf('#answer h2')).includes('poor reputation'));
  });
});
