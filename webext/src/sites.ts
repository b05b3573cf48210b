/** The sites on which the user enabled annotation. The browser's own permissions are the only record of them. */
import { browser } from './browser.ts';
import { allows, managedSettings } from './managed.ts';
import { tell } from './messages.ts';

/** The script of enabled sites, by the name the browser keeps it under. */
const scriptId = 'annotate';
export const contentScript = 'content.js';

/** Match patterns of the enabled sites, `https://mail.example.com/*`, but for those that an organisation rules out. */
export async function enabledSites(): Promise<readonly string[]> {
  const [{ origins = [] }, managed] = await Promise.all([browser.permissions.getAll(), managedSettings()]);
  return origins.filter((site) => allows(managed, site));
}

/** Register the script for the enabled sites and no others. Calls wait for each other. */
export function createRegistrar(): () => Promise<void> {
  const queue = { last: Promise.resolve() };
  return () => {
    queue.last = queue.last.then(register, register);
    return queue.last;
  };
}

async function register(): Promise<void> {
  const sites = await enabledSites();
  const there = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  if (there.length > 0) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
  if (sites.length === 0) return;
  const script = { id: scriptId, js: [contentScript], matches: [...sites], allFrames: true, matchOriginAsFallback: true };
  await browser.scripting.registerContentScripts([script]);
}

/** Begin in tabs that are already open on `sites`. */
export async function annotateOpenTabs(sites: readonly string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...sites] });
  await Promise.allSettled(tabs.map((tab) => inject(tab.id)));
}

async function inject(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const target = { tabId, allFrames: true };
  await browser.scripting.executeScript({ target, files: [contentScript] });
  await tell({ tabId }, 'access-changed', {});
}

/** Let the scripts in all tabs look again whether they may annotate. */
export async function tellAccessChanged(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(tabs.map((tab) => (tab.id === undefined ? undefined : tell({ tabId: tab.id }, 'access-changed', {}))));
}
