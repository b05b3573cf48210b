/** Each founding text, in the real Chromium: annotated and explained on hover, and explained from the menu. */
import assert from 'node:assert/strict';
import { seeds } from '../../seeds.ts';
import { annotationsOf, cardOn, chooseInMenu, openCard, select } from './chromium.ts';
import { assertAnswers, boxOfFirst } from './seen.ts';
import { chromiumOnSite } from './setting.ts';
import { until } from './until.ts';

describe('the founding texts in Chromium', function () {
  this.timeout(60_000);
  const { started, page, at } = chromiumOnSite();

  for (const seed of seeds) {
    it(`${seed.id}: annotated, and explained on hover`, async () => {
      await page().goto(at(`/seed/${seed.id}`));
      const found = await until('an annotation', async () => (await annotationsOf(page())).at(0));
      assert.ok(seed.text.includes(found.text), `“${found.text}” is of the text`);
      const box = await page().evaluate(boxOfFirst);
      await page().mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
      assertAnswers(await cardOn(page()), seed);
      await page().keyboard.press('Escape');
      assert.equal(await openCard(page()), undefined, 'Escape closes what the pointer opened');
    });

    it(`${seed.id}: explained from the menu`, async () => {
      await page().goto(at(`/seed/${seed.id}`));
      const selectionText = await select(page(), '#said');
      await chooseInMenu(started(), page(), { selectionText });
      const card = await cardOn(page());
      assertAnswers(card, seed);
      assert.ok(card.focusInside, 'the focus is in the card');
    });
  }
});
