/** A real browser with the extension in it, and mostly a site of our own, for the tests of one `describe`: what they begin with. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Chromium, type Start, startChromium } from './chromium.ts';
import { enableSite } from './enable.ts';
import { extensionPages, type Firefox, go, grantSite, startFirefox } from './firefox.ts';
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
  const beside = siteOfTests();
  const args = () => (host === undefined ? [] : [`--host-resolver-rules=MAP ${host} 127.0.0.1:${beside.site().port}`]);
  return { ...beside, ...chromiumOfTests(() => ({ ...start, args: args() })) };
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

/** To be called in a `describe`: a Chromium that shows a page of the extension. */
export function chromiumOnOwnPage(name: string): Omit<WithChromium, keyof BesideSite> {
  const opened = chromiumOfTests(() => ({}));
  before(() => opened.page().goto(`chrome-extension://${opened.started().id}/${name}.html`));
  return opened;
}

/** To be called in a `describe`: a Firefox that has not been asked anything yet. */
export function firefoxBesideSite(...start: Parameters<typeof startFirefox>): WithFirefox {
  return { ...siteOfTests(), ...firefoxOfTests(...start) };
}
/** … in which the site is enabled. */
export function firefoxOnSite(): WithFirefox {
  const setting = firefoxBesideSite();
  before(() => grantSite(setting.firefox(), 'http://127.0.0.1/*'));
  return setting;
}

/** To be called in a `describe`: a Firefox that shows a page of the extension. */
export function firefoxOnOwnPage(name: string): Omit<WithFirefox, keyof BesideSite> {
  const opened = firefoxOfTests();
  before(() => go(opened.firefox(), `${extensionPages}${name}.html`));
  return opened;
}

/** To be called in a `describe`: where in a folder of the tests' own a file of that name lies. */
export function folderOfTests(): (name: string) => string {
  const opened: { folder?: string } = {};
  before(() => {
    opened.folder = mkdtempSync(join(tmpdir(), 'bounce-lens-browser-'));
  });
  after(() => opened.folder !== undefined && rmSync(opened.folder, { recursive: true, force: true }));
  return (name) => join(there(opened.folder), name);
}

function chromiumOfTests(start: () => Start): Omit<WithChromium, keyof BesideSite> {
  const opened: { started?: Chromium; page?: Page } = {};
  before(async () => {
    opened.started = await startChromium(start());
    opened.page = await opened.started.context.newPage();
  });
  after(() => opened.started?.close());
  return { started: () => there(opened.started), page: () => there(opened.page) };
}
function firefoxOfTests(...start: Parameters<typeof startFirefox>): Omit<WithFirefox, keyof BesideSite> {
  const opened: { firefox?: Firefox } = {};
  before(async () => {
    opened.firefox = await startFirefox(...start);
  });
  after(() => opened.firefox?.close());
  return { firefox: () => there(opened.firefox) };
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
