/** The background in Thunderbird: stateless, as in the browsers. It reads messages whole, for the parts that no window shows hold the report. */
import type { Verdict } from '@bounce-lens/shared';
import { sourceOf } from '@bounce-lens/shared/containers';
import { browser, type Runtime } from './browser.ts';
import { lensAnswers } from './lens-answers.ts';
import { keepLens } from './lens-keeper.ts';
import { limits } from './limits.ts';
import { listen, tell } from './messages.ts';
import { displayedIn, messagesIn, rawMessage } from './messenger.ts';
import { openTriage } from './offer-triage.ts';
import { keepForTriage } from './pending-messages.ts';
import { readMail } from './reading.ts';
import { openPanel, showPanel } from './side-panel.ts';

const menuItem = 'explain-bounce';
const script = { id: 'message', js: ['message-display.js'], runAt: 'document_idle' } as const;
const lens = keepLens();

listen({
  ...lensAnswers(lens),
  'open-panel': async ({ verdicts }) => {
    await openPanel(verdicts, undefined);
    return true;
  },
  'read-message': async (_message, sender) => readDisplayed(sender),
});
browser.runtime.onInstalled.addListener(() => {
  const title = browser.i18n.getMessage('explainBounce');
  messenger.menus.create(
    { id: menuItem, title, contexts: ['selection', 'page', 'frame', 'message_list'] },
    () => void browser.runtime.lastError,
  );
  void begin();
});
messenger.menus.onClicked.addListener((info, tab) => void onMenu(info, tab));
messenger.messageDisplayAction.onClicked.addListener((tab) => void explainIn(tab.id, {}));
browser.commands.onCommand.addListener((_command, tab) => void explainIn(tab?.id, {}));
browser.action.onClicked.addListener(() => void showPanel(undefined));
const registered = register();

type MenuClick = Parameters<Parameters<typeof messenger.menus.onClicked.addListener>[0]>[0];

async function onMenu(
  { menuItemId, selectedMessages, selectionText }: MenuClick,
  tab: { readonly id?: number } | undefined,
): Promise<void> {
  if (menuItemId !== menuItem) return;
  if (selectedMessages === undefined) return explainIn(tab?.id, selectionText === undefined ? {} : { selection: selectionText });
  const chosen = await messagesIn(selectedMessages, limits.messages);
  const shown = tab?.id === undefined ? undefined : await displayedIn(tab.id);
  if (chosen.length === 1 && chosen[0] === shown) return explainIn(tab?.id, {});
  if (chosen.length > limits.messagesInPanel) {
    await keepForTriage(chosen);
    return openTriage();
  }
  const verdicts: Verdict[] = [];
  for (const id of chosen) verdicts.push(...(await readMessage(id)));
  await openPanel(verdicts, undefined);
}

/** In the window of the message; where none is open, in a page of our own. */
async function explainIn(tabId: number | undefined, carries: { readonly selection?: string }): Promise<void> {
  try {
    if (tabId === undefined) throw new TypeError('the menu was used outside a tab');
    await tell({ tabId }, 'show-answer', carries);
  } catch {
    await showPanel(undefined);
  }
}

async function readDisplayed({ tab }: Runtime.MessageSender): Promise<readonly Verdict[]> {
  const id = tab?.id === undefined ? undefined : await displayedIn(tab.id);
  return id === undefined ? [] : readMessage(id);
}

/** A message may be on a server that is out of reach, or gone meanwhile: then its report is not known. */
async function readMessage(id: number): Promise<readonly Verdict[]> {
  const bytes = await rawMessage(id, limits.messageBytes).catch(() => undefined);
  return bytes === undefined ? [] : readMail(await lens(), sourceOf(bytes, ''));
}

/** Messages that are opened from now on. Thunderbird forgets it when it ends, and we when we are stopped: it is asked what it knows. */
async function register(): Promise<void> {
  const { messageDisplay } = messenger.scripting;
  const there = await messageDisplay.getRegisteredScripts({ ids: [script.id] });
  if (there.length === 0) await messageDisplay.registerScripts([script]);
}

/** After an install or an update: messages that are open already, and none that opens meanwhile is missed. */
async function begin(): Promise<void> {
  await registered;
  const tabs = await browser.tabs.query({});
  const ids = tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
  await Promise.allSettled(ids.map((tabId) => inject(tabId)));
}

async function inject(tabId: number): Promise<void> {
  if ((await displayedIn(tabId)) === undefined) return;
  await browser.scripting.executeScript({ target: { tabId }, files: [...script.js] });
}
