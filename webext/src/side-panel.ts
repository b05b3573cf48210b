/**
 * Where the panel is: beside the page in browsers that have such a place and let us open it, else in a tab. They open it only as the first
 * thing done with a click: Chromium also for a click in a page that a message tells of, Firefox for clicks in our own pages alone.
 */
import type { Verdict } from '@bounce-lens/shared';
import { browser } from './browser.ts';
import { ask } from './messages.ts';
import { keepForPanel } from './panel-store.ts';

interface SidePanel {
  open(where: { readonly windowId: number }): Promise<void>;
}
declare const chrome: { readonly sidePanel?: SidePanel } | undefined;

/** Show `verdicts` in the panel of `windowId`. Call it before anything else that a click does. */
export async function openPanel(verdicts: readonly Verdict[], windowId: number | undefined): Promise<void> {
  const shown = showPanel(windowId);
  await keepForPanel(verdicts);
  await shown;
}

/** Show the panel with what it has. As above. */
export async function showPanel(windowId: number | undefined): Promise<void> {
  if (!(await openBeside(windowId))) await browser.tabs.create({ url: browser.runtime.getURL('panel.html') });
}

async function openBeside(windowId: number | undefined): Promise<boolean> {
  try {
    if (typeof chrome !== 'undefined' && chrome.sidePanel !== undefined && windowId !== undefined) {
      await chrome.sidePanel.open({ windowId });
      return true;
    }
    if (browser.sidebarAction === undefined) return false;
    await browser.sidebarAction.open();
    return true;
  } catch {
    return browser.sidebarAction?.isOpen({}) ?? false;
  }
}

/**
 * Answers what a button has to do: in our own pages the panel is opened there and then, in a web page the background is asked. The window
 * is looked up now, for at the click there is no time for it.
 */
export function preparePanel(): (verdicts: readonly Verdict[]) => Promise<unknown> {
  if (browser.windows === undefined) return (verdicts) => ask('open-panel', { verdicts });
  const here: { windowId?: number } = {};
  void browser.windows.getCurrent().then(({ id }) => {
    if (id !== undefined) here.windowId = id;
  });
  return (verdicts) => openPanel(verdicts, here.windowId);
}
