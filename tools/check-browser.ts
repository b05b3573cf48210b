/** The browser half of `npm start -- --check`: the built extension in a real Chromium, on a page that quotes a bounce. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { annotationsOf, type Chromium, cardOn, chooseInMenu, select, startChromium } from '../test/e2e/browser/chromium.ts';
import { enableSite } from '../test/e2e/browser/enable.ts';
import { until } from '../test/e2e/browser/until.ts';
import { step } from './progress.mjs';

/** Annotate the page in `file` and explain it from the menu; prints what is seen. @throws Error when it is not what it must be. */
export async function annotateSamplePage(file: string): Promise<void> {
  const server = await serve(readFileSync(file, 'utf8'));
  const chromium = await step('starting Chromium with the browser extension', () => startChromium());
  try {
    const page = await step('opening a page that quotes a bounce', () => open(chromium, addressOf(server)));
    await step('annotating the page', () => annotate(chromium, page));
    await step('explaining the selection', () => explain(chromium, page));
  } finally {
    await chromium.close();
    server.close();
  }
}

function serve(html: string): Promise<Server> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html));
  return new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server)));
}

function addressOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return `http://127.0.0.1:${address.port}/`;
}

async function open({ context }: Chromium, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** "Annotate bounces on this site", as the popup offers it. */
async function annotate(chromium: Chromium, page: Page): Promise<void> {
  await enableSite(chromium, page);
  await page.reload();
  const found = await until('an annotation', async () => {
    const annotations = await annotationsOf(page);
    return annotations.length > 0 && annotations;
  });
  assert.ok(
    found.some(({ text }) => text.includes('5.1.1')),
    `5.1.1 is not annotated; annotated: ${found.map(({ text }) => text).join(', ')}`,
  );
  console.log(found.map(({ text, outcome }) => `  annotated: ${text} (${outcome})`).join('\n'));
}

/** "Explain bounce" on the quoted bounce. */
async function explain(chromium: Chromium, page: Page): Promise<void> {
  await chooseInMenu(chromium, page, { selectionText: await select(page, 'blockquote') });
  const { title, badges, steps } = await cardOn(page);
  assert.ok(steps.length > 0, `the card "${title}" has no steps`);
  console.log([title, badges.join(' · '), ...steps].map((line) => `  | ${line}`).join('\n'));
}
