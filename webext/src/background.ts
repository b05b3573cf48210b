/** The background: stateless, so that the browser may stop it at any time. Everything it listens to is registered while it starts. */
import { browser, type Menus, type Runtime, type Tabs } from './browser.ts';
import { lensAnswers } from './lens-answers.ts';
import { keepLens } from './lens-keeper.ts';
import { allows, managedSettings } from './managed.ts';
import { listen, tell } from './messages.ts';
import { openTriage } from './offer-triage.ts';
import { keepForPastePage } from './pending-text.ts';
import { openPanel, showPanel } from './side-panel.ts';
import { siteOf } from './site-pattern.ts';
import { annotateOpenTabs, contentScript, createRegistrar, enabledSites, tellAccessChanged } from './sites.ts';

const menuItem = 'explain-bounce';
const linkItem = 'explain-linked';
/** Both in the menu of our own button in the toolbar. */
const triageItem = 'open-triage';
const panelItem = 'open-panel';
/** Links to a message, as far as an address tells. */
const messageLinks = ['*://*/*.eml*', '*://*/*message*rfc822*', '*://*/*delivery-status*'];
const register = createRegistrar();
const lens = keepLens();

listen({
  ...lensAnswers(lens),
  'open-panel': async ({ verdicts }, { tab }) => {
    await openPanel(verdicts, tab?.windowId);
    return true;
  },
  'may-annotate': async (_message, sender) => mayAnnotate(sender),
});
browser.runtime.onInstalled.addListener(() => {
  addMenu();
  void begin();
});
browser.contextMenus.onClicked.addListener((info, tab) => void onMenu(info, tab));
browser.commands.onCommand.addListener((_command, tab) => void explainIn(tab, {}));
browser.permissions.onAdded.addListener(({ origins }) => void onSitesAdded(origins ?? []));
browser.permissions.onRemoved.addListener(() => void onSitesRemoved());
browser.storage.onChanged.addListener((_changes, area) => void (area === 'managed' && onSitesRemoved()));

function addMenu(): void {
  const taken = () => void browser.runtime.lastError;
  const item = { id: menuItem, title: browser.i18n.getMessage('explainBounce') };
  browser.contextMenus.create({ ...item, contexts: ['selection', 'page', 'frame'] }, taken);
  const link = { id: linkItem, title: browser.i18n.getMessage('explainLinked') };
  browser.contextMenus.create({ ...link, contexts: ['link'], targetUrlPatterns: messageLinks }, taken);
  browser.contextMenus.create({ id: panelItem, title: browser.i18n.getMessage('panelTitle'), contexts: ['action'] }, taken);
  browser.contextMenus.create({ id: triageItem, title: browser.i18n.getMessage('openTriage'), contexts: ['action'] }, taken);
}

async function onMenu(info: Menus.OnClickData, tab: Tabs.Tab | undefined): Promise<void> {
  if (info.menuItemId === panelItem) return showPanel(tab?.windowId);
  if (info.menuItemId === triageItem) return openTriage();
  if (info.menuItemId === menuItem) return explainIn(tab, info);
  if (info.menuItemId === linkItem && info.linkUrl !== undefined) await explainLinked(tab, info.linkUrl, info.frameId ?? 0);
}

async function explainLinked(tab: Tabs.Tab | undefined, address: string, frameId: number): Promise<void> {
  if (tab?.id === undefined) return;
  const tabId = tab.id;
  await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [contentScript] });
  await tell({ tabId, frameId }, 'show-linked', { address });
}

/** Put the script where the user clicked and let it answer; where the browser keeps extensions out, a page of our own does. */
async function explainIn(tab: Tabs.Tab | undefined, { frameId = 0, selectionText }: Partial<Menus.OnClickData>): Promise<void> {
  const carries = selectionText === undefined ? {} : { selection: selectionText };
  try {
    if (tab?.id === undefined) throw new TypeError('the menu was used outside a tab');
    const tabId = tab.id;
    await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [contentScript] });
    await tell({ tabId, frameId }, 'show-answer', carries).catch(() => tell({ tabId, frameId: 0 }, 'show-answer', carries));
  } catch {
    await keepForPastePage(selectionText ?? '');
    await browser.tabs.create({ url: browser.runtime.getURL('popup.html') });
  }
}

/** A frame without an address of its own has its parent's origin; one without any origin goes with its tab. */
async function mayAnnotate({ url, tab, ...sender }: Runtime.MessageSender): Promise<boolean> {
  const origin = 'origin' in sender && typeof sender.origin === 'string' ? sender.origin : undefined;
  const site = siteOf(origin) ?? siteOf(url) ?? siteOf(tab?.url);
  return site !== undefined && allows(await managedSettings(), site) && browser.permissions.contains({ origins: [site] });
}

/** After an install or an update: the scripts of before are cut off, also those in open tabs. */
async function begin(): Promise<void> {
  await register();
  const sites = await enabledSites();
  if (sites.length > 0) await annotateOpenTabs(sites);
}

/** In every tab that shows an enabled site: the new one may be that of a frame in it. */
async function onSitesAdded(added: readonly string[]): Promise<void> {
  await register();
  if (added.length > 0) await annotateOpenTabs(await enabledSites());
}

async function onSitesRemoved(): Promise<void> {
  await register();
  await tellAccessChanged();
}
