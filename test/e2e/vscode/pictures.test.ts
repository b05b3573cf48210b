/**
 * The pictures of the README, made of what the product shows; its colours must be the theme's.
 * `UPDATE_PICTURES=1 npm run test:vscode` makes the committed pictures anew; without it they are made and thrown away.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { calmWindow, sharedVscode } from './shared-vscode.ts';
import { takePicture } from './take-picture.ts';
import { shownHover } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const images = process.env.UPDATE_PICTURES ? join(root, 'docs', 'images') : join(root, '.cache', 'pictures');

/** A window with nothing in it but the file. */
const bare = {
  ...calmWindow,
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'window.commandCenter': false,
  'window.autoDetectColorScheme': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
} as const;

/** The class the workbench has then, and the colour of a deferral's line. */
const themes = [
  { kind: 'dark', theme: 'Default Dark Modern', shows: 'vs-dark', deferral: 'rgb(215, 165, 32)' },
  { kind: 'light', theme: 'Default Light Modern', shows: 'vs', deferral: 'rgb(154, 103, 0)' },
] as const;

describe('pictures', () => {
  before(() => mkdirSync(images, { recursive: true }));
  after(async () => (await sharedVscode()).vscode.writeSettings(calmWindow));

  for (const { kind, theme, shows, deferral } of themes) {
    it(`a ${kind} theme`, async () => {
      const { vscode, open } = await sharedVscode();
      vscode.writeSettings({ ...bare, 'workbench.colorTheme': theme });
      const window = await open(['mail.log'], { viewport: { width: 1200, height: 760 } });
      await window.page.locator(`.monaco-workbench.${shows}`).waitFor();
      await window.run('View: Close Primary Side Bar');
      const highlights = await window.highlights();
      assert.match(await window.hover(highlights.find(({ outcome }) => outcome === 'deferral')), /^The recipient's mailbox is full/);
      await enlargeHover(window.page);
      assert.equal(await deferralColour(window.page), deferral);
      await takePicture(window.page, join(images, `vscode-hover-${kind}.png`));
      await window.close();
    });
  }
});

/** Drag the upper edge of the hover up to the top, as a person does who wants to see all of an answer. */
async function enlargeHover(page: Page): Promise<void> {
  const box = await shownHover(page).boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 200, box.y + 20, { steps: 10 });
  await page.mouse.move(box.x + 200, box.y + 1, { steps: 5 });
  await page.mouse.down();
  await page.mouse.move(box.x + 200, 60, { steps: 10 });
  await page.mouse.up();
  await page.mouse.move(box.x + 200, box.y + 20, { steps: 5 });
}

/** The colour of the dashed line under a deferral. */
function deferralColour(page: Page): Promise<string> {
  return page.locator('.view-overlays .cdr[class*="ced-"]').evaluateAll((boxes) => {
    const dashed = boxes.map((box) => getComputedStyle(box)).find(({ borderBottomStyle }) => borderBottomStyle === 'dashed');
    return dashed?.borderBottomColor ?? '';
  });
}
