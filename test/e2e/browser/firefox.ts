/** A real Firefox with the built extension in it, and what a person could see and do there. */
import { join } from 'node:path';
import { ensureFirefox } from '../../../tools/browsers.ts';
import { type Marionette, startMarionette } from './marionette.ts';
import { type Annotation, cardIn, chipsIn, highlighted, portable, type SeenCard, type SeenChip } from './seen.ts';
import { until } from './until.ts';

const extension = join(process.env['BOUNCE_LENS_DIST'] ?? join(import.meta.dirname, '../../../dist'), 'webext/firefox');
export const addOn = 'bounce-lens@bounce-lens.example';
/** Pinned, so that the extension's own pages have a known address. */
const uuid = '6f0c2b5e-3d1a-4c58-9a37-2b8a5f7c9e10';
export const extensionPages = `moz-extension://${uuid}/`;

export type Firefox = Marionette;

/** `managed`: what an organisation sets for the extension. */
export async function startFirefox(
  preferences: Readonly<Record<string, unknown>> = {},
  managed?: Readonly<Record<string, unknown>>,
): Promise<Firefox> {
  const { path, version } = await ensureFirefox();
  const policy = JSON.stringify({ name: addOn, description: 'Set by policy', type: 'storage', data: managed });
  const home = managed === undefined ? {} : { [`.mozilla/managed-storage/${addOn}.json`]: policy };
  const pinned = { 'extensions.webextensions.uuids': JSON.stringify({ [addOn]: uuid }) };
  const firefox = await startMarionette(path, { ...pinned, ...preferences }, home);
  console.log(`    ${version} (${firefox.version})`);
  await firefox.value('Addon:Install', { path: extension, temporary: true });
  return firefox;
}

export async function go(firefox: Firefox, url: string): Promise<void> {
  await firefox.send('WebDriver:Navigate', { url });
}

/** Grant a site in the browser's own record; the extension hears of it as of any grant. */
export async function grantSite(firefox: Firefox, site: string): Promise<void> {
  await firefox.inBrowser(
    async (id: string, origin: string) => {
      const { ExtensionPermissions } = Reflect.get(globalThis, 'ChromeUtils').importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      const { extension } = Reflect.get(globalThis, 'WebExtensionPolicy').getByID(id);
      await extension.wakeupBackground?.();
      await ExtensionPermissions.add(id, { permissions: [], origins: [origin] }, extension);
    },
    addOn,
    site,
  );
}

/** The closed shadow roots of the extension's own elements. */
export function inOwnRoots(firefox: Firefox, work: (this: ShadowRoot) => unknown): Promise<unknown> {
  const hosts = `[...document.documentElement.children].filter((element) => element.localName === 'div')`;
  return firefox.inPage(`function () { return ${hosts}.map((host) => (${portable(work)}).call(host.openOrClosedShadowRoot)); }`);
}

export async function openCard(firefox: Firefox): Promise<SeenCard | undefined> {
  const cards = await inOwnRoots(firefox, cardIn);
  return Array.isArray(cards) ? cards.find((card) => card !== null) : undefined;
}

export function cardOn(firefox: Firefox): Promise<SeenCard> {
  return until('a card', () => openCard(firefox));
}

/** The chips that can be seen. */
export async function seenChips(firefox: Firefox): Promise<readonly SeenChip[]> {
  const chips = await inOwnRoots(firefox, chipsIn);
  return Array.isArray(chips) ? chips.flat() : [];
}

export function chipsOn(firefox: Firefox, count: number): Promise<readonly SeenChip[]> {
  return until(`${count} chips`, async () => {
    const chips = await seenChips(firefox);
    return chips.length === count && chips;
  });
}

export async function annotationsOf(firefox: Firefox): Promise<readonly Annotation[]> {
  const found = await firefox.asPage(highlighted);
  return Array.isArray(found) ? found : [];
}

/** Select all of an element's text, click it with the right button and choose "Explain bounce" in the browser's own menu. */
export async function explainByMenu(firefox: Firefox, selector: string, selected: boolean): Promise<void> {
  await firefox.asPage(
    (wanted: string, select: boolean) => {
      const element = document.querySelector(wanted);
      if (element !== null && select) getSelection()?.selectAllChildren(element);
    },
    selector,
    selected,
  );
  const origin = await firefox.value('WebDriver:FindElement', { using: 'css selector', value: selector });
  await withMouse(firefox, [
    { type: 'pointerMove', origin, x: 0, y: 0, duration: 0 },
    { type: 'pointerDown', button: 2 },
    { type: 'pointerUp', button: 2 },
  ]);
  await firefox.inBrowser(async () => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser');
    const menu = view.document.getElementById('contentAreaContextMenu');
    for (let tries = 0; tries < 100 && menu.state !== 'open'; tries += 1) await new Promise((resolve) => view.setTimeout(resolve, 50));
    const items = [...menu.querySelectorAll('menuitem')];
    const item = items.find(({ label, hidden }) => label === 'Explain bounce' && !hidden);
    if (item === undefined) throw new Error(`no “Explain bounce” among ${items.map(({ label }) => label).join(', ')}`);
    menu.activateItem(item);
  });
}

/** Move the mouse to a place of the viewport. */
export async function moveMouse(firefox: Firefox, x: number, y: number): Promise<void> {
  await withMouse(firefox, [
    { type: 'pointerMove', origin: 'viewport', x: Math.round(x) + 3, y: Math.round(y), duration: 0 },
    { type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y), duration: 30 },
  ]);
}

/** Actions of the one mouse, in turn. */
async function withMouse(firefox: Firefox, actions: readonly object[]): Promise<void> {
  await firefox.send('WebDriver:PerformActions', {
    actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
  });
}

/** Make the window as large as this, to see more of a page. */
export async function resize(firefox: Firefox, width: number, height: number): Promise<void> {
  await firefox.send('WebDriver:SetWindowRect', { width, height });
}

/** Press and release one key. */
export async function press(firefox: Firefox, ...keys: readonly string[]): Promise<void> {
  const actions = [...keys.map((value) => ({ type: 'keyDown', value })), ...[...keys].reverse().map((value) => ({ type: 'keyUp', value }))];
  await firefox.send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] });
}
export const keys = { escape: '\uE00C', tab: '\uE004', enter: '\uE007', control: '\uE009' } as const;

/** Press one key in the browser's own window, where popups and prompts are. */
export async function pressInBrowser(firefox: Firefox, key: string): Promise<void> {
  await firefox.send('Marionette:SetContext', { value: 'chrome' });
  try {
    await press(firefox, key);
  } finally {
    await firefox.send('Marionette:SetContext', { value: 'content' });
  }
}

export async function clickAt(firefox: Firefox, x: number, y: number): Promise<void> {
  await mouseDownAt(firefox, x, y);
  await mouseUp(firefox);
}
export async function mouseDownAt(firefox: Firefox, x: number, y: number): Promise<void> {
  await withMouse(firefox, [
    { type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y), duration: 0 },
    { type: 'pointerDown', button: 0 },
  ]);
}
export async function mouseUp(firefox: Firefox): Promise<void> {
  await withMouse(firefox, [{ type: 'pointerUp', button: 0 }]);
}

/** The name of the element of the extension that has the focus. */
export async function focusedOwnLabel(firefox: Firefox): Promise<string | undefined> {
  const labels = await inOwnRoots(firefox, function () {
    return this.activeElement === null ? null : (this.activeElement.getAttribute('aria-label') ?? this.activeElement.textContent);
  });
  return Array.isArray(labels) ? labels.find((label) => label !== null) : undefined;
}

export async function screenshot(firefox: Firefox): Promise<Buffer> {
  return Buffer.from(String(await firefox.value('WebDriver:TakeScreenshot', { full: false, hash: false })), 'base64');
}

/** Open the extension's popup, as a click on its button does, and wait until it can be used. */
export async function openPopup(firefox: Firefox): Promise<void> {
  await firefox.inBrowser(async (id: string) => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser');
    const { ExtensionParent } = Reflect.get(globalThis, 'ChromeUtils').importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    const { extension } = Reflect.get(globalThis, 'WebExtensionPolicy').getByID(id);
    await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(view);
    for (let tries = 0; tries < 100; tries += 1) {
      await new Promise((resolve) => view.setTimeout(resolve, 50));
      const popup = [...extension.views].find(({ viewType }) => viewType === 'popup');
      if (popup?.xulBrowser?.currentURI?.spec.endsWith('popup.html')) {
        await new Promise((resolve) => view.setTimeout(resolve, 700));
        return popup.xulBrowser.focus();
      }
    }
    throw new Error('the popup did not open');
  }, addOn);
}

/** Press "Allow" where the browser asks for a permission. */
export async function allowPrompt(firefox: Firefox): Promise<void> {
  await firefox.inBrowser(async () => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser');
    for (let tries = 0; tries < 100; tries += 1) {
      const notice = view.PopupNotifications.panel.firstElementChild;
      if (notice !== null && view.PopupNotifications.isPanelOpen) {
        notice.button.click();
        return;
      }
      await new Promise((resolve) => view.setTimeout(resolve, 50));
    }
    throw new Error('the browser asked for no permission');
  });
}

/** Click an element of the page as its user does. */
export async function clickOn(firefox: Firefox, selector: string): Promise<void> {
  const element = await firefox.value('WebDriver:FindElement', { using: 'css selector', value: selector });
  const [id] = typeof element === 'object' && element !== null ? Object.values(element) : [];
  await firefox.send('WebDriver:ElementClick', { id });
}

/** Type into a field of the page, or give a file field a path. */
export async function typeInto(firefox: Firefox, selector: string, text: string): Promise<void> {
  const element = await firefox.value('WebDriver:FindElement', { using: 'css selector', value: selector });
  const [id] = typeof element === 'object' && element !== null ? Object.values(element) : [];
  await firefox.send('WebDriver:ElementSendKeys', { id, text });
}

/** Choose in a list, with the events that a choice by its user has. */
export async function chooseFrom(firefox: Firefox, selector: string, value: string): Promise<void> {
  await clickOn(firefox, `${selector} option[value="${value}"]`);
}
