/** The extension in the real Chromium: what a person can do with it, and what a page can do to it. */
import assert from 'node:assert/strict';
import {
  allowInBrowser,
  annotationsOf,
  cardOn,
  chooseInMenu,
  clickInCard,
  inExtensionWorld,
  inOwnRoots,
  openCard,
  openPopup,
  select,
  stopWorker,
  updateExtension,
  workerOf,
} from './chromium.ts';
import { countColour, lineColours } from './picture.ts';
import { chromiumBesideSite } from './setting.ts';
import { hostileText } from './site.ts';
import { until } from './until.ts';

describe('Bounce Lens in Chromium', function () {
  this.timeout(60_000);
  const { started, page, at } = chromiumBesideSite({ host: 'webmail.example.net' });
  /** A name that is not loopback, over plain http: no clipboard API there. */
  const plain = 'http://webmail.example.net';

  it('needs no site: the menu explains a selection on a page that was never enabled', async () => {
    await page().goto(`${plain}/`);
    await (await openPopup(started(), page())).close();
    await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
    const card = await cardOn(page());
    assert.equal(card.role, 'dialog');
    assert.match(card.title, /address does not exist/);
    assert.deepEqual(await annotationsOf(page()), [], 'nothing is annotated unasked');
  });

  it('is refused a page it was not invited to, and then offers its own', async () => {
    const other = await started().context.newPage();
    await other.goto(at('/'));
    const opened = started().context.waitForEvent('page');
    await chooseInMenu(started(), other, { selectionText: '550 5.1.1 User unknown' });
    const paste = await opened;
    await paste.getByRole('heading', { name: /address does not exist/ }).waitFor();
    assert.equal(await paste.getByRole('textbox').inputValue(), '550 5.1.1 User unknown');
    await paste.close();
    await other.close();
  });

  it('copies on a page over plain http', async () => {
    await page().goto(`${plain}/`);
    assert.equal(await page().evaluate(() => isSecureContext), false);
    await (await openPopup(started(), page())).close();
    await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
    await clickInCard(page(), 'Copy reply');
    await until('the word “Copied.”', async () => (await openCard(page()))?.text.includes('Copied.'));
    assert.equal((await cardOn(page())).focusInside, true, 'the focus stays in the card');
    await page().keyboard.press('Escape');
    await page().focus('#spare');
    await page().keyboard.press('Control+V');
    assert.match(await page().inputValue('#spare'), /kim@example\.com/);
  });

  it('lists the bounces of a page, and goes back to the list', async () => {
    await page().goto(`${plain}/many`);
    await (await openPopup(started(), page())).close();
    await chooseInMenu(started(), page());
    const list = await cardOn(page());
    assert.equal(list.title, '2 bounces found here');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Tab');
    await page().keyboard.press('Enter');
    await until('an answer', async () => (await openCard(page()))?.title.includes('address does not exist'));
    await clickInCard(page(), 'Back to the list');
    assert.equal((await cardOn(page())).title, '2 bounces found here');
  });

  it('says so where there is no bounce', async () => {
    await page().goto(`${plain}/nothing`);
    await (await openPopup(started(), page())).close();
    await chooseInMenu(started(), page());
    assert.equal((await cardOn(page())).title, 'No bounce found here');
    await page().keyboard.press('Escape');
    await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
    assert.equal((await cardOn(page())).title, 'No bounce found here');
  });

  describe('on an enabled site', () => {
    before(async () => {
      await page().goto(at('/nothing'));
      await allowInBrowser(started(), 'http://127.0.0.1/*');
    });

    it('begins in the open tab when the site is enabled in the popup', async () => {
      await page().goto(at('/'));
      assert.deepEqual(await annotationsOf(page()), []);
      const popup = await openPopup(started(), page());
      const label = await until('the site', () =>
        popup.evaluate(`!annotating.disabled && document.getElementById('annotating-label').textContent`),
      );
      assert.equal(label, 'Annotate bounces on 127.0.0.1');
      await popup.evaluate('annotating.click()');
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      assert.equal(await popup.evaluate('annotating.checked'), true);
      await popup.close();
    });

    it('marks the codes and nothing else', async () => {
      await page().goto(at('/'));
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      assert.deepEqual(await annotationsOf(page()), [
        { outcome: 'permanent-failure', text: '550' },
        { outcome: 'permanent-failure', text: '5.1.1' },
      ]);
    });

    it('leaves the nodes of the page as they are', async () => {
      await page().goto(at('/'));
      const before = await page().evaluate(() => document.body.outerHTML);
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      assert.equal(await page().evaluate(() => document.body.outerHTML), before);
    });

    it('annotates frames of the same origin, with and without an address', async () => {
      await page().goto(at('/frames'));
      const found = await until('annotations', async () => (await annotationsOf(page())).length >= 4 && annotationsOf(page()));
      assert.deepEqual(found.map(({ outcome, text }) => `${outcome} ${text}`).sort(), [
        'deferral 4.2.2',
        'deferral 452',
        'permanent-failure 5.1.1',
        'permanent-failure 550',
      ]);
      assertPainted(await page().screenshot());
      const box = await page().frameLocator('#same').locator('#said').boundingBox();
      assert.ok(box);
      await page().mouse.move(box.x + 235, box.y + 8, { steps: 4 });
      const card = await until('a card', async () => openCard(page()));
      assert.match(card.title, /address does not exist/);
      assert.ok(card.box.height > 120 || card.box.y > box.y, 'the card is not shut in the frame');
    });

    it('annotates open and closed shadow roots', async () => {
      await page().goto(at('/shadow'));
      const found = await until('annotations', async () => (await annotationsOf(page())).length >= 4 && annotationsOf(page()));
      assert.deepEqual(found.map(({ text }) => text).sort(), ['4.2.2', '452', '5.1.1', '550']);
      assertPainted(await page().screenshot());
    });

    it('follows what changes, also what is taken away', async () => {
      await page().goto(at('/changing'));
      await page().evaluate(() => {
        const late = document.getElementById('late');
        if (late !== null) late.textContent = 'host mx.example.org said: 452 4.2.2 <lee@example.org>: Mailbox full';
      });
      await until('annotations', async () => (await annotationsOf(page())).length === 2);
      await page().evaluate(() => document.getElementById('late')?.replaceChildren());
      await until('no annotations', async () => (await annotationsOf(page())).length === 0);
    });

    it('is reached by keyboard: the button, the card, back', async () => {
      await page().goto(at('/'));
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      await page().focus('#spare');
      await page().keyboard.press('Tab');
      const label = await until('the button', async () => (await inOwnRoots(page(), focusedLabel)).find((one) => one !== null));
      assert.equal(label, 'Explain bounce: 550 5.1.1');
      await page().keyboard.press('Enter');
      assert.equal((await cardOn(page())).focusInside, true);
      const stops: (string | null | undefined)[] = [];
      for (let presses = 0; presses < 9; presses += 1) {
        await page().keyboard.press('Tab');
        stops.push((await inOwnRoots(page(), focusedLabel)).find((one) => one !== null));
      }
      const replying = ['Copy reply', 'Language of the reply', 'Insert reply', 'Copy escalation', 'Copy summary', 'Copy redacted sample'];
      assert.deepEqual(stops, ['Close', ...replying, 'Open in the panel', 'Close'], 'Tab stays in the card');
      await page().keyboard.press('Escape');
      assert.equal(await openCard(page()), undefined);
      assert.deepEqual(
        (await inOwnRoots(page(), focusedLabel)).filter((one) => one !== null),
        ['Explain bounce: 550 5.1.1'],
        'the focus is back',
      );
    });

    it('gives the focus back to where the menu was used', async () => {
      await page().goto(at('/'));
      await page().focus('#mine');
      await chooseInMenu(started(), page(), { selectionText: '550 5.1.1 User unknown' });
      await cardOn(page());
      await page().keyboard.press('Escape');
      assert.equal(await page().evaluate(() => document.activeElement?.id), 'mine');
    });

    it('keeps keys and clicks from the page', async () => {
      await page().goto(at('/'));
      await page().evaluate(() => {
        document.addEventListener('keydown', ({ key }) => {
          if (key === 'r') document.title = 'replied';
        });
      });
      await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
      await cardOn(page());
      await page().keyboard.press('r');
      assert.equal(await page().title(), 'Inbox');
    });

    it('shows hostile text as text', async () => {
      await page().goto(at('/hostile'));
      await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
      const card = await cardOn(page());
      assert.ok(card.text.includes(hostileText.slice(10, 60)), card.text);
      assert.deepEqual(
        await inOwnRoots(page(), countUnwanted),
        (await inOwnRoots(page(), () => 0)).map(() => 0),
      );
      assert.equal(await page().title(), 'Hostile');
    });

    it('works again after the browser stopped its background', async () => {
      await page().goto(at('/'));
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      await stopWorker(started());
      await page().focus('#spare');
      await page().keyboard.press('Tab');
      await page().keyboard.press('Enter');
      assert.match((await cardOn(page())).title, /address does not exist/);
      assert.ok((await workerOf(started())).url().endsWith('/background.js'), 'the background was woken');
    });

    it('draws boxes where the browser cannot highlight', async () => {
      await page().goto(at('/changing'));
      await page().waitForTimeout(500);
      await inExtensionWorld(page(), 'delete globalThis.Highlight');
      await page().evaluate(() => {
        const late = document.getElementById('late');
        if (late !== null)
          late.textContent = 'host mx.example.com said: 550 5.1.1 <kim@example.com>: User unknown. host mx.example.org said:';
      });
      await until('boxes', async () => (await inOwnRoots(page(), countBoxes)).some((count) => count === 2));
      assert.deepEqual(await annotationsOf(page()), []);
      assert.ok(countColour(await page().screenshot(), lineColours['permanent-failure']) > 20, 'the boxes are seen');
    });

    it('answers its keyboard command', async () => {
      await page().goto(at('/many'));
      await page().bringToFront();
      await (await workerOf(started())).evaluate(async () => {
        const api = Reflect.get(globalThis, 'chrome');
        const [tab] = await api.tabs.query({ active: true, currentWindow: true });
        api.commands.onCommand.dispatch('explain-bounce', tab);
      });
      assert.equal((await cardOn(page())).title, '2 bounces found here');
    });

    it('goes on in open tabs after an update, and the script of before steps aside', async () => {
      await page().goto(at('/'));
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      await updateExtension(started());
      await page().bringToFront();
      await page().mouse.move(300, 300);
      await page().mouse.move(320, 310);
      await until('one set of chips', async () => (await inOwnRoots(page(), countChips)).filter((count) => count > 0).length === 1);
      assert.equal((await annotationsOf(page())).length, 2);
      await page().focus('#spare');
      await page().keyboard.press('Tab');
      await page().keyboard.press('Enter');
      assert.match((await cardOn(page())).title, /address does not exist/);
    });

    it('stays inside the viewport, at twice the size too', async () => {
      await page().setViewportSize({ width: 590, height: 410 });
      try {
        await page().goto(at('/'));
        await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
        const { box } = await cardOn(page());
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 590 && box.y + box.height <= 410, JSON.stringify(box));
      } finally {
        await page().setViewportSize({ width: 1180, height: 820 });
      }
    });

    it('stops in open tabs when the site is removed in the settings', async () => {
      await page().goto(at('/'));
      await until('annotations', async () => (await annotationsOf(page())).length > 0);
      const settings = await started().context.newPage();
      await settings.goto(`chrome-extension://${started().id}/options.html`);
      await settings.getByRole('button', { name: 'Remove 127.0.0.1' }).click();
      await settings.getByText('Removed 127.0.0.1.').waitFor();
      await until('no annotations', async () => (await annotationsOf(page())).length === 0);
      await page().goto(at('/'));
      await page().waitForTimeout(700);
      assert.deepEqual(await annotationsOf(page()), []);
      await settings.close();
    });
  });

  it('answers in the popup what is pasted there', async () => {
    const popup = await started().context.newPage();
    await popup.goto(`chrome-extension://${started().id}/popup.html`);
    await popup.getByRole('button', { name: 'Explain', exact: true }).click();
    await popup.getByText('Paste some text first.').waitFor();
    await popup.getByRole('textbox').fill('452 4.2.2 <lee@example.org>: Mailbox full');
    await popup.getByRole('button', { name: 'Explain', exact: true }).click();
    await popup.getByRole('heading', { name: /mailbox is full/ }).waitFor();
    await popup.getByRole('textbox').fill('What a fine day.');
    await popup.getByRole('button', { name: 'Explain', exact: true }).click();
    await popup.getByRole('heading', { name: 'No bounce found here' }).waitFor();
    await popup.close();
  });
});

/** Both a permanent failure and a deferral are underlined where people see it. */
function assertPainted(png: Buffer): void {
  for (const [outcome, colour] of Object.entries(lineColours))
    assert.ok(countColour(png, colour) > 20, `the line of a ${outcome} is painted`);
}

/** Runs in the page: the name of the element of ours that has the focus. */
function focusedLabel(this: ShadowRoot): string | null {
  const focused = this.activeElement;
  return focused === null ? null : (focused.getAttribute('aria-label') ?? focused.textContent);
}

function countBoxes(this: ShadowRoot): number {
  return this.querySelectorAll('.box').length;
}
function countChips(this: ShadowRoot): number {
  return this.querySelectorAll('button.chip').length;
}

/** Runs in the page: elements that only a mail's markup could have made. */
function countUnwanted(this: ShadowRoot): number {
  return this.querySelectorAll('img, script, iframe, [onerror]').length;
}
