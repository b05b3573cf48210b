/** A real Thunderbird with the built extension in it, messages in a folder of its own, and what a person could see and do there. */
import { join } from 'node:path';
import { ensureThunderbird } from '../../../tools/browsers.ts';
import { type Marionette, startMarionette } from './marionette.ts';
import { cardIn, portable, type SeenCard } from './seen.ts';
import { until } from './until.ts';

const extension = join(process.env['BOUNCE_LENS_DIST'] ?? join(import.meta.dirname, '../../../dist'), 'webext/thunderbird');
const addOn = 'bounce-lens@bounce-lens.example';
/** Pinned, so that the extension's own pages have a known address. */
const uuid = 'b1c4a8e2-7d35-4f0e-8b69-0e3d5a6c1f27';

/** A user with local folders and no account, past every welcome. */
const preferences: Readonly<Record<string, unknown>> = {
  'extensions.webextensions.uuids': JSON.stringify({ [addOn]: uuid }),
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.spotlight.firstRunDone': true,
  'mail.winsearch.firstRunDone': true,
  'mail.rights.version': 1,
  'mail.shell.checkDefaultClient': false,
  'mailnews.start_page.enabled': false,
  'mailnews.start_page.url': 'about:blank',
  'mailnews.start_page.override_url': 'about:blank',
  'app.donation.eoy.version.viewed': 999,
  'mail.account.account1.server': 'server1',
  'mail.accountmanager.accounts': 'account1',
  'mail.accountmanager.localfoldersserver': 'server1',
  'mail.server.server1.hostname': 'Local Folders',
  'mail.server.server1.name': 'Local Folders',
  'mail.server.server1.type': 'none',
  'mail.server.server1.userName': 'nobody',
};

export interface Thunderbird extends Marionette {
  readonly pages: string;
}

/** Start it with `messages` (whole mails) in a folder, the folder open, none selected. */
export async function startThunderbird(messages: readonly string[], more: Readonly<Record<string, unknown>> = {}): Promise<Thunderbird> {
  const { path, version } = await ensureThunderbird();
  const thunderbird = await startMarionette(path, { ...preferences, ...more });
  console.log(`    ${version} (${thunderbird.version})`);
  try {
    await until('the window', () => isReady(thunderbird), 30_000);
    await thunderbird.value('Addon:Install', { path: extension, temporary: true });
    await thunderbird.inBrowser(fill, messages.map(withUnixLineEnds));
    return { ...thunderbird, pages: `moz-extension://${uuid}/` };
  } catch (error) {
    await thunderbird.close();
    throw error;
  }
}

function isReady({ inBrowser }: Marionette): Promise<boolean> {
  return inBrowser(() => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const pane = view?.document.getElementById('tabmail')?.currentAbout3Pane;
    return view?.document.readyState === 'complete' && pane?.document.readyState === 'complete' && pane.folderTree !== undefined;
  }).then((ready) => ready === true);
}

function withUnixLineEnds(message: string): string {
  return message.replaceAll('\r\n', '\n');
}

/** Runs in Thunderbird's own window. */
async function fill(messages: readonly string[]): Promise<void> {
  const { MailServices } = Reflect.get(globalThis, 'ChromeUtils').importESModule('resource:///modules/MailServices.sys.mjs');
  const { nsIMsgLocalMailFolder } = Reflect.get(globalThis, 'Ci');
  const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
  const root = MailServices.accounts.localFoldersServer.rootFolder;
  const folder = root.QueryInterface(nsIMsgLocalMailFolder).createLocalSubfolder('returned').QueryInterface(nsIMsgLocalMailFolder);
  for (const message of messages) folder.addMessage(message);
  const pane = view.document.getElementById('tabmail').currentAbout3Pane;
  pane.displayFolder(folder.URI);
  for (let tries = 0; tries < 200 && pane.gDBView?.rowCount !== messages.length; tries += 1)
    await new Promise((resolve) => view.setTimeout(resolve, 50));
}

/** Select the messages whose subjects begin with these words, as clicks in the list do. */
export async function selectMessages(thunderbird: Thunderbird, ...subjects: readonly string[]): Promise<void> {
  await thunderbird.inBrowser((wanted: readonly string[]) => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const pane = view.document.getElementById('tabmail').currentAbout3Pane;
    const rows = Array.from({ length: pane.gDBView.rowCount }, (_, row) => row);
    const chosen = rows.filter((row) => wanted.some((subject) => pane.gDBView.getMsgHdrAt(row).mime2DecodedSubject.startsWith(subject)));
    if (chosen.length !== wanted.length) throw new RangeError(`${chosen.length} of ${wanted.length} messages are in the list`);
    pane.threadTree.selectedIndices = chosen;
  }, subjects);
}

/** Run a function in the window that shows the message, with the rights of Thunderbird itself. */
export async function inMessage(thunderbird: Thunderbird, work: (page: Document) => unknown): Promise<unknown> {
  return thunderbird.inBrowser((source: string) => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const page = view.document.getElementById('tabmail').currentAboutMessage?.getMessagePaneBrowser()?.contentDocument;
    if (page === undefined || page === null || page.URL === 'about:blank') return undefined;
    return Reflect.get(globalThis, 'Function')(`return (${source})`)()(page);
  }, portable(work));
}

export interface SeenChip {
  readonly text: string;
  readonly outcome: string;
  /** Its middle, and where it ends. */
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
}

/** The summary above the message. */
export async function chipOf(thunderbird: Thunderbird): Promise<SeenChip | undefined> {
  const chip = await inMessage(thunderbird, (page) => {
    const roots: readonly ShadowRoot[] = [...page.documentElement.children].flatMap(
      (host) => Reflect.get(host, 'openOrClosedShadowRoot') ?? [],
    );
    const button = roots.map((root) => root.querySelector<HTMLElement>('.chip')).find((one) => one !== null);
    if (button === undefined || button === null) return undefined;
    const { x, y, width, height } = button.getBoundingClientRect();
    return { text: button.textContent, outcome: button.dataset['outcome'], x: x + width / 2, y: y + height / 2, bottom: y + height };
  });
  return isChip(chip) ? chip : undefined;
}
function isChip(value: unknown): value is SeenChip {
  return typeof value === 'object' && value !== null && 'text' in value && 'outcome' in value;
}

export async function openCard(thunderbird: Thunderbird): Promise<SeenCard | undefined> {
  const cards = await thunderbird.inBrowser((source: string) => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const page = view.document.getElementById('tabmail').currentAboutMessage.getMessagePaneBrowser().contentDocument;
    const roots = [...page.documentElement.children].flatMap((host) => Reflect.get(host, 'openOrClosedShadowRoot') ?? []);
    const look = Reflect.get(globalThis, 'Function')(`return (${source})`)();
    return roots.map((root) => look.call(root)).filter((card) => card !== null);
  }, portable(cardIn));
  return Array.isArray(cards) ? cards[0] : undefined;
}

export function cardOn(thunderbird: Thunderbird): Promise<SeenCard> {
  return until('a card', () => openCard(thunderbird));
}

/** Press with a mouse button at a place of the message window. */
export async function pressInMessage(
  thunderbird: Thunderbird,
  place: { readonly x: number; readonly y: number },
  button: 0 | 2,
): Promise<void> {
  const origin = await thunderbird.inBrowser(() => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const inner = view.document.getElementById('tabmail').currentAboutMessage.getMessagePaneBrowser().contentWindow;
    return { x: inner.mozInnerScreenX - view.mozInnerScreenX, y: inner.mozInnerScreenY - view.mozInnerScreenY };
  });
  const { x, y }: { readonly x?: number; readonly y?: number } = Object(origin);
  await pressInWindow(thunderbird, { x: (x ?? 0) + place.x, y: (y ?? 0) + place.y }, button);
}

async function pressInWindow(thunderbird: Thunderbird, { x, y }: { readonly x: number; readonly y: number }, button: 0 | 2): Promise<void> {
  const actions = [
    { type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y), duration: 0 },
    { type: 'pointerDown', button },
    { type: 'pointerUp', button },
  ];
  await thunderbird.send('Marionette:SetContext', { value: 'chrome' });
  try {
    await thunderbird.send('WebDriver:PerformActions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  } finally {
    await thunderbird.send('Marionette:SetContext', { value: 'content' });
  }
}

/** Press and release one key, where the keyboard is. */
export async function pressKey(thunderbird: Thunderbird, key: string): Promise<void> {
  const actions = [
    { type: 'keyDown', value: key },
    { type: 'keyUp', value: key },
  ];
  await thunderbird.send('Marionette:SetContext', { value: 'chrome' });
  try {
    await thunderbird.send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] });
  } finally {
    await thunderbird.send('Marionette:SetContext', { value: 'content' });
  }
}
export const keys = { escape: '\uE00C', tab: '\uE004', enter: '\uE007' } as const;

/** Do what the key that Thunderbird registered for us does; answers which it is. Keys of a test end in the message's own window. */
export async function useKey(thunderbird: Thunderbird): Promise<string> {
  const key = await thunderbird.inBrowser(() => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const element = view.document.querySelector('keyset[id^="ext-keyset"] key');
    element.doCommand();
    return `${element.getAttribute('modifiers')} ${element.getAttribute('key')}`;
  });
  return String(key);
}

/** Click our button in the toolbar of the message. */
export async function pressMessageButton(thunderbird: Thunderbird): Promise<void> {
  const place = await thunderbird.inBrowser(() => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const inner = view.document.getElementById('tabmail').currentAboutMessage;
    const box = inner.document.querySelector('[id$="messageDisplayAction-toolbarbutton"]').getBoundingClientRect();
    return {
      x: inner.mozInnerScreenX - view.mozInnerScreenX + box.x + box.width / 2,
      y: inner.mozInnerScreenY - view.mozInnerScreenY + box.y + box.height / 2,
    };
  });
  const { x, y }: { readonly x?: number; readonly y?: number } = Object(place);
  await pressInWindow(thunderbird, { x: x ?? 0, y: y ?? 0 }, 0);
}

/** Click a selected row of the list that is in sight with the right button. */
export async function rightClickInList(thunderbird: Thunderbird): Promise<void> {
  const place = await thunderbird.inBrowser(() => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const pane = view.document.getElementById('tabmail').currentAbout3Pane;
    const rows = pane.threadTree.selectedIndices.flatMap((index: number) => pane.threadTree.getRowAtIndex(index) ?? []);
    const inSight = (row: Element) => row.getBoundingClientRect().y > 80 && row.getBoundingClientRect().y < 600;
    const box = rows.find(inSight).getBoundingClientRect();
    return {
      x: pane.mozInnerScreenX - view.mozInnerScreenX + box.x + box.width / 3,
      y: pane.mozInnerScreenY - view.mozInnerScreenY + box.y + box.height / 2,
    };
  });
  const { x, y }: { readonly x?: number; readonly y?: number } = Object(place);
  await pressInWindow(thunderbird, { x: x ?? 0, y: y ?? 0 }, 2);
}

/** Choose "Explain bounce" in the menu that is open: Thunderbird's own. */
export async function chooseExplain(thunderbird: Thunderbird): Promise<void> {
  await thunderbird.inBrowser(async () => {
    const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
    const mail = view.document.getElementById('tabmail');
    const pages = [mail.currentAbout3Pane, mail.currentAboutMessage, view].filter((one) => one).map(({ document }) => document);
    const opened = () => pages.flatMap((page) => [...page.querySelectorAll('menupopup')]).find(({ state }) => state === 'open');
    for (let tries = 0; tries < 100 && opened() === undefined; tries += 1) await new Promise((resolve) => view.setTimeout(resolve, 50));
    const items = [...(opened()?.querySelectorAll('menuitem') ?? [])];
    const item = items.find(({ label, hidden }) => label === 'Explain bounce' && !hidden);
    if (item === undefined) throw new Error(`no “Explain bounce” among ${items.map(({ label }) => label).join(', ')}`);
    opened().activateItem(item);
  });
}

/** Run a function in the extension's page that is open in a tab; it lives in a process of its own, and its answer comes as a message. */
export async function inOwnPage(thunderbird: Thunderbird, name: string, work: (page: Document) => unknown): Promise<unknown> {
  return thunderbird.inBrowser(
    async (end: string, source: string) => {
      const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
      const tabs: readonly { readonly browser?: object }[] = view.document.getElementById('tabmail').tabInfo;
      const browsers = tabs.flatMap(({ browser }) => browser ?? []);
      const page = browsers.find((one) => Reflect.get(one, 'currentURI')?.spec.endsWith(end));
      if (page === undefined) return undefined;
      const { messageManager } = Object(page);
      return new Promise((resolve) => {
        messageManager.addMessageListener('seen', function seen({ data }: { readonly data: string }) {
          messageManager.removeMessageListener('seen', seen);
          resolve(JSON.parse(data));
        });
        const script = `sendAsyncMessage('seen', JSON.stringify((${source})(content.document) ?? null))`;
        messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
      });
    },
    name,
    portable(work),
  );
}

/** Give the whole window this size. */
export async function resize(thunderbird: Thunderbird, width: number, height: number): Promise<void> {
  await thunderbird.inBrowser(
    async (wide: number, high: number) => {
      const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
      view.resizeTo(wide, high);
      for (let tries = 0; tries < 100 && (view.innerWidth !== wide || view.innerHeight !== high); tries += 1)
        await new Promise((resolve) => view.setTimeout(resolve, 20));
    },
    width,
    height,
  );
}

/** What the whole window of Thunderbird looks like. */
export async function screenshot(thunderbird: Thunderbird): Promise<Buffer> {
  await thunderbird.send('Marionette:SetContext', { value: 'chrome' });
  try {
    return Buffer.from(String(await thunderbird.value('WebDriver:TakeScreenshot', { full: false, hash: false })), 'base64');
  } finally {
    await thunderbird.send('Marionette:SetContext', { value: 'content' });
  }
}

/** An element of ours in the message: what its shadow root holds, and its style. */
export interface OwnRoot {
  readonly html: string;
  readonly css: string;
}

export async function ownRootsIn(thunderbird: Thunderbird): Promise<readonly OwnRoot[]> {
  const roots = await inMessage(thunderbird, (page) =>
    JSON.stringify(
      [...page.documentElement.children]
        .flatMap((host): readonly ShadowRoot[] => Reflect.get(host, 'openOrClosedShadowRoot') ?? [])
        .map((root) => ({
          html: root.innerHTML,
          css: Array.from(root.adoptedStyleSheets, (sheet) => Array.from(sheet.cssRules, (rule) => rule.cssText).join('\n')).join('\n'),
        })),
    ),
  );
  return JSON.parse(String(roots ?? '[]'));
}
