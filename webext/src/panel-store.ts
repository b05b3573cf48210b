/** What the panel shows: verdicts on their way from where they were found. In memory only, gone when the browser ends. */
import type { Verdict } from '@bounce-lens/shared';
import { browser } from './browser.ts';
import { limits } from './limits.ts';

const key = 'panel';

export interface PanelContent {
  readonly verdicts: readonly Verdict[];
  /** There were more than the panel bears. */
  readonly more: boolean;
}

export async function keepForPanel(verdicts: readonly Verdict[]): Promise<void> {
  const content: PanelContent = { verdicts: verdicts.slice(0, limits.inPanel), more: verdicts.length > limits.inPanel };
  await browser.storage.session.set({ [key]: content });
}

export async function panelContent(): Promise<PanelContent | undefined> {
  const { [key]: content }: Record<string, unknown> = await browser.storage.session.get(key);
  return isContent(content) ? content : undefined;
}

/** `changed` is called whenever there is something else to be shown. */
export function followPanel(changed: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && key in changes) changed();
  });
}

/** Only our own scripts write here; a look at the shape is enough. */
function isContent(value: unknown): value is PanelContent {
  return typeof value === 'object' && value !== null && 'verdicts' in value && Array.isArray(value.verdicts);
}
