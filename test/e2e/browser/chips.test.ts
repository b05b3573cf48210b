/** Chips in the real Chromium: a message's bounce in one line, those of a ticket that changes, and attached reports that are read when their reader asks. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { cardOn, chipsOn, inOwnRoots, openCard, seenChips } from './chromium.ts';
import { chromiumOnSite } from './setting.ts';
import { ticketChanges } from './site.ts';
import { until } from './until.ts';

describe('chips in Chromium', function () {
  this.timeout(60_000);
  const { site, page, at } = chromiumOnSite({ host: 'elsewhere.example.net' });

  it('says on a message what happened and whose move it is, and opens the card', async () => {
    await page().goto(at('/'));
    const [chip] = await chipsOn(page(), 1);
    assert.ok(chip);
    assert.match(chip.text, /^The recipient's address does not exist there · the sender's move$/);
    assert.equal(chip.label, `Explain bounce: ${chip.text}`);
    await page().mouse.click(chip.x, chip.y);
    const card = await cardOn(page());
    assert.match(card.title, /address does not exist/);
    assert.equal(card.focusInside, true);
    await page().keyboard.press('Escape');
  });

  it('is reached by keyboard, after the marked words', async () => {
    await page().goto(at('/'));
    await chipsOn(page(), 1);
    await page().focus('#spare');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Tab');
    const focused = await inOwnRoots(page(), function (this: ShadowRoot) {
      return this.activeElement?.className;
    });
    assert.ok(focused.includes('chip permanent-failure'), JSON.stringify(focused));
    await page().keyboard.press('Enter');
    assert.match((await cardOn(page())).title, /address does not exist/);
    await page().keyboard.press('Escape');
  });

  it('goes with its message when the page is scrolled, and away with it', async () => {
    await page().goto(at('/'));
    await chipsOn(page(), 1);
    await page().evaluate(() => {
      document.body.style.paddingTop = '300px';
      document.body.style.height = '5000px';
      scrollTo(0, 200);
    });
    await until('the chip to follow', async () => {
      const [now] = await chipsOn(page(), 1);
      const top = await page().evaluate(() => document.querySelector('#said')?.getBoundingClientRect().top ?? 0);
      return now !== undefined && Math.abs(now.box.y + now.box.height * 0.8 - top) < 3 && top > 100;
    });
    await page().evaluate(() => scrollTo(0, 3000));
    await until('the chip to be gone', async () => (await seenChips(page())).length === 0);
  });

  it('stands at the other end of a page that runs from right to left', async () => {
    await page().goto(at('/rtl'));
    const [chip] = await chipsOn(page(), 1);
    assert.ok(chip && chip.box.x < 300, JSON.stringify(chip));
    await page().mouse.click(chip.x, chip.y);
    await cardOn(page());
    const directions = await inOwnRoots(page(), function (this: ShadowRoot) {
      const card = this.querySelector('.card');
      return card === null ? null : getComputedStyle(card).direction;
    });
    assert.ok(directions.includes('ltr'), 'our words run as their language does');
    await page().keyboard.press('Escape');
  });

  it('offers attached reports, asks for one when it is clicked and for nothing before', async () => {
    const before = site().asked.length;
    await page().goto(at('/attached'));
    const chips = await chipsOn(page(), 2);
    assert.deepEqual(
      chips.map(({ text }) => text),
      ['Explain report.eml', 'Explain status'],
    );
    assert.deepEqual(
      site()
        .asked.slice(before)
        .filter((path) => path.startsWith('/files/')),
      [],
    );
    for (const [index, path] of ['/files/report.eml', '/files/get?part=3&type=message/delivery-status'].entries()) {
      await clickChip(page(), index);
      assert.equal((await cardOn(page())).title, '3 bounces found here');
      assert.equal(site().asked.at(-1), path);
      await page().keyboard.press('Escape');
    }
  });

  for (const [name, says] of [
    ['login.eml', /not a message or a delivery report \(text\/html\)/],
    ['away.eml', /did not hand it out/],
    ['gone.eml', /did not hand it out: 404/],
  ] as const) {
    it(`says why it did not read ${name}`, async () => {
      await page().goto(at('/attached-badly'));
      const chips = await chipsOn(page(), 4);
      assert.ok(!chips.some(({ text }) => text.includes('elsewhere')), 'what is of another site is not offered');
      await clickChip(
        page(),
        chips.findIndex(({ text }) => text.includes(name)),
      );
      const card = await cardOn(page());
      assert.equal(card.title, 'The attachment was not read');
      assert.match(card.text, says);
      assert.ok(!site().asked.includes('/x.eml'), 'the other site was not asked');
    });
  }

  it('reads no more of an endless attachment than it needs', async () => {
    await page().goto(at('/attached-badly'));
    const chips = await chipsOn(page(), 4);
    await clickChip(
      page(),
      chips.findIndex(({ text }) => text.includes('endless')),
    );
    assert.equal((await cardOn(page())).title, '3 bounces found here');
  });
});

describe('chips of a ticket of ten bounces in Chromium', function () {
  this.timeout(60_000);
  const { page, at } = chromiumOnSite();
  beforeEach(async () => {
    await page().setViewportSize({ width: 1180, height: 2_000 });
    await page().goto(at('/ten'));
  });

  it('are one for each, and each opens its own card', async () => {
    const chips = await chipsOn(page(), 10);
    for (const index of [0, 9]) {
      const chip = chips[index];
      assert.ok(chip);
      await page().mouse.click(chip.x, chip.y);
      assert.match((await cardOn(page())).text, new RegExp(`kim${index}@example\\.com`));
      await page().keyboard.press('Escape');
      await until('the card to go', async () => (await openCard(page())) === undefined);
    }
  });

  for (const [name, change] of ticketChanges) {
    it(`are pressed and released, though meanwhile ${name}`, async () => {
      const chip = (await chipsOn(page(), 10))[4];
      assert.ok(chip);
      await page().mouse.move(chip.x, chip.y);
      await page().mouse.down();
      await page().evaluate(change);
      await chipsOn(page(), 11);
      await page().mouse.up();
      assert.match((await cardOn(page())).text, /kim4@example\.com/);
    });
  }

  for (const [name, focusFifth] of [
    ['chips', focusFifthChip],
    ['buttons of marks', focusFifthMark],
  ] as const) {
    it(`keep the focus at their message, when another comes above it: ${name}`, async () => {
      await chipsOn(page(), 10);
      const focused = await inOwnRoots(page(), focusFifth);
      assert.ok(focused.includes(true));
      await page().evaluate(() => {
        const items = document.getElementById('thread-items');
        items?.prepend(items.lastElementChild?.cloneNode(true) ?? '');
      });
      await chipsOn(page(), 11);
      await page().keyboard.press('Enter');
      assert.match((await cardOn(page())).text, /kim4@example\.com/);
    });
  }
});

/** Run in the page: was there a fifth one, and does it have the focus? */
function focusFifthChip(this: ShadowRoot): boolean {
  const fifth = this.querySelectorAll<HTMLElement>('button.chip')[4];
  fifth?.focus();
  return fifth !== undefined && this.activeElement === fifth;
}
function focusFifthMark(this: ShadowRoot): boolean {
  const fifth = this.querySelectorAll<HTMLElement>('button:not(.chip)')[4];
  fifth?.focus();
  return fifth !== undefined && this.activeElement === fifth;
}

async function clickChip(page: Page, index: number): Promise<void> {
  const chip = (await seenChips(page))[index];
  assert.ok(chip, `chip ${index}`);
  await page.mouse.click(chip.x, chip.y);
}
