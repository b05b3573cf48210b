/** A real helpdesk, RT, with tickets made of real bounces, in the real Chromium with the built extension. Needs root on Debian. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort } from '../../tools/free-port.ts';
import { annotationsOf, type Chromium, cardOn, chooseInMenu, startChromium } from '../e2e/browser/chromium.ts';
import { enableSite } from '../e2e/browser/enable.ts';
import { until } from '../e2e/browser/until.ts';
import { type OwnServer, startServer } from './own-server.ts';

const mailbox = join(import.meta.dirname, '..', '..', 'samples', 'mailbox');

const tickets = [
  { recipient: 'nobody.here@bigmail.example.com', code: '5.1.1', outcome: 'permanent-failure', title: 'address does not exist' },
  { recipient: 'full.temp@bigmail.example.com', code: '4.2.2', outcome: 'delayed-notice', title: 'mailbox is full' },
  { recipient: 'carol@smallbox.example.net', code: '5.3.4', outcome: 'permanent-failure', title: 'too large' },
] as const;

describe('a real helpdesk (RT)', function () {
  this.timeout(400_000);
  let server: OwnServer | undefined;
  let chromium: Chromium;
  let page: Page;
  let address = '';

  before(async () => {
    const http = await freePort();
    address = `http://127.0.0.1:${http}/`;
    server = await startServer('rt.sh', [mailbox, String(http)]);
    chromium = await startChromium();
    page = await chromium.context.newPage();
    await logIn(page, address);
    await enableSite(chromium, page);
  });
  after(async () => {
    await chromium?.close();
    await server?.end();
  });

  for (const { recipient, code, outcome, title } of tickets) {
    it(`annotates and explains the bounce for ${recipient}`, async () => {
      await openTicket(page, address, recipient);
      const found = await until(
        `an annotation of ${code}`,
        async () => (await annotationsOf(page)).find(({ text }) => text.includes(code)),
        20_000,
      );
      assert.equal(found.outcome, outcome);
      await chooseInMenu(chromium, page);
      const card = await cardOn(page);
      assert.ok(card.title.includes(title), `“${card.title}” holds “${title}”`);
      assert.ok(card.steps.length > 0, 'the card has steps');
    });
  }
});

async function logIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.fill('input[name=user]', 'root');
  await page.fill('input[name=pass]', 'password');
  await page.click('input[type=submit]');
  await page
    .locator('#quick-create, #li-search, .dashboard, body.logged-in, #page-menu')
    .first()
    .waitFor({ timeout: 30_000, state: 'attached' });
}

/** RT numbers tickets from 1; the one that tells of the recipient is opened, and its history is loaded. */
async function openTicket(page: Page, address: string, recipient: string): Promise<void> {
  for (let id = 1; id <= 10; id++) {
    await page.goto(`${address}Ticket/Display.html?id=${id}`);
    const history = page.locator('.transaction .messagebody').first();
    await history.waitFor({ timeout: 30_000 });
    if ((await history.innerText()).includes(`<${recipient}>: host`)) return;
  }
  throw new Error(`no ticket tells of ${recipient}`);
}
