/** A selection on its way to our own page, where the page it is from keeps extensions out. In memory only, taken once. */
import { browser } from './browser.ts';

const key = 'pending-text';

export async function keepForPastePage(text: string): Promise<void> {
  await browser.storage.session.set({ [key]: text });
}

/** The text, if one is pending; it is forgotten with this. */
export async function takePendingText(): Promise<string | undefined> {
  const { [key]: text } = await browser.storage.session.get(key);
  await browser.storage.session.remove(key);
  return typeof text === 'string' ? text : undefined;
}
