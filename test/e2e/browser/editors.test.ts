/** The reply put into editors as frameworks make them, in the real Chromium and the real Firefox. */
import assert from 'node:assert/strict';
import { cardOn, chooseInMenu, clickInCard, openCard } from './chromium.ts';
import * as inFirefox from './firefox.ts';
import { chromiumOnSite, firefoxOnSite } from './setting.ts';
import { until } from './until.ts';

/** What each editor of the page believes to hold. */
interface Believed {
  readonly field: string;
  readonly drawn: readonly string[];
  readonly read: string;
  /** How often nodes were changed behind the back of the one that draws them. */
  readonly undone: number;
}
/** Runs in the page. */
function believed(): string {
  return JSON.stringify(Reflect.get(globalThis, 'state'));
}

describe('editors in Chromium', function () {
  this.timeout(60_000);
  const { started, page, at } = chromiumOnSite();
  const stateIn = async (): Promise<Believed> => JSON.parse(await page().evaluate(believed));
  const insertInto = async (selector: string) => {
    await page().goto(at('/editors'));
    await page().click(selector);
    await chooseInMenu(started(), page());
    await cardOn(page());
    await clickInCard(page(), 'Insert reply');
    await until('the card to go', async () => (await openCard(page())) === undefined);
  };

  it('tell a framework that looks at the events of a field', async () => {
    await insertInto('#field');
    const value = await page().inputValue('#field');
    assert.match(value, /kim@example\.com/);
    assert.equal((await stateIn()).field, value);
  });

  it('are given it by a paste, where they draw what they keep; their own undo takes it back', async () => {
    await insertInto('#drawn');
    const { drawn, undone } = await stateIn();
    assert.equal(drawn[0], 'Hello');
    assert.match(drawn.join('\n'), /kim@example\.com/);
    assert.equal(undone, 0, 'nothing was changed behind its back');
    await page().waitForTimeout(400);
    assert.deepEqual((await stateIn()).drawn, drawn, 'once');
    assert.equal(await page().locator('#drawn :not(p, br)').count(), 0, 'as text');
    await page().click('#drawn');
    await page().keyboard.press('Control+z');
    assert.deepEqual((await stateIn()).drawn, ['Hello']);
  });

  it('read it from their nodes, where they do so', async () => {
    await insertInto('#read');
    await until('the words', async () => /kim@example\.com/.test((await stateIn()).read));
    assert.equal(await page().locator('#read :not(p, div, br)').count(), 0, 'as text');
    await page().keyboard.press('Control+z');
    await until(
      'less of it',
      async () => (await page().locator('#read').innerText()) !== (await stateIn()).read || !(await stateIn()).read.endsWith('.'),
    );
  });
});

describe('editors in Firefox', function () {
  this.timeout(60_000);
  const { firefox, at } = firefoxOnSite();

  for (const [id, of] of [
    ['field', 'field'],
    ['drawn', 'drawn'],
    ['read', 'read'],
  ] as const) {
    it(`take the reply: ${id}`, async () => {
      await inFirefox.go(firefox(), at('/editors'));
      await firefox().asPage((wanted: string) => document.getElementById(wanted)?.focus(), id);
      await inFirefox.explainByMenu(firefox(), '#said', false);
      const button = (await inFirefox.cardOn(firefox())).buttons.find(({ name }) => name === 'Insert reply');
      assert.ok(button);
      await inFirefox.clickAt(firefox(), button.x, button.y);
      const held = await until('the words', async () => {
        const state: Believed = JSON.parse(String(await firefox().asPage(believed)));
        return String(state[of]).includes('kim@example.com') && state;
      });
      assert.equal(held.undone, 0, 'nothing was changed behind the back of the one that draws');
    });
  }
});
