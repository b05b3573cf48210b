/** A page's life in the real Chromium: back from the browser's memory, busy without end; what we cost it meanwhile. */
import assert from 'node:assert/strict';
import { makeBusy } from './busy-page.ts';
import { annotationsOf, inExtensionWorld, inOwnRoots, openCard } from './chromium.ts';
import { chromiumOnSite } from './setting.ts';
import { until } from './until.ts';

describe('a page’s life in Chromium', function () {
  this.timeout(90_000);
  const { page, at } = chromiumOnSite();

  it('goes on when the reader comes back to a page', async () => {
    await page().goto(at('/'));
    await until('annotations', async () => (await annotationsOf(page())).length > 0);
    await page().goto(at('/nothing'));
    await page().goBack();
    await until('annotations', async () => (await annotationsOf(page())).length === 2);
    const chips = await inOwnRoots(page(), function (this: ShadowRoot) {
      return this.querySelectorAll('.chip').length;
    });
    assert.equal(
      chips.reduce((sum, count) => sum + count, 0),
      1,
      'one chip, not two',
    );
    assert.equal(await openCard(page()), undefined);
  });

  it('reads a page that changes a thousand times a second out of its allowance, and still sees a bounce', async () => {
    await page().goto(at('/changing'));
    await page().waitForTimeout(500);
    await inExtensionWorld(page(), countReading);
    await page().evaluate(makeBusy);
    const began = Date.now();
    await page().waitForTimeout(8_000);
    const spent = await page().evaluate(() => Number(document.documentElement.dataset['read'] ?? 0));
    const time = Date.now() - began;
    assert.ok(spent < time * 0.02 + 100, `${spent.toFixed(0)} ms of styles asked in ${time} ms`);
    await page().evaluate(() => {
      const late = document.getElementById('late');
      if (late !== null) late.textContent = 'host mx.example.com said: 550 5.1.1 <kim@example.com>: User unknown';
    });
    await until('annotations', async () => (await annotationsOf(page())).length === 2, 60_000);
  });

  it('does not read a message again because the page beside it is busy', async () => {
    await page().goto(at('/samples/roundcube-message.html'));
    await until('annotations', async () => (await annotationsOf(page())).length > 0);
    await page().waitForTimeout(500);
    await inExtensionWorld(page(), countReading);
    await page().evaluate(makeBusy);
    await page().waitForTimeout(3_000);
    const spent = await page().evaluate(() => Number(document.documentElement.dataset['read'] ?? 0));
    assert.ok(spent < 10, `${spent} ms of styles asked: the message did not change`);
  });
});

/** In our world: how long asking for styles takes, which is what reading a page costs; told in the page. */
const countReading = `{
  const ask = window.getComputedStyle;
  let spent = 0;
  window.getComputedStyle = function (...args) {
    const began = performance.now();
    const style = ask.apply(window, args);
    style.display;
    spent += performance.now() - began;
    document.documentElement.dataset.read = String(spent);
    return style;
  };
}`;
