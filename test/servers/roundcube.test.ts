/** A real Roundcube with real bounces of four mail servers, in the real Chromium and the real Firefox with the built extension. Needs root on Debian. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { freePort } from '../../tools/free-port.ts';
import { annotationsOf, type Chromium, cardOn, chooseInMenu, startChromium } from '../e2e/browser/chromium.ts';
import { enableSite } from '../e2e/browser/enable.ts';
import * as inFirefox from '../e2e/browser/firefox.ts';
import { until } from '../e2e/browser/until.ts';
import { type OwnServer, startServer } from './own-server.ts';

const root = join(import.meta.dirname, '..', '..');
const mails = ['samples/mailbox', 'test/samples/real', 'test/samples/dsn'];

/** What each server wrote for failures that were staged. Subjects are alike: a message is told by a line of its own. */
const messages = [
  {
    by: 'Postfix',
    tells: '<nobody.here@bigmail.example.com>: host',
    code: '5.1.1',
    outcome: 'permanent-failure',
    title: 'address does not exist',
  },
  { by: 'Postfix', tells: '<full.temp@bigmail.example.com>: host', code: '4.2.2', outcome: 'delayed-notice', title: 'mailbox is full' },
  { by: 'Postfix', tells: '<carol@smallbox.example.net>: host', code: '5.3.4', outcome: 'permanent-failure', title: 'too large' },
  { by: 'Postfix', tells: '<bob@spfcheck.example.com>: host', code: '5.7.26', outcome: 'permanent-failure', title: '' },
  { by: 'Postfix', tells: '<relayme@shop.example.org>: host', code: '5.7.1', outcome: 'permanent-failure', title: 'does not take mail' },
  { by: 'Sendmail', tells: '<kontakt@shop.example.org>', code: '5.1.1', outcome: 'permanent-failure', title: 'address does not exist' },
  { by: 'Sendmail', tells: 'later@filter.example.com', code: '4.3.0', outcome: 'delayed-notice', title: '' },
  { by: 'Exim', tells: 'gone.employee@office.example.net', code: '5.1.10', outcome: 'permanent-failure', title: '' },
  { by: 'OpenSMTPD', tells: 'disabled@bigmail.example.com', code: '5.2.1', outcome: 'permanent-failure', title: '' },
] as const;

describe('a real Roundcube', function () {
  this.timeout(300_000);
  let server: OwnServer | undefined;
  let address = '';
  const inbox = mkdtempSync(join(tmpdir(), 'bounce-lens-inbox-'));

  before(async () => {
    for (const folder of mails) cpSync(join(root, folder), inbox, { recursive: true });
    const [http, imap] = await Promise.all([freePort(), freePort()]);
    address = `http://127.0.0.1:${http}/`;
    server = await startServer('roundcube.sh', [inbox, String(http), String(imap)]);
  });
  after(async () => {
    await server?.end();
    rmSync(inbox, { recursive: true, force: true });
  });

  describe('in Chromium', () => {
    let chromium: Chromium;
    let page: Page;
    before(async () => {
      chromium = await startChromium();
      page = await chromium.context.newPage();
      await logIn(page, address);
      await enableSite(chromium, page);
    });
    after(() => chromium?.close());

    for (const { by, tells, code, outcome, title } of messages) {
      it(`annotates and explains what ${by} wrote: ${tells}`, async () => {
        await findMessage(tells, async (uid) => {
          await page.goto(messageAt(address, uid));
          return page.locator('#messagebody').innerText();
        });
        const found = await until(
          `an annotation of ${code}`,
          async () => (await annotationsOf(page)).find(({ text }) => text.includes(code)),
          20_000,
        );
        assert.equal(found.outcome, outcome);
        await chooseInMenu(chromium, page);
        const card = await cardOn(page);
        assert.ok(card.title.includes(title), `“${card.title}” holds “${title}”`);
        assert.ok(card.steps.length > 0 || card.title.includes('bounces'), 'the card has steps, or lists its bounces');
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

  describe('in Firefox', () => {
    let firefox: inFirefox.Firefox;
    before(async () => {
      firefox = await inFirefox.startFirefox();
      await inFirefox.go(firefox, address);
      await inFirefox.typeInto(firefox, '#rcmloginuser', 'agent');
      await inFirefox.typeInto(firefox, '#rcmloginpwd', 'any');
      await inFirefox.clickOn(firefox, '#rcmloginsubmit');
      await until('the inbox', () => firefox.asPage(() => document.querySelector('#messagelist tbody tr') !== null), 30_000);
      await inFirefox.openPopup(firefox);
      for (let presses = 0; presses < 3; presses += 1) await inFirefox.pressInBrowser(firefox, inFirefox.keys.tab);
      await inFirefox.pressInBrowser(firefox, ' ');
      await inFirefox.allowPrompt(firefox);
    });
    after(() => firefox?.close());

    for (const { by, tells, code, outcome, title } of messages) {
      it(`annotates and explains what ${by} wrote: ${tells}`, async () => {
        await findMessage(tells, async (uid) => {
          await inFirefox.go(firefox, messageAt(address, uid));
          return String(await firefox.asPage(() => document.getElementById('messagebody')?.innerText ?? ''));
        });
        const found = await until(
          `an annotation of ${code}`,
          async () => (await inFirefox.annotationsOf(firefox)).find(({ text }) => text.includes(code)),
          20_000,
        );
        assert.equal(found.outcome, outcome);
        await inFirefox.explainByMenu(firefox, '#messagebody', false);
        const card = await inFirefox.cardOn(firefox);
        assert.ok(card.title.includes(title), `“${card.title}” holds “${title}”`);
        await inFirefox.press(firefox, inFirefox.keys.escape);
      });
    }
  });
});

async function logIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.fill('#rcmloginuser', 'agent');
  await page.fill('#rcmloginpwd', 'any');
  await page.click('#rcmloginsubmit');
  await page.locator('#messagelist tbody tr').first().waitFor({ timeout: 30_000 });
}

/** The full view of a message; Roundcube numbers those of the inbox from 1. */
function messageAt(address: string, uid: number): string {
  return `${address}?_task=mail&_mbox=INBOX&_uid=${uid}&_action=show`;
}
const found = new Map<string, number>();
/** Open messages until one tells of it; where it is, is remembered for the next browser. */
async function findMessage(tells: string, open: (uid: number) => Promise<string>): Promise<void> {
  const known = found.get(tells);
  for (let uid = known ?? 1; uid <= 40; uid++) {
    if (!(await open(uid)).includes(tells)) continue;
    found.set(tells, uid);
    return;
  }
  throw new Error(`no message tells of ${tells}`);
}

async function previewOf(page: Page): Promise<Frame | undefined> {
  return page.frames().find((frame) => frame.url().includes('_action=preview'));
}
