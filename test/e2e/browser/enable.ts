/** A site enabled by its user, as far as the browser lets a test be one. */
import type { Page } from 'playwright-core';
import { allowInBrowser, type Chromium, openPopup } from './chromium.ts';
import { until } from './until.ts';

/** Tick "Annotate bounces on …" in the real popup over `page`. Headless Chromium cannot show its question, so it is answered before. */
export async function enableSite(started: Chromium, page: Page): Promise<void> {
  const { protocol, hostname } = new URL(page.url());
  await allowInBrowser(started, `${protocol}//${hostname}/*`);
  const popup = await openPopup(started, page);
  await until('the site to be enabled', () => popup.evaluate('annotating.checked || (annotating.disabled || annotating.click(), false)'));
  await popup.close();
}
