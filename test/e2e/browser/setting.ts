/** A site of our own and a real browser with the extension in it, enabled there: what most tests begin with. */
import type { Page } from 'playwright-core';
import { type Chromium, startChromium } from './chromium.ts';
import { enableSite } from './enable.ts';
import { type Firefox, grantSite, startFirefox } from './firefox.ts';
import { type Site, serveSite } from './site.ts';

interface OnSite {
  readonly site: Site;
  readonly at: (path: string) => string;
  close(): Promise<void>;
}
export interface ChromiumOnSite extends OnSite {
  readonly started: Chromium;
  /** A tab on the site. */
  readonly page: Page;
}
export interface FirefoxOnSite extends OnSite {
  readonly firefox: Firefox;
}

/** @param argsFor of the browser, for the site's port */
export async function chromiumOnSite(argsFor: (port: number) => readonly string[] = () => []): Promise<ChromiumOnSite> {
  const { site, at, close } = await openSite();
  const started = await startChromium({ args: argsFor(site.port) });
  const page = await started.context.newPage();
  await page.goto(at('/nothing'));
  await enableSite(started, page);
  return { site, at, started, page, close: () => started.close().then(close) };
}

export async function firefoxOnSite(): Promise<FirefoxOnSite> {
  const { site, at, close } = await openSite();
  const firefox = await startFirefox();
  await grantSite(firefox, 'http://127.0.0.1/*');
  return { site, at, firefox, close: () => firefox.close().then(close) };
}

async function openSite(): Promise<OnSite> {
  const site = await serveSite();
  return { site, at: (path) => `http://127.0.0.1:${site.port}${path}`, close: () => site.close() };
}
