/** What the stores' pictures show, seen by a program first. `UPDATE_PICTURES=1` writes them anew; look at them before they are committed. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { annotationsOf, cardOn } from './chromium.ts';
import { enableSite } from './enable.ts';
import { logOfADay } from './log-of-a-day.ts';
import { boxOfFirst } from './seen.ts';
import { chromiumBesideSite } from './setting.ts';
import { until } from './until.ts';

const images = join(import.meta.dirname, '../../../docs/store/images');
const pictured = process.env['UPDATE_PICTURES'] !== undefined;
/** What every store takes. */
const size = { width: 1280, height: 800 };

describe('the pictures for the stores', function () {
  this.timeout(60_000);
  const { started, page } = chromiumBesideSite({ host: 'webmail.example.net' });
  before(async () => {
    mkdirSync(images, { recursive: true });
    await page().setViewportSize(size);
  });
  const keep = async (name: string) => {
    if (pictured) await page().screenshot({ path: join(images, `${name}.png`) });
  };
  const ownPage = (name: string) => page().goto(`chrome-extension://${started().id}/${name}.html`);

  it('show the card beside a bounce in a webmail', async () => {
    await page().goto('http://webmail.example.net/webmail');
    await enableSite(started(), page());
    await until('annotations', async () => (await annotationsOf(page())).length > 0);
    const box = await page().evaluate(boxOfFirst);
    await page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    assert.match((await cardOn(page())).title, /address does not exist/);
    await page().mouse.move(5, 5);
    await page().waitForTimeout(300);
    await keep('1-card');
  });

  it('show a triage of mails and logs', async () => {
    await ownPage('triage');
    await page()
      .getByLabel('Mails, mailboxes and logs')
      .setInputFiles({ name: 'mail.log', mimeType: 'text/plain', buffer: Buffer.from(logOfADay()) });
    await page().getByRole('button', { name: 'Read', exact: true }).click();
    await page().locator('#status', { hasText: 'Done' }).waitFor();
    await page().locator('#report svg.bl-bars').waitFor();
    await page()
      .locator('#exports button')
      .first()
      .evaluate((button) => scrollBy(0, button.getBoundingClientRect().top - 10));
    assert.match(
      await page().locator('.bl-totals').innerText(),
      /[1-9]\d*\s+not delivered\s+[1-9]\d*\s+refused on receipt\s+[1-9]\d*\s+deferred/,
    );
    await keep('2-triage');
  });

  it('show many recipients in the panel', async () => {
    await ownPage('panel');
    await page()
      .getByLabel('Paste a bounce')
      .fill(
        `host mx.example.com said: 550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown\n\nhost mx.example.org said: 452 4.2.2 <lee@example.org>: Mailbox full\n\nhost mx.example.net said: 554 5.7.1 <ann@example.net>: Relay access denied`,
      );
    await page().getByRole('button', { name: 'Explain', exact: true }).click();
    await until('the table', async () => (await page().locator('.recipients tbody tr').count()) === 3);
    await page().evaluate(() => scrollTo(0, 0));
    await keep('3-panel');
  });

  it('show what is ours in the settings', async () => {
    await ownPage('options');
    await page().getByLabel('Our mail domains').fill('example.net');
    await page().getByLabel('Our mail servers').fill('mail.example.net\nmx.example.net');
    await page().getByLabel('Our addresses and networks').fill('203.0.113.0/24');
    await page().getByLabel('Time zone').fill('Europe/Berlin');
    await page().getByLabel('What replies to customers end with').fill('Ann Weber\nExample Support');
    await page().getByRole('button', { name: 'Save', exact: true }).click();
    await page().getByText('Saved.').waitFor();
    await page().evaluate(() => scrollTo(0, 0));
    await keep('4-settings');
  });
});
