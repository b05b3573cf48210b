/** Each founding text, in the real Firefox: annotated and explained on hover, and explained from the browser's own menu. */
import assert from 'node:assert/strict';
import { seeds } from '../../seeds.ts';
import { annotationsOf, cardOn, explainByMenu, type Firefox, go, keys, moveMouse, openCard, press } from './firefox.ts';
import { assertAnswers, boxOfFirst } from './seen.ts';
import { firefoxOnSite } from './setting.ts';
import { until } from './until.ts';

describe('the founding texts in Firefox', function () {
  this.timeout(60_000);
  const { firefox, at } = firefoxOnSite();

  for (const seed of seeds) {
    it(`${seed.id}: annotated, and explained on hover`, async () => {
      await go(firefox(), at(`/seed/${seed.id}`));
      const found = await until('an annotation', async () => (await annotationsOf(firefox())).at(0));
      assert.ok(seed.text.includes(found.text), `“${found.text}” is of the text`);
      await moveToFirst(firefox());
      assertAnswers(await cardOn(firefox()), seed);
      await press(firefox(), keys.escape);
      assert.equal(await openCard(firefox()), undefined, 'Escape closes what the pointer opened');
    });

    it(`${seed.id}: explained from the menu`, async () => {
      await go(firefox(), at(`/seed/${seed.id}`));
      await explainByMenu(firefox(), '#said', true);
      assertAnswers(await cardOn(firefox()), seed);
      await until('the focus in the card', async () => (await openCard(firefox()))?.focusInside);
    });
  }
});

/** Rest the mouse on the first highlighted words. */
async function moveToFirst(firefox: Firefox): Promise<void> {
  const { x, y, width, height } = { x: 0, y: 0, width: 0, height: 0, ...(await firefox.asPage(boxOfFirst).then(boxLike)) };
  await moveMouse(firefox, x + width / 2, y + height / 2);
}

function boxLike(value: unknown): Partial<ReturnType<typeof boxOfFirst>> {
  return typeof value === 'object' && value !== null ? value : {};
}
