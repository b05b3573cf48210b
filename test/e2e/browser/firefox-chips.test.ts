/** Chips, attached reports and the reply put in its box, in the real Firefox: another engine's fetch, focus and editing. */
import assert from 'node:assert/strict';
import { cardOn, chipsOn, clickAt, go, keys, mouseDownAt, mouseUp, openCard, press, resize, seenChips } from './firefox.ts';
import { firefoxOnSite } from './setting.ts';
import { ticketChanges } from './site.ts';
import { until } from './until.ts';

describe('chips in Firefox', function () {
  this.timeout(120_000);
  const { site, firefox, at } = firefoxOnSite();
  const clickChip = async (words: string) => {
    const chip = await until(words, async () => (await seenChips(firefox())).find(({ text }) => text.includes(words)));
    await clickAt(firefox(), chip.x, chip.y);
    return cardOn(firefox());
  };

  it('read an attached report when they are clicked', async () => {
    await go(firefox(), at('/attached'));
    assert.equal((await clickChip('Explain report.eml')).title, '3 bounces found here');
    assert.equal(site().asked.at(-1), '/files/report.eml');
  });

  it('say why not, and never ask another site', async () => {
    await go(firefox(), at('/attached-badly'));
    assert.match((await clickChip('away.eml')).text, /did not hand it out/);
    assert.ok(!site().asked.includes('/x.eml'));
  });

  for (const [name, change] of ticketChanges) {
    it(`are pressed and released, though meanwhile ${name}`, async () => {
      await resize(firefox(), 1180, 2_000);
      await go(firefox(), at('/ten'));
      const chip = (await chipsOn(firefox(), 10))[4];
      assert.ok(chip);
      await mouseDownAt(firefox(), chip.x, chip.y);
      await firefox().asPage(change);
      await chipsOn(firefox(), 11);
      await mouseUp(firefox());
      assert.match((await cardOn(firefox())).text, /kim4@example\.com/);
      await press(firefox(), keys.escape);
    });
  }

  for (const [id, property] of [
    ['spare', 'value'],
    ['rich', 'textContent'],
  ] as const) {
    it(`put the reply into the box that had the focus: ${id}`, async () => {
      await go(firefox(), at('/reply'));
      await firefox().asPage((wanted: string) => document.getElementById(wanted)?.focus(), id);
      const button = (await clickChip('address does not exist')).buttons.find(({ name }) => name === 'Insert reply');
      assert.ok(button);
      await clickAt(firefox(), button.x, button.y);
      await until('the card to go', async () => (await openCard(firefox())) === undefined);
      const written = await firefox().asPage(
        (wanted: string, of: string) => String(Reflect.get(document.getElementById(wanted) ?? {}, of)),
        id,
        property,
      );
      assert.match(String(written), /kim@example\.com/);
      const heard = await firefox().asPage(() => JSON.stringify(Reflect.get(globalThis, 'heard')));
      assert.match(String(heard), new RegExp(`"${id}:insert`), 'the page hears it');
      await press(firefox(), keys.escape);
    });
  }
});
