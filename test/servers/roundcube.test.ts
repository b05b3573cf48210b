/** A real Roundcube with real bounces, in the real Chromium with the built extension. Needs root on Debian. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { annotationsOf, type Chromium, cardOn, chooseInMenu, startChromium } from '../e2e/browser/chromium.ts';
import { until } from '../e2e/browser/until.ts';
import { annotateSite, freePort, type OwnServer, startServer } from './own-server.ts';

const mailbox = join(import.meta.dirname, '..', '..', 'samples', 'mailbox');

/** Subjects are alike: a message is told by its recipient. */
const messages = [
  { recipient: 'nobody.here@bigmail.example.com', code: '5.1.1', outcome: 'permanent-failure', title: 'address does not exist' },
  { recipient: 'full.temp@bigmail.example.com', code: '4.2.2', outcome: 'delayed-notice', title: 'mailbox is full' },
  { recipient: 'carol@smallbox.example.net', code: '5.3.4', outcome: 'permanent-failure', title: 'too large' },
] as const;

describe('a real Roundcube', function () {
  this.timeout(300_000);
  let server: OwnServer | undefined;
  let chromium: Chromium;
  let page: Page;
  let address = '';

  before(async () => {
    const [http, imap] = await Promise.all([freePort(), freePort()]);
    address = `http://127.0.0.1:${http}/`;
    server = await startServer('roundcube.sh', [mailbox, String(http), String(imap)]);
    chromium = await startChromium();
    page = await chromium.context.newPage();
    await logIn(page, address);
    await annotateSite(chromium, page);
  });
  after(async () => {
    await chromium?.close();
    await server?.end();
  });

  for (const { recipient, code, outcome, title } of messages) {
    it(`annotates and explains the bounce for ${recipient}`, async () => {
      await openMessage(page, address, recipient);
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

  it('annotates in the frame in which the list shows a message', async () => {
    await page.goto(`${address}?_task=mail`);
    await page.locator('#messagelist tbody tr').first().click();
    await until('the message in its frame', async () => (await previewOf(page))?.locator('#messagebody').count(), 20_000);
    const found = await until(
      'annotations',
      async () => {
        const annotations = await annotationsOf(page);
        return annotations.length > 0 && annotations;
      },
      20_000,
    );
    assert.ok(
      found.every(({ outcome }) => outcome !== 'delivered'),
      'a bounce holds no delivery',
    );
  });
});

async function logIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.fill('#rcmloginuser', 'agent');
  await page.fill('#rcmloginpwd', 'any');
  await page.click('#rcmloginsubmit');
  await page.locator('#messagelist tbody tr').first().waitFor({ timeout: 30_000 });
}

/** Roundcube numbers the messages of the inbox from 1; the one that tells of the recipient is opened in its full view. */
async function openMessage(page: Page, address: string, recipient: string): Promise<void> {
  const count = 10;
  for (let uid = 1; uid <= count; uid++) {
    await page.goto(`${address}?_task=mail&_mbox=INBOX&_uid=${uid}&_action=show`);
    if ((await page.locator('#messagebody').innerText()).includes(`<${recipient}>: host`)) return;
  }
  throw new Error(`no message tells of ${recipient}`);
}

async function previewOf(page: Page): Promise<Frame | undefined> {
  return page.frames().find((frame) => frame.url().includes('_action=preview'));
}
