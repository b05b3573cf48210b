/** What axe finds in the card, the popup and the settings, in light and dark; and the pictures in the README. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { annotationsOf, cardOn, chooseInMenu, inExtensionWorld, openPopup, select } from './chromium.ts';
import { enableSite } from './enable.ts';
import { boxOfFirst } from './seen.ts';
import { chromiumBesideSite } from './setting.ts';
import { until } from './until.ts';

const images = join(import.meta.dirname, '../../../docs/images');
/** `UPDATE_PICTURES=1` writes the pictures of the README anew; look at them before they are committed. */
const pictured = process.env['UPDATE_PICTURES'] !== undefined;

for (const scheme of ['light', 'dark'] as const) {
  describe(`Bounce Lens in Chromium, ${scheme}`, function () {
    this.timeout(60_000);
    const { started, page } = chromiumBesideSite({ host: 'webmail.example.net', dark: scheme === 'dark' });
    before(async () => {
      await page().goto('http://webmail.example.net/webmail');
      await enableSite(started(), page());
    });

    it('opens the card beside a bounce in a webmail', async () => {
      await page().setViewportSize({ width: 1180, height: 860 });
      await page().goto('http://webmail.example.net/webmail');
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      const box = await page().evaluate(boxOfFirst);
      await page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      const card = await cardOn(page());
      assert.match(card.title, /address does not exist/);
      assert.deepEqual(card.badges.slice(0, 3), ['permanent failure', '550 5.1.1', "the sender's move"]);
      assert.ok(card.box.y > box.y, 'the card is below the words');
      await page().mouse.move(5, 5);
      await page().waitForTimeout(300);
      mkdirSync(images, { recursive: true });
      if (pictured) await page().screenshot({ path: join(images, scheme === 'light' ? 'browser-card.png' : 'browser-card-dark.png') });
    });

    it('has no fault in an answer, a list or an empty card', async () => {
      for (const [path, selector] of [
        ['/', '#said'],
        ['/many', undefined],
        ['/nothing', undefined],
      ] as const) {
        await page().goto(`http://webmail.example.net${path}`);
        await openRootsOf(page());
        await chooseInMenu(started(), page(), selector === undefined ? {} : { selectionText: await select(page(), selector) });
        await page().locator('.card').waitFor();
        await page().waitForTimeout(200);
        assert.deepEqual(await faultsIn(page(), '.card'), [], path);
      }
    });

    it('has no fault in a chip, also at twice the size and in forced colours', async () => {
      await page().goto('http://webmail.example.net/changing');
      await openRootsOf(page());
      await page().evaluate(() => {
        const late = document.getElementById('late');
        if (late !== null) late.textContent = 'host mx.example.com said: 550 5.1.1 <kim@example.com>: User unknown';
      });
      const chip = page().locator('.chip');
      await chip.waitFor();
      assert.deepEqual(await faultsIn(page(), '.chip'), []);
      await page().setViewportSize({ width: 590, height: 430 });
      await page().emulateMedia({ forcedColors: 'active' });
      await until('the chip inside', async () => {
        const box = await chip.boundingBox();
        return box !== null && box.x >= 0 && box.x + box.width <= 590 && box.width > 100;
      });
      await chip.click();
      await page().locator('.card').waitFor();
      const border = await page()
        .locator('.card')
        .evaluate((card) => getComputedStyle(card).borderTopColor);
      assert.ok(border !== 'rgba(0, 0, 0, 0)', 'forced colours leave the card its edge');
      assert.deepEqual(await faultsIn(page(), '.card'), []);
      const box = await page().locator('.card').boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 590 && box.y + box.height <= 430, JSON.stringify(box));
      if (process.env['SHOTS'] !== undefined) await page().screenshot({ path: join(process.env['SHOTS'], `forced-${scheme}.png`) });
      await page().emulateMedia({ forcedColors: null });
      await page().setViewportSize({ width: 1180, height: 820 });
    });

    it('has no fault in the popup, before and after an answer', async () => {
      const popup = await started().context.newPage();
      await popup.goto(`chrome-extension://${started().id}/popup.html`);
      assert.deepEqual(await faultsIn(popup), []);
      await popup.getByRole('textbox').fill('550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown');
      await popup.getByRole('button', { name: 'Explain', exact: true }).click();
      await popup.getByRole('heading', { name: /address does not exist/ }).waitFor();
      assert.deepEqual(await faultsIn(popup), []);
      await popup.close();
    });

    it('has no fault in the settings, with a site, a pack and a faulty pack', async () => {
      const settings = await started().context.newPage();
      await settings.goto(`chrome-extension://${started().id}/options.html`);
      await settings.getByRole('button', { name: 'Remove webmail.example.net' }).waitFor();
      for (const [text, shown] of [
        ['answers: { user-unknown: { steps: [Ask Ben.] } }', 'Remove team'],
        ['answers: 5', 'Line 1, column'],
      ] as const) {
        await settings.getByLabel('or a pack pasted here').fill(text);
        await settings.getByRole('button', { name: 'Import' }).click();
        await settings
          .getByText(shown)
          .or(settings.getByRole('button', { name: shown }))
          .first()
          .waitFor();
      }
      assert.deepEqual(await faultsIn(settings), []);
      await settings.close();
    });

    it('has no fault in popup and settings at twice the size, in forced colours and from right to left', async () => {
      const own = await started().context.newPage();
      await own.setViewportSize({ width: 590, height: 430 });
      await own.emulateMedia({ forcedColors: 'active' });
      for (const name of ['popup', 'options']) {
        await own.goto(`chrome-extension://${started().id}/${name}.html`);
        await own.locator('h1').first().waitFor();
        for (const direction of ['ltr', 'rtl']) {
          await own.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
          assert.deepEqual(await faultsIn(own), [], `${name}, ${direction}`);
          const over = await own.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${name}, ${direction}: ${over} px wider than its window`);
        }
      }
      await own.close();
    });

    it('would find a fault', async () => {
      const popup = await started().context.newPage();
      await popup.goto(`chrome-extension://${started().id}/popup.html`);
      await popup.evaluate(() => document.querySelector('label')?.remove());
      assert.match(String(await faultsIn(popup)), /label/);
      await popup.close();
    });

    it('shows in the real popup that the site is enabled', async () => {
      await page().goto('http://webmail.example.net/');
      const popup = await openPopup(started(), page());
      assert.equal(await until('the site', () => popup.evaluate('!annotating.disabled && annotating.checked')), true);
      await popup.close();
    });
  });
}

/** What axe calls a violation of WCAG 2.2 AA or of good practice, as `rule: element`. */
async function faultsIn(page: Page, within?: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const root =
      selector === undefined
        ? document
        : [...document.documentElement.children].find(({ shadowRoot }) => shadowRoot?.querySelector(selector));
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', ...(selector === undefined ? ['best-practice'] : [])];
    const { violations } = await Reflect.get(globalThis, 'axe').run(root, { runOnly });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string; failureSummary?: string }[] }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} (${failureSummary})`),
    );
  }, within);
}

/** Let the extension's next shadow roots be open: axe sees no closed ones. Only this page's copy of the extension is told so. */
function openRootsOf(page: Page): Promise<void> {
  return inExtensionWorld(
    page,
    `{const attach=Element.prototype.attachShadow;Element.prototype.attachShadow=function(){return attach.call(this,{mode:'open'})}}`,
  );
}
