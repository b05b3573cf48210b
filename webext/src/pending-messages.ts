/** Messages of Thunderbird on their way to the triage page, by number. In memory only, taken once. */
import { browser } from './browser.ts';

const key = 'pending-messages';

export async function keepForTriage(ids: readonly number[]): Promise<void> {
  await browser.storage.session.set({ [key]: [...ids] });
}

export async function takePendingMessages(): Promise<readonly number[]> {
  const { [key]: ids }: Record<string, unknown> = await browser.storage.session.get(key);
  await browser.storage.session.remove(key);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
}
