/** The panel: opened from the card and from the popup by what counts as a click, many recipients as a table, walked through by keyboard. */
import assert from 'node:assert/strict';
import { cardOn, chooseInMenu, clickInCard, inOwnWindow, openPopup } from './chromium.ts';
import { faultsIn } from './faults.ts';
import {
  addOn,
  cardOn as cardInFirefox,
  clickAt,
  explainByMenu,
  extensionPages,
  go,
  keys,
  openPopup as openFirefoxPopup,
  pressInBrowser,
} from './firefox.ts';
import { chromiumBesideSite, firefoxBesideSite } from './setting.ts';
import { until } from './until.ts';

const rowTexts = `[...document.querySelectorAll('.recipients tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).join(' | ')).join('\\n')`;
const three = `host mx.example.com said: 550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown

host mx.example.org said: 452 4.2.2 <lee@example.org>: Mailbox full

host mx.example.net said: 554 5.7.1 <ann@example.net>: Relay access denied`;

describe('the panel in Chromium', function () {
  this.timeout(60_000);
  const { started, page, at } = chromiumBesideSite();
  before(async () => {
    await page().goto(at('/many'));
    await (await openPopup(started(), page())).close();
  });
  const sidePanels = async () => {
    const { targetInfos } = await started().cdp.send('Target.getTargets');
    return targetInfos.filter(({ url }) => url.endsWith('/panel.html'));
  };

  it('opens beside the page from the card', async () => {
    await chooseInMenu(started(), page());
    await cardOn(page());
    await clickInCard(page(), 'Open in the panel');
    const panel = await inOwnWindow(started().cdp, '/panel.html');
    const rows = String(await until('the table', async () => String(await panel.evaluate(rowTexts)) || undefined));
    assert.match(rows, /kim@example\.com \| The recipient's address does not exist there \| the sender's move \| 550 5\.1\.1/);
    assert.match(rows, /lee@example\.org \| .*mailbox is full/);
    const tabs = started()
      .context.pages()
      .filter((one) => one.url().endsWith('/panel.html'));
    assert.equal(tabs.length, 0, 'no tab was needed');
    await panel.close();
    await until('the panel to be closed', async () => (await sidePanels()).length === 0);
  });

  it('opens beside the page from the popup', async () => {
    const popup = await openPopup(started(), page());
    // Pressed again where the popup was not ready to hear it, at most once a second.
    await until('the answers', async () => {
      await popup.evaluate(`text.value = ${JSON.stringify(three)}; document.querySelector('#paste').requestSubmit()`);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return popup.evaluate(`document.querySelectorAll('.recipients tbody tr').length === 3`);
    });
    // The person's click: a script's own is none.
    const box = await popup.evaluate(
      `(() => { const b = document.querySelector('.onward button'); b.focus(); return document.activeElement === b })()`,
    );
    assert.equal(box, true);
    popup.press();
    const panel = await inOwnWindow(started().cdp, '/panel.html');
    await until('three rows', async () => String(await panel.evaluate(rowTexts)).split('\n').length === 3);
    await panel.close();
  });

  it('explains what is pasted into it, and is walked through by keyboard alone', async () => {
    const panel = await started().context.newPage();
    await panel.setViewportSize({ width: 360, height: 800 });
    await panel.goto(`chrome-extension://${started().id}/panel.html`);
    await panel.getByLabel('Paste a bounce').fill(three);
    await panel.keyboard.press('Tab');
    await panel.keyboard.press('Enter');
    await until('the table', async () => (await panel.locator('.recipients tbody tr').count()) === 3);
    assert.deepEqual(await faultsIn(panel), []);
    await panel.locator('h1').click();
    const focused = () => panel.evaluate(() => document.activeElement?.textContent ?? '');
    await panel.keyboard.press('Tab');
    for (let tries = 0; tries < 5 && !/mailbox is full/.test(await focused()); tries += 1) await panel.keyboard.press('Tab');
    await panel.keyboard.press('Enter');
    await panel
      .locator('#answer')
      .getByRole('heading', { name: /mailbox is full/ })
      .waitFor();
    assert.equal(await panel.evaluate(() => document.activeElement?.id), 'answer');
    assert.match(String(await panel.textContent('tr[aria-current]')), /lee@example\.org/);
    const overflow = await panel.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px stick out sideways`);
  });

  it('copies the table for a spreadsheet', async () => {
    const panel = started()
      .context.pages()
      .find((one) => one.url().endsWith('/panel.html'));
    assert.ok(panel);
    await started().context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await panel.bringToFront();
    await panel.getByRole('button', { name: 'Copy table' }).click();
    await panel.getByText('Copied.').waitFor();
    const lines = (await panel.evaluate(() => navigator.clipboard.readText())).split('\n');
    assert.equal(lines[0], 'Recipient\tWhat happened\tWhose move\tCode');
    assert.equal(lines.length, 4);
    assert.ok(lines.every((line) => line.split('\t').length === 4));
  });

  it('has no fault in forced colours, in the dark and from right to left', async () => {
    const panel = started()
      .context.pages()
      .find((one) => one.url().endsWith('/panel.html'));
    assert.ok(panel);
    await panel.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    for (const media of [{ forcedColors: 'active' }, { colorScheme: 'dark', forcedColors: 'none' }] as const) {
      await panel.emulateMedia(media);
      assert.deepEqual(await faultsIn(panel), [], JSON.stringify(media));
    }
  });
});

describe('the panel in Firefox', function () {
  this.timeout(60_000);
  const { firefox, at } = firefoxBesideSite();

  it('opens in a tab from the card: Firefox opens its sidebar for no click in a web page', async () => {
    await go(firefox(), at('/many'));
    await explainByMenu(firefox(), 'h1', false);
    const card = await cardInFirefox(firefox());
    const button = card.buttons.find(({ name }) => name === 'Open in the panel');
    assert.ok(button);
    await clickAt(firefox(), button.x, button.y);
    const handle = await until('the tab', () => tabWith('/panel.html'));
    await firefox().send('WebDriver:SwitchToWindow', { handle });
    const rows = await until('the table', async () => String(await firefox().inPage(`function () { return ${rowTexts} }`)) || undefined);
    assert.match(rows, /kim@example\.com \| The recipient's address does not exist there/);
    await firefox().send('WebDriver:CloseWindow');
    const [first] = await handles();
    await firefox().send('WebDriver:SwitchToWindow', { handle: first });
  });
  const handles = async () => {
    const all = await firefox().value('WebDriver:GetWindowHandles');
    return Array.isArray(all) ? all.map(String) : [];
  };
  async function tabWith(end: string): Promise<string | undefined> {
    for (const handle of await handles()) {
      await firefox().send('WebDriver:SwitchToWindow', { handle, focus: false });
      if (String(await firefox().value('WebDriver:GetCurrentURL')).endsWith(end)) return handle;
    }
    return undefined;
  }

  it('opens in the sidebar from the popup', async () => {
    await go(firefox(), `${extensionPages}options.html`);
    await firefox().asPage(async (text: string) => {
      await Reflect.get(globalThis, 'browser').storage.session.set({ 'pending-text': text });
    }, three);
    await openFirefoxPopup(firefox());
    await until('the button', () => focusInPopup());
    await pressInBrowser(firefox(), keys.enter);
    await until('the sidebar', async () =>
      firefox()
        .inBrowser(() => {
          const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser');
          return view.SidebarController.isOpen && /bounce-lens/.test(view.SidebarController.currentID);
        })
        .then((open) => open === true),
    );
  });
  it('opens in the sidebar from the menu of the button, and closes', async () => {
    const isOpen = () =>
      firefox().inBrowser(() => Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser').SidebarController.isOpen);
    await firefox().inBrowser(() =>
      Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser').SidebarController.hide(),
    );
    await until('no sidebar', async () => (await isOpen()) === false);
    await firefox().inBrowser(async (id: string) => {
      const { extension } = Reflect.get(globalThis, 'WebExtensionPolicy').getByID(id);
      const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser');
      await extension.wakeupBackground?.();
      const click = { menuItemId: 'open-panel', modifiers: [], button: 0 };
      extension.emit('webext-menu-menuitem-click', click, view.gBrowser.selectedTab);
    }, addOn);
    await until('the sidebar', async () => (await isOpen()) === true);
  });
  /** Put the focus of the popup on the button; the key that presses it is the person's. */
  function focusInPopup(): Promise<boolean> {
    return firefox()
      .inBrowser((id: string) => {
        const { extension } = Reflect.get(globalThis, 'WebExtensionPolicy').getByID(id);
        const popup = [...extension.views].find(({ viewType }) => viewType === 'popup');
        const { messageManager } = popup.xulBrowser;
        return new Promise((resolve) => {
          messageManager.addMessageListener('focused', function focused({ data }: { readonly data: boolean }) {
            messageManager.removeMessageListener('focused', focused);
            resolve(data);
          });
          const script = `{ const b = content.document.querySelector('.onward button'); b && b.focus(); sendAsyncMessage('focused', b !== null); }`;
          messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
        });
      }, addOn)
      .then((focused) => focused === true);
  }
});
