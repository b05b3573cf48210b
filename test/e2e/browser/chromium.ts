/** A real Chromium with the built extension in it, and what a person could see and do there. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright-core';
import { ensureChromium } from '../../../tools/browsers.ts';
import { type Annotation, cardIn, chipsIn, highlighted, portable, type SeenCard, type SeenChip } from './seen.ts';
import { until } from './until.ts';

/** What is loaded: unpacked, as it was built. */
export const extension = join(process.env['BOUNCE_LENS_DIST'] ?? join(import.meta.dirname, '../../../dist'), 'webext/chromium');

export interface Chromium {
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  /** Of the extension, as this run's path gives it. */
  readonly id: string;
  close(): Promise<void>;
}
export interface Start {
  readonly headed?: { readonly display: string };
  readonly args?: readonly string[];
  readonly dark?: boolean;
  /** Of the browser itself, as its user has set it. */
  readonly language?: string;
  /** A program that starts the browser, in place of the browser's own. */
  readonly executable?: string;
}

/** Start it with an empty profile and load the extension unpacked. */
export async function startChromium({ headed, args = [], dark = false, language = 'en-US', executable }: Start = {}): Promise<Chromium> {
  const { path, version } = await ensureChromium();
  const profile = mkdtempSync(join(tmpdir(), 'bounce-lens-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable ?? path,
    headless: headed === undefined,
    args: [...quiet, `--lang=${language}`, ...args],
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: headed === undefined ? { width: 1180, height: 820 } : null,
    colorScheme: dark ? 'dark' : 'light',
    env: { ...definedOf(process.env), LANGUAGE: language.replace('-', '_'), ...(headed === undefined ? {} : { DISPLAY: headed.display }) },
  });
  const browser = context.browser();
  assert.ok(browser, 'a persistent context has a browser');
  const cdp = await browser.newBrowserCDPSession();
  console.log(`    ${version} (${browser.version()})`);
  const { id } = await cdp.send('Extensions.loadUnpacked', { path: extension });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const started = { context, cdp, id, close };
  await workerOf(started);
  return started;
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** The background as it runs now; a stopped one is replaced when something wakes it. */
export async function workerOf({ context }: Pick<Chromium, 'context'>): Promise<Worker> {
  return context.serviceWorkers().at(-1) ?? (await context.waitForEvent('serviceworker', { timeout: 10_000 }));
}

/** End the background, as the browser does when nothing asked it for a while. */
export async function stopWorker({ cdp }: Chromium): Promise<void> {
  await until('the end of the background', async () => {
    const { targetInfos } = await cdp.send('Target.getTargets');
    const workers = targetInfos.filter(({ type }) => type === 'service_worker');
    // One that is just starting takes no notice: it is told again.
    for (const { targetId } of workers) await cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
    return workers.length === 0;
  });
}

/** Load the extension anew, as an update does: the old scripts stay in open pages, cut off. */
export async function updateExtension({ cdp, id }: Chromium): Promise<void> {
  const again = await cdp.send('Extensions.loadUnpacked', { path: extension });
  assert.equal(again.id, id);
}

/** Let the browser grant a site without its prompt, which headless cannot answer; the extension itself must still ask for it. */
export async function allowInBrowser({ context, id }: Chromium, pattern: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(
    async ([extensionId, site]) => {
      const api: unknown = Reflect.get(Reflect.get(globalThis, 'chrome'), 'developerPrivate');
      if (typeof api === 'object' && api !== null) await Reflect.get(api, 'addHostPermission').call(api, extensionId, site);
    },
    [id, pattern],
  );
  await page.close();
}

/** Open the extension's real popup over `page`, as a click on its button does; this also grants activeTab. */
export async function openPopup({ cdp, id }: Chromium, page: Page): Promise<Popup> {
  await page.bringToFront();
  const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{}] });
  const tab = targetInfos.find(({ type, url }) => type === 'tab' && url === page.url());
  assert.ok(tab, `a tab with ${page.url()}`);
  await cdp.send('Extensions.triggerAction', { id, targetId: tab.targetId });
  return inOwnWindow(cdp, '/popup.html');
}

/** A window of the extension that is no tab: the popup, the panel. */
export async function inOwnWindow(cdp: CDPSession, name: string): Promise<Popup> {
  const popup = await until(name, async () => (await cdp.send('Target.getTargets')).targetInfos.find(({ url }) => url.endsWith(name)));
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: popup.targetId, flatten: false });
  const sent = { count: 0 };
  const send = (method: string, params: object) =>
    new Promise<unknown>((resolve) => {
      sent.count += 1;
      const id = sent.count;
      const onMessage = ({ message, sessionId: from }: { readonly message: string; readonly sessionId: string }) => {
        const answer: { readonly id?: number; readonly result?: unknown } = JSON.parse(message);
        if (answer.id !== id || from !== sessionId) return;
        cdp.off('Target.receivedMessageFromTarget', onMessage);
        resolve(answer.result);
      };
      cdp.on('Target.receivedMessageFromTarget', onMessage);
      void cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    });
  const evaluate = async (expression: string) => {
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, userGesture: true, returnByValue: true });
    const { result }: { readonly result?: { readonly value?: unknown } } = Object(answer);
    return result?.value;
  };
  const press = () => {
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    // A popup that the key closes answers nothing.
    void send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    void send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  };
  return { evaluate, press, close: async () => void (await cdp.send('Target.closeTarget', { targetId: popup.targetId })) };
}
export interface Popup {
  /** As if the person at the popup did it. */
  evaluate(expression: string): Promise<unknown>;
  /** Press Enter where the focus is, as a person does. */
  press(): void;
  close(): Promise<void>;
}

/** Use the menu "Explain bounce" on `page`: the browser's event, for its native menu cannot be opened without a screen. */
export async function chooseInMenu(
  started: Chromium,
  page: Page,
  click: { readonly selectionText?: string; readonly frameId?: number } = {},
): Promise<void> {
  const { context } = started;
  await page.bringToFront();
  const worker = context.serviceWorkers().at(-1) ?? (await workerOf(started));
  // The extension adds its items when it hears that it was installed.
  await until('“Explain bounce” in the menu', () =>
    worker.evaluate(() =>
      Reflect.get(globalThis, 'chrome')
        .contextMenus.update('explain-bounce', {})
        .then(
          () => true,
          () => false,
        ),
    ),
  );
  await worker.evaluate(async (info) => {
    const api = Reflect.get(globalThis, 'chrome');
    const [tab] = await api.tabs.query({ active: true, currentWindow: true });
    api.contextMenus.onClicked.dispatch({ menuItemId: 'explain-bounce', frameId: 0, ...info }, tab);
  }, click);
}

/** Use the menu "Explain linked message" on a link of `page`, likewise. */
export async function chooseOnLink(started: Chromium, page: Page, linkUrl: string): Promise<void> {
  await page.bringToFront();
  await (await workerOf(started)).evaluate(
    async (info) => {
      const api = Reflect.get(globalThis, 'chrome');
      const [tab] = await api.tabs.query({ active: true, currentWindow: true });
      await api.contextMenus.update('explain-linked', {});
      api.contextMenus.onClicked.dispatch({ menuItemId: 'explain-linked', frameId: 0, ...info }, tab);
    },
    { linkUrl },
  );
}

/** Select all of an element's text, as a person would before the right click. */
export async function select(page: Page, selector: string): Promise<string> {
  return page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    if (element !== null) getSelection()?.selectAllChildren(element);
    return String(getSelection());
  }, selector);
}

export function annotationsOf(page: Page): Promise<readonly Annotation[]> {
  return page.evaluate(highlighted);
}

/** The closed shadow roots of the extension's own elements, as a screen reader sees through them. */
async function ownRoots(session: CDPSession): Promise<readonly number[]> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const html = root.children?.find(({ nodeName }) => nodeName === 'HTML');
  return (html?.children ?? []).flatMap(({ shadowRoots = [] }) => shadowRoots).map(({ backendNodeId }) => backendNodeId);
}

/** Call a function with each of the extension's closed roots as `this`. */
export async function inOwnRoots<T>(page: Page, work: (this: ShadowRoot) => T): Promise<readonly T[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const answers: T[] = [];
    for (const backendNodeId of await ownRoots(session)) {
      const { object } = await session.send('DOM.resolveNode', { backendNodeId });
      assert.ok(object.objectId);
      const call = { objectId: object.objectId, functionDeclaration: portable(work), returnByValue: true, awaitPromise: true };
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', call);
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      answers.push(result.value);
    }
    return answers;
  } finally {
    await session.detach();
  }
}

/** The card that is open. */
export async function openCard(page: Page): Promise<SeenCard | undefined> {
  return (await inOwnRoots(page, cardIn)).find((card) => card !== null) ?? undefined;
}

export function cardOn(page: Page): Promise<SeenCard> {
  return until('a card', () => openCard(page));
}

/** The chips that can be seen. */
export async function seenChips(page: Page): Promise<readonly SeenChip[]> {
  return (await inOwnRoots(page, chipsIn)).flat();
}

export function chipsOn(page: Page, count: number): Promise<readonly SeenChip[]> {
  return until(`${count} chips`, async () => {
    const chips = await seenChips(page);
    return chips.length === count && chips;
  });
}

/** Click a button of the card, by its name, with the mouse. */
export async function clickInCard(page: Page, name: string): Promise<void> {
  const card = await cardOn(page);
  const button = card.buttons.find((one) => one.name === name);
  assert.ok(button, `a button ${name} among ${card.buttons.map((one) => one.name).join(', ')}`);
  await page.mouse.click(button.x, button.y);
}

/** Run an expression where the extension's script of this page runs, unseen by the page. */
export async function inExtensionWorld(page: Page, expression: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const ours = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin.startsWith('chrome-extension://')) resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  const { exceptionDetails } = await session.send('Runtime.evaluate', { contextId: await ours, expression });
  assert.equal(exceptionDetails, undefined);
  await session.detach();
}
