/** Every injection in the real Chromium and the real Firefox: as page text that is explained, and as text that is pasted. Nothing runs, loads or hides. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { alarm, alarmHost, injections } from '../../injection-strings.ts';
import { type Chromium, cardOn, chooseInMenu, inOwnRoots, openPopup, select, startChromium } from './chromium.ts';
import { type Site, serveSite } from './site.ts';

/** What turns or hides; a page's own line ends aside. */
const unseen = /(?![\n\t]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The recipient tells the answers apart. */
const carrying = (text: string, index: number): string => `550 5.1.1 <kim${index}@example.com>: User unknown ${text} and ${text}`;

/** Elements that no answer has, and links that lead anywhere but to a page of the writer's. */
function countUnwanted(this: ShadowRoot): string {
  const made = this.querySelectorAll(
    'img,script,style:not([data-own]),iframe,object,embed,svg[onload],[onerror],[onclick],[onmouseover],[srcdoc],a:not([href^="https:"])',
  );
  const links = [...this.querySelectorAll('a')].filter(({ href }) => href.includes('fetched.example'));
  return [...made, ...links].map((element) => element.outerHTML).join('\n');
}

describe('injections in Chromium', function () {
  this.timeout(180_000);
  let site: Site;
  let started: Chromium;
  let page: Page;
  const loaded: string[] = [];

  before(async () => {
    site = await serveSite();
    started = await startChromium({ args: [`--host-resolver-rules=MAP ${alarmHost} 127.0.0.1:${site.port}`] });
    started.context.on('request', (request) => loaded.push(request.url()));
    page = await started.context.newPage();
    await page.addInitScript(`globalThis.${alarm} = () => { document.title = 'owned'; }`);
    page.on('dialog', (dialog) => loaded.push(`dialog ${dialog.message()}`));
    await page.goto(`http://127.0.0.1:${site.port}/nothing`);
    await (await openPopup(started, page)).close();
  });
  after(async () => {
    await started?.close();
    await site?.close();
  });

  for (const [index, { id, text }] of injections.entries()) {
    it(`${id}, selected in a page`, async () => {
      await page.evaluate(
        (said) => {
          const element = document.querySelector('#said');
          if (element !== null) element.textContent = said;
        },
        carrying(text, index),
      );
      await chooseInMenu(started, page, { selectionText: await select(page, '#said') });
      const card = await cardOn(page);
      assert.ok(card.text.includes(`kim${index}@example.com`), card.text);
      assert.doesNotMatch(card.text, unseen, card.text);
      assert.deepEqual(
        [...new Set(await inOwnRoots(page, countUnwanted))].filter((html) => html !== ''),
        [],
      );
      assert.notEqual(await page.title(), 'owned');
      await page.keyboard.press('Escape');
    });
  }

  it('pasted, all of them', async () => {
    const popup = await started.context.newPage();
    await popup.addInitScript(`globalThis.${alarm} = () => { document.title = 'owned'; }`);
    await popup.goto(`chrome-extension://${started.id}/popup.html`);
    for (const [index, { id, text }] of injections.entries()) {
      await popup.getByRole('textbox').fill(carrying(text, index));
      await popup.getByRole('button', { name: 'Explain', exact: true }).click();
      await popup.locator('.answer', { hasText: `kim${index}@example.com` }).waitFor();
      const shown = await popup.locator('.answer').innerText();
      assert.doesNotMatch(shown, unseen, id);
      assert.equal(await popup.locator('.answer').locator('img, script, iframe, [onerror]').count(), 0, id);
      assert.notEqual(await popup.title(), 'owned', id);
    }
    await popup.close();
  });

  it('loaded nothing', () => {
    assert.ok(loaded.length > 0, 'requests are seen');
    assert.deepEqual(
      loaded.filter((url) => url.includes(alarmHost) || url.startsWith('dialog') || /^(?:data:text|file:|vscode:)/.test(url)),
      [],
    );
  });
});
