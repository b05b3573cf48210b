/** The one thing a headless browser does not have: the browser's own menu, opened by a true right click on a screen nobody sees. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { ensurePrograms } from '../../../tools/browsers.ts';
import { endWithUs } from '../../../tools/end-with-us.ts';
import { type Chromium, cardOn, openCard, select, startChromium } from './chromium.ts';
import { type Site, serveSite } from './site.ts';
import { until } from './until.ts';

describe('the native menu of Chromium', function () {
  this.timeout(120_000);
  let site: Site;
  let screen: Screen;
  let started: Chromium;

  before(async () => {
    await ensurePrograms({ Xvfb: 'xvfb', xdotool: 'xdotool' });
    site = await serveSite();
    screen = await openScreen();
    const place = ['--window-size=1200,800', '--window-position=0,0', '--force-device-scale-factor=1'];
    started = await startChromium({
      headed: { display: screen.display },
      args: [...place, `--host-resolver-rules=MAP webmail.example.net 127.0.0.1:${site.port}`],
    });
  });
  after(async () => {
    await started?.close();
    screen?.close();
    await site?.close();
  });

  it('holds “Explain bounce”, which needs no permission for the page', async () => {
    const [page = await started.context.newPage()] = started.context.pages();
    await page.goto('http://webmail.example.net/');
    await page.bringToFront();
    for (let tries = 0; tries < 3 && (await openCard(page)) === undefined; tries += 1) {
      await select(page, '#said');
      await rightClick(screen, page, '#said');
      // The first letter chooses the item: no other of the selection's menu begins with it.
      screen.press('e');
      await until('a card', () => openCard(page), 3_000).catch(() => screen.press('Escape'));
    }
    assert.match((await cardOn(page)).title, /address does not exist/);
  });
});

interface Screen {
  readonly display: string;
  press(key: string): void;
  clickRight(x: number, y: number): void;
  /** Windows that can be seen; an open native menu is one more. */
  windows(): number;
  close(): void;
}

/** A screen of its own number, chosen by the X server. */
async function openScreen(): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  endWithUs(server);
  const display = `:${await numberFrom(server)}`;
  const env = { ...process.env, DISPLAY: display };
  const tool = (...args: readonly string[]) =>
    execFileSync('xdotool', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return {
    display,
    press: (key) => void tool('key', key),
    clickRight: (x, y) => void tool('mousemove', '--sync', String(x), String(y), 'click', '3'),
    windows: () => tool('search', '--onlyvisible', '--name', '.*').trim().split('\n').length,
    close: () => void server.kill(),
  };
}

function numberFrom(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
}

async function rightClick(screen: Screen, page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box);
  const origin = await page.evaluate(() => ({ x: screenX + (outerWidth - innerWidth) / 2, y: screenY + outerHeight - innerHeight }));
  const before = screen.windows();
  screen.clickRight(Math.round(origin.x + box.x + 80), Math.round(origin.y + box.y + box.height / 2));
  await until('the menu', async () => screen.windows() > before);
  await new Promise((resolve) => setTimeout(resolve, 400));
}
