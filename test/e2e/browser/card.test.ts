/** When the card opens, in the real Chromium: by whom it was wished for last, whatever is ready first. */
import assert from 'node:assert/strict';
import { cardOn, chipsOn, inOwnRoots, openCard, workerOf } from './chromium.ts';
import { boxOfFirst } from './seen.ts';
import { chromiumOnSite } from './setting.ts';

describe('the card in Chromium', function () {
  this.timeout(60_000);
  const { started, page, at } = chromiumOnSite();
  /** The background answers nothing for a while. */
  const keepBusy = async () => {
    const worker = await workerOf(started());
    const busy = worker.evaluate(() => {
      const end = Date.now() + 3_000;
      while (Date.now() < end);
    });
    return busy;
  };
  const restOnMark = async () => {
    const { x, y, width, height } = await page().evaluate(boxOfFirst);
    await page().mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await page().waitForTimeout(400);
  };

  it('is not replaced by the late answer of what the pointer rested on, where it was asked for', async () => {
    await page().goto(at('/'));
    const [chip] = await chipsOn(page(), 1);
    assert.ok(chip);
    const busy = keepBusy();
    await page().waitForTimeout(100);
    await page().mouse.click(chip.x, chip.y);
    await restOnMark();
    assert.equal(await openCard(page()), undefined, 'the answer is late');
    await busy;
    assert.equal((await cardOn(page())).focusInside, true);
    await page().waitForTimeout(500);
    assert.equal((await cardOn(page())).focusInside, true, 'and stays so');
    await page().keyboard.press('Escape');
  });

  it('does not open where the pointer has gone', async () => {
    await page().goto(at('/'));
    await chipsOn(page(), 1);
    const busy = keepBusy();
    await page().waitForTimeout(100);
    await restOnMark();
    await page().mouse.move(600, 700);
    await busy;
    await page().waitForTimeout(500);
    assert.equal(await openCard(page()), undefined);
    await restOnMark();
    assert.equal((await cardOn(page())).focusInside, false, 'and it opens where the pointer rests');
  });

  it('stays as it is, when the page is read again and the pointer moves on the same words', async () => {
    await page().goto(at('/'));
    await chipsOn(page(), 1);
    await restOnMark();
    await cardOn(page());
    await inOwnRoots(page(), function (this: ShadowRoot) {
      this.querySelector('.card')?.setAttribute('data-seen', 'yes');
    });
    // A key has the page read again.
    await page().keyboard.press('Shift');
    await page().waitForTimeout(300);
    const { x, y, width, height } = await page().evaluate(boxOfFirst);
    await page().mouse.move(x + width / 2 - 4, y + height / 2, { steps: 3 });
    await page().waitForTimeout(500);
    const seen = await inOwnRoots(page(), function (this: ShadowRoot) {
      return this.querySelector('.card')?.getAttribute('data-seen');
    });
    assert.ok(seen.includes('yes'));
  });
});
