/** A site of our own and a real browser with the extension in it, for the tests of one `describe`: what most tests begin with. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Chromium, type Start, startChromium } from './chromium.ts';
import { enableSite } from './enable.ts';
import { type Firefox, grantSite, startFirefox } from './firefox.ts';
import { type Site, serveSite } from './site.ts';

/** All of it is there while the tests run. */
interface BesideSite {
  site(): Site;
  /** The address of a path of the site. */
  at(path: string): string;
}
export interface WithChromium extends BesideSite {
  started(): Chromium;
  /** A tab of its own. */
  page(): Page;
}
export interface WithFirefox extends BesideSite {
  firefox(): Firefox;
}

interface Wish extends Omit<Start, 'args'> {
  /** A name of the site, beside 127.0.0.1. */
  readonly host?: string;
}
/** To be called in a `describe`: a Chromium that has not been asked anything yet. */
export function chromiumBesideSite({ host, ...start }: Wish = {}): WithChromium {
  const opened: { started?: Chromium; page?: Page } = {};
  const beside = siteOfTests();
  before(async () => {
    const args = host === undefined ? [] : [`--host-resolver-rules=MAP ${host} 127.0.0.1:${beside.site().port}`];
    opened.started = await startChromium({ ...start, args });
    opened.page = await opened.started.context.newPage();
  });
  after(() => opened.started?.close());
  return { ...beside, started: () => there(opened.started), page: () => there(opened.page) };
}
/** … in which the site is enabled. */
export function chromiumOnSite(wish: Wish = {}): WithChromium {
  const setting = chromiumBesideSite(wish);
  before(async () => {
    await setting.page().goto(setting.at('/nothing'));
    await enableSite(setting.started(), setting.page());
  });
  return setting;
}

/** To be called in a `describe`: a Firefox that has not been asked anything yet. */
export function firefoxBesideSite(...start: Parameters<typeof startFirefox>): WithFirefox {
  const opened: { firefox?: Firefox } = {};
  const beside = siteOfTests();
  before(async () => {
    opened.firefox = await startFirefox(...start);
  });
  after(() => opened.firefox?.close());
  return { ...beside, firefox: () => there(opened.firefox) };
}
/** … in which the site is enabled. */
export function firefoxOnSite(): WithFirefox {
  const setting = firefoxBesideSite();
  before(() => grantSite(setting.firefox(), 'http://127.0.0.1/*'));
  return setting;
}

function siteOfTests(): BesideSite {
  const opened: { site?: Site } = {};
  before(async () => {
    opened.site = await serveSite();
  });
  after(() => opened.site?.close());
  return { site: () => there(opened.site), at: (path) => `http://127.0.0.1:${there(opened.site).port}${path}` };
}
function there<T>(thing: T | undefined): T {
  assert.ok(thing !== undefined, 'it is there while the tests run');
  return thing;
}
