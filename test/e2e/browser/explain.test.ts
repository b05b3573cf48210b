/** What can be done with an answer, in the real Chromium: reply in the customer's language, put into the page's own box; a sample to show to others; linked messages. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { cardOn, chooseInMenu, chooseOnLink, clickInCard, inOwnRoots, openCard, openPopup } from './chromium.ts';
import { chromiumOnSite } from './setting.ts';
import { until } from './until.ts';

describe('answers in Chromium', function () {
  this.timeout(60_000);
  const { site, started, page, at } = chromiumOnSite();
  before(async () => {
    await started().context.grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  const copied = () => page().evaluate(() => navigator.clipboard.readText());
  const open = async (path: string, focus?: string) => {
    await page().goto(at(path));
    if (focus !== undefined) await page().focus(focus);
    await chooseInMenu(started(), page());
    await cardOn(page());
  };
  const copy = async (name: string) => {
    await clickInCard(page(), name);
    await until('the word “Copied.”', async () => (await openCard(page()))?.text.includes('Copied.'));
    return copied();
  };

  it('puts the reply into the field that had the focus, behind what is written there', async () => {
    await open('/reply');
    await page().keyboard.press('Escape');
    await page().fill('#spare', 'Dear Ann,\n');
    await chooseInMenu(started(), page());
    const reply = await copy('Copy reply');
    await clickInCard(page(), 'Insert reply');
    await until('the card to go', async () => (await openCard(page())) === undefined);
    assert.equal(await page().inputValue('#spare'), `Dear Ann,\n${reply}`);
    assert.equal(await page().evaluate(() => document.activeElement?.id), 'spare');
    assert.ok(await page().evaluate(() => Reflect.get(globalThis, 'heard').includes('spare:insertText')), 'the page hears it');
    await page().keyboard.press('Control+Z');
    assert.notEqual(await page().inputValue('#spare'), `Dear Ann,\n${reply}`, 'it can be undone');
  });

  it('puts it into an editor as text, line by line', async () => {
    await open('/reply', '#rich');
    const reply = await copy('Copy reply');
    await page().keyboard.press('Escape');
    await page().focus('#rich');
    await page().keyboard.press('Control+End');
    await page().keyboard.press('Enter');
    await chooseInMenu(started(), page());
    await clickInCard(page(), 'Insert reply');
    const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
    assert.deepEqual(lines(await page().evaluate(() => document.querySelector<HTMLElement>('#rich')?.innerText ?? '')), [
      'Dear Ann,',
      ...lines(reply),
    ]);
    assert.equal(await page().evaluate(() => document.querySelectorAll('#rich :not(p, div, br)').length), 0, 'no markup but lines');
    assert.ok(await page().evaluate(() => Reflect.get(globalThis, 'heard').includes('rich:insertText')));
  });

  it('offers no place for it where the page has none', async () => {
    await open('/');
    assert.ok((await cardOn(page())).buttons.some(({ name }) => name === 'Copy reply'));
    await page().keyboard.press('Escape');
    await open('/webmail');
    assert.ok(!(await cardOn(page())).buttons.some(({ name }) => name === 'Insert reply'));
    await page().keyboard.press('Escape');
  });

  it('writes the reply in the language that is chosen, by keyboard too', async () => {
    await open('/');
    const english = await copy('Copy reply');
    await pressInLanguages(page(), 'ArrowUp');
    await until('the German reply', async () => {
      await clickInCard(page(), 'Copy reply');
      return (await copied()) !== english;
    });
    assert.match(await copied(), /Ihre Nachricht an kim@example\.com/);
    assert.match((await cardOn(page())).title, /address does not exist/, 'the card stays in its language');
    await page().keyboard.press('Escape');
  });

  it('writes it in the language that was chosen last, whichever is ready first', async () => {
    await open('/');
    const english = await copy('Copy reply');
    await pressInLanguages(page(), 'ArrowDown');
    const spanish = await until('the Spanish reply', async () => {
      await clickInCard(page(), 'Copy reply');
      const text = await copied();
      return text !== english && text;
    });
    await pressInLanguages(page(), 'ArrowDown');
    await page().keyboard.press('ArrowUp');
    await page().waitForTimeout(1_000);
    await clickInCard(page(), 'Copy reply');
    assert.equal(await copied(), spanish, 'not the French one, which had to be loaded first');
    await page().keyboard.press('Escape');
  });

  it('copies a sample that names nobody', async () => {
    await open('/');
    const sample = await copy('Copy redacted sample');
    assert.match(sample, /550 5\.1\.1/);
    assert.match(sample, /User unknown in virtual mailbox table/);
    assert.doesNotMatch(sample, /kim@/);
    assert.match(sample, /user1@example\.com/);
    await page().keyboard.press('Escape');
  });

  it('explains a linked message, also on a page that was never enabled, with one request', async () => {
    const plain = `http://localhost:${site().port}/attached`;
    await page().goto(plain);
    await (await openPopup(started(), page())).close();
    const before = site().asked.length;
    await chooseOnLink(started(), page(), new URL('/files/report.eml', plain).href);
    assert.equal((await cardOn(page())).title, '3 bounces found here');
    assert.deepEqual(site().asked.slice(before), ['/files/report.eml']);
    await page().keyboard.press('Escape');
    await chooseOnLink(started(), page(), 'https://elsewhere.example.net/x.eml');
    await until('why not', async () => (await openCard(page()))?.text.includes('another site (elsewhere.example.net)'));
  });
});

/** Press a key in the card's list of languages: German stands before English. */
async function pressInLanguages(page: Page, key: string): Promise<void> {
  for (let tabs = 0; tabs < 20; tabs += 1) {
    await page.keyboard.press('Tab');
    const focused = await inOwnRoots(page, function (this: ShadowRoot) {
      return this.activeElement?.localName;
    });
    if (focused.includes('select')) break;
  }
  await page.keyboard.press(key);
}
