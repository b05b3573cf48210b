/** The way to the triage page from our other pages: a tab of its own, for it has much to show. */
import { browser } from './browser.ts';
import { elementOf } from './extension-page.ts';

export async function openTriage(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('triage.html') });
}

/** The page's own button. */
export function offerTriage(): void {
  elementOf('triage', HTMLButtonElement).addEventListener('click', () => void openTriage());
}
