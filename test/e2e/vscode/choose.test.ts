/** What of many bounces is wanted: of the open files, by kinds, several at once. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { webviewFrame } from './bounces-panel.ts';
import { writeManyBounces } from './many-bounces.ts';
import { clickInMenu, pick, pickMany, type } from './quick-input.ts';
import { windowWith } from './setting.ts';

describe('choosing among many bounces', function () {
  this.timeout(120_000);
  const { window, page, panel, path } = windowWith({
    files: ['chosen/mail.log'],
    settings: { 'files.simpleDialog.enable': true, 'workbench.editor.enablePreview': false },
    folder: 'chosen',
    fill: (path) => writeManyBounces(path('.')),
    viewport: { width: 1400, height: 900 },
    patience: 10_000,
  });
  before(async () => {
    // Names of which there is one: among many logs of one name a list moves beneath the pointer.
    for (const name of ['incident.md', 'postfix-mailbox-full.eml', 'report.eml']) await window().open(name);
    await window().highlights();
  });

  it('reads what is open, but for what is something else by its language', async () => {
    await window().run('Bounce Lens: Triage the Open Files');
    await panel().row("The recipient's mailbox is full, 3").waitFor();
    await panel().settledOn([
      "The recipient's mailbox is full, 3",
      "The recipient's address does not exist there, 2",
      'refused on receipt, 1',
      'deferred, then delivered, 1',
    ]);
  });

  it('groups by whose move it is, by remote server and by sender', async () => {
    for (const [label, group] of [
      ['Whose move it is', /^the recipient, 3/],
      ['Remote server', /^mx\.d2\.example, 1/],
      ['Envelope sender', /^agent@support\.example\.org, 1/],
      ['Reason', /^The recipient's mailbox is full, 3/],
    ] as const) {
      await panel().press('Group By');
      await pick(page(), label);
      await panel().row(group).waitFor();
    }
  });

  it('filters by outcome, owner and direction together', async () => {
    await window().run('Bounce Lens: Filter by Outcome, Owner, Direction…');
    await pickMany(page(), ['permanent failure', 'the sender']);
    await page().getByText('Filtered: 2 of 7').waitFor();
    await panel().settledOn(["The recipient's address does not exist there, 2"]);
    await panel().press('Clear the Filter');
    await panel().row("The recipient's mailbox is full, 3").waitFor();
  });

  it('copies one reply for several that are selected, and exports just these', async () => {
    await panel().expand("The recipient's address does not exist there");
    await panel().expand("The recipient's mailbox is full");
    await panel().row('u1@d1.example').click();
    await panel()
      .row('u2@d2.example')
      .click({ modifiers: ['Control'] });
    await panel().row('u2@d2.example').click({ button: 'right' });
    await clickInMenu(page(), 'Copy One Reply');
    const replies = (await window().copied()).split('\n\n').filter((text) => /^Your message to/.test(text));
    assert.deepEqual(
      replies.map((text) => /^Your message to (\S+)/.exec(text)?.[1]),
      ['u1@d1.example', 'u2@d2.example'],
    );
    await panel().row('u2@d2.example').click({ button: 'right' });
    await clickInMenu(page(), 'Export…');
    await pick(page(), 'NDJSON');
    await type(page(), /\.ndjson$/, path('two.ndjson'));
    for (let waited = 0; waited < 5_000 && !existsSync(path('two.ndjson')); waited += 100) await page().waitForTimeout(100);
    const records = readFileSync(path('two.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    assert.deepEqual(
      records.map((record) => Object(record).recipient),
      ['u1@d1.example', 'u2@d2.example'],
    );
  });

  it('is all reached by keyboard: from the view to a line', async () => {
    await window().run('Focus on Bounces View');
    await page().keyboard.press('Home');
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await page().locator('.tabs-container .tab.active[data-resource-name="mail.log"], .tab.active[data-resource-name$=".eml"]').waitFor();
  });

  it('moves nothing where less motion is wanted', async () => {
    await window().run('Bounce Lens: Open the Report');
    await page().emulateMedia({ reducedMotion: 'reduce' });
    const moving = await (await webviewFrame(page())).evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return !/^(?:0s(?:, )?)+$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    assert.deepEqual(moving, []);
  });
});
