/** Many bounces at once in the real VS Code: the view, its filter and groups, its report, big and growing logs. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsIn } from './axe-faults.ts';
import { webviewFrame } from './bounces-panel.ts';
import { groupsOfManyBounces, refusedLine, writeBigLog, writeManyBounces } from './many-bounces.ts';
import { clickInMenu, pick, type } from './quick-input.ts';
import { windowWith } from './setting.ts';
import { takePicture, widenSideBar } from './take-picture.ts';
import { shownHover } from './workbench.ts';

const images = process.env['UPDATE_PICTURES'] ? join(import.meta.dirname, '../../../docs/images') : undefined;

describe('the triage of many bounces', function () {
  this.timeout(180_000);
  const { window, page, panel, path } = windowWith({
    files: ['many/mail.log'],
    settings: { 'files.simpleDialog.enable': true, 'workbench.editorLargeFileConfirmation': 2000, 'explorer.autoReveal': true },
    folder: 'many',
    fill: (path) => {
      writeManyBounces(path('.'));
      writeFileSync(path('growing.log'), '');
      writeFileSync(path('big.log'), '');
    },
    viewport: { width: 1400, height: 900 },
    patience: 8_000,
  });
  const run = (title: string): Promise<void> => window().run(title);
  before(async () => {
    // The commands come with the extension, a moment after the file.
    await window().highlights();
    if (images !== undefined) await widenSideBar(page());
  });

  it('reads the file that is shown; what needs somebody first, refused on receipt and delivered later apart', async () => {
    await run('Bounce Lens: Triage This File');
    await panel().row("The recipient's address does not exist there, 2").waitFor();
    await panel().settled();
    assert.deepEqual(await panel().rows(), [
      "The recipient's address does not exist there, 2",
      "The recipient's mailbox is full, 1",
      'refused on receipt, 1',
      'deferred, then delivered, 1',
    ]);
  });

  it('opens a record at its line', async () => {
    await panel().expand("The recipient's mailbox is full");
    await panel().row('u2@d2.example').click();
    await page().locator('.editor-instance .view-line').first().waitFor();
    await page()
      .locator('.statusbar-item', { hasText: /Ln 3, Col \d+/ })
      .waitFor();
  });

  it('reads a folder with mails, mailboxes, Outlook messages and packed logs, and tells what it could not read', async () => {
    await run('View: Show Explorer');
    await panel().triageFolder('many');
    await panel().row("The recipient's mailbox is full, 4").waitFor();
    await panel().settledOn(groupsOfManyBounces);
    await panel().expand('Not read');
    assert.ok((await panel().rows()).includes('many/picture.png, It is no text'));
    await panel().expand("The recipient's mailbox is full");
    await panel().expand("The recipient's address does not exist there");
    const recipients = (await panel().rows()).join('\n');
    for (const recipient of ['u3@d3.example', 'one@report.example', 'two@box.example', 'three@box.example', 'four@outlook.example'])
      assert.ok(recipients.includes(recipient), `${recipient} in\n${recipients}`);
    if (images !== undefined) await takePicture(page(), join(images, 'vscode-bounces.png'));
  });

  it('opens a line of a packed log and the mail of an Outlook message as documents to read', async () => {
    await panel().row('u3@d3.example').click();
    await page().locator('.tabs-container .tab.active[data-resource-name="mail.log.1"]').waitFor();
    assert.deepEqual(
      (await window().highlights()).map(({ line, text }) => `${line} ${text}`),
      ['2 5.1.1', '2 550', '2 5.1.1'],
    );
    await panel().row('four@outlook.example').click();
    await page().locator('.tabs-container .tab.active[data-resource-name="returned.msg.eml"]').waitFor();
    assert.ok((await window().highlights()).some(({ text }) => text === '550'));
  });

  it('groups by domain, and by what else is chosen', async () => {
    await panel().press('Group By');
    await pick(page(), "Recipient's domain");
    await panel().row('box.example, 2').waitFor();
    await panel().press('Group By');
    await pick(page(), 'Hour');
    await panel()
      .row(/^2026-11-21 11:00 .*, 1$|^20\d\d-11-21 11:00/)
      .waitFor();
    await panel().press('Group By');
    await pick(page(), 'Reason');
    await panel().row("The recipient's address does not exist there").waitFor();
  });

  it('filters by words and by whose move it is, says so, and shows all again', async () => {
    await panel().press('Filter by Words');
    await type(page(), /^$/, 'u2@ mailbox FULL');
    await page()
      .getByText(/Filtered: 1 of \d+/)
      .waitFor();
    await panel().row("The recipient's mailbox is full, 1").waitFor();
    assert.equal(await panel().row("The recipient's address does not exist there").count(), 0);
    await panel().press('Clear the Filter');
    await panel().row("The recipient's address does not exist there").waitFor();
  });

  it('copies one reply for all of a group', async () => {
    await panel().row("The recipient's address does not exist there").click({ button: 'right' });
    await clickInMenu(page(), 'Copy One Reply');
    const copied = await window().copied();
    assert.match(copied, /^Your message to four@outlook\.example, u0@d0\.example, u1@d1\.example, u3@d3\.example could not be delivered/);
  });

  it('exports what is chosen, whole or not at all', async () => {
    for (const [format, begins] of [
      ['CSV', 'file,line,column,'],
      ['Markdown', '# Bounce report'],
      ['NDJSON', '{"file":'],
    ] as const) {
      await run('Bounce Lens: Export…');
      await pick(page(), format);
      const ending = { CSV: 'csv', Markdown: 'md', NDJSON: 'ndjson' }[format];
      await type(page(), /\.(?:csv|md|ndjson|html)$/, path(`out.${ending}`));
      for (let waited = 0; waited < 5_000 && !existsSync(path(`out.${ending}`)); waited += 100) await page().waitForTimeout(100);
      assert.ok(readFileSync(path(`out.${ending}`), 'utf8').startsWith(begins), format);
      assert.equal(existsSync(path(`out.${ending}.part`)), false);
    }
  });

  it('shows a report: a chart, rankings, no fault that axe knows, and leads back to the view', async () => {
    await run('Bounce Lens: Open the Report');
    const frame = await webviewFrame(page());
    await frame.locator('.bl-bars rect').first().waitFor({ state: 'attached' });
    assert.match(
      await frame.locator('.bl-totals').innerText(),
      /\d+\s+not delivered\s+1\s+refused on receipt\s+1\s+deferred, then delivered/,
    );
    assert.deepEqual(await faultsIn(frame), []);
    if (images !== undefined) {
      // What was saved is told for a while.
      await page().locator('.statusbar-item', { hasText: 'Saved:' }).waitFor({ state: 'hidden' });
      await takePicture(page(), join(images, 'vscode-report.png'));
    }
    await frame.getByLabel('Group by').selectOption({ label: 'Remote server' });
    await frame.getByRole('button', { name: 'mx.d0.example' }).press('Enter');
    await panel().row('mx.d0.example').waitFor();
    await frame.getByRole('button', { name: 'Print' }).click();
    await type(page(), /\.(?:csv|md|ndjson|html)$/, path('report.html'));
    for (let waited = 0; waited < 5_000 && !existsSync(path('report.html')); waited += 100) await page().waitForTimeout(100);
    assert.match(readFileSync(path('report.html'), 'utf8'), /^<!DOCTYPE html>\n<html[^>]*lang="en"[\s\S]*<h1>Bounce report: many<\/h1>/);
    await page().keyboard.press('Escape');
    await run('View: Close All Editors');
  });

  it('triages a log of 60 MB that VS Code gives to no extension: progress, stop, windows of lines', async () => {
    const refusals = writeBigLog(path('big.log'), 60 * 1024 * 1024, 5);
    await window().open('big.log');
    await run('Bounce Lens: Triage This File');
    await page()
      .getByText(/Reading many\/big\.log/)
      .waitFor();
    await panel().press('Stop Reading');
    await panel().settled();
    const stopped = Number((await panel().rows())[0]?.split(', ').at(-1)?.replaceAll(',', '') ?? 0);
    assert.ok(stopped < refusals, `${stopped} of ${refusals} when it was stopped`);
    await run('Bounce Lens: Triage This File');
    await page()
      .getByText(/Reading many\/big\.log/)
      .waitFor();
    const began = Date.now();
    await panel().settled(120_000);
    console.log(`      60 MB with ${refusals} refusals read in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    await panel().press('Group By');
    await pick(page(), "Recipient's domain");
    await panel().row('d0.example').waitFor();
    await panel().expand('d0.example');
    // A group of thousands has pages.
    await panel().expand('501 – 1,000');
    const [, , , hit = ''] = await panel().rows();
    await panel()
      .row(hit.split(',')[0] ?? '')
      .click();
    await page().locator('.tabs-container .tab.active[data-resource-name^="big.log @ "]').waitFor();
    const highlights = await window().highlights();
    assert.ok(highlights.length >= 3);
    await window().hover(highlights[1]);
    assert.match(await shownHover(page()).innerText(), /^The recipient's address does not exist there/);
    if (images !== undefined) await takePicture(page(), join(images, 'vscode-big-log.png'));
  });

  it('follows a log that grows, is replaced, and goes', async () => {
    writeFileSync(path('growing.log'), `${refusedLine(900)}\n`);
    await window().open('growing.log');
    await run('Bounce Lens: Follow This Log');
    await page()
      .getByText(/Following many\/growing\.log: 1 found/)
      .waitFor();
    appendFileSync(path('growing.log'), `${refusedLine(901)}\n${refusedLine(902)}\n`);
    await page()
      .getByText(/Following many\/growing\.log: 3 found/)
      .waitFor();
    writeFileSync(path('growing.log'), `${refusedLine(903)}\n`);
    await page()
      .getByText(/Following many\/growing\.log: 1 found/)
      .waitFor();
    rmSync(path('growing.log'));
    await panel().row('Not read').waitFor({ timeout: 20_000 });
    await panel().expand('Not read');
    await panel().row('many/growing.log, The file is no longer there').waitFor();
  });
});
