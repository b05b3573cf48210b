/** The view "Bounces" as a person uses it: its rows, its message, its buttons. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Frame, Locator, Page } from 'playwright-core';
import { clickInMenu } from './quick-input.ts';

export interface BouncesPanel {
  /** Wait for a row whose label begins so. */
  row(begins: string | RegExp): Locator;
  /** All rows that are drawn, as they are read out. */
  rows(): Promise<readonly string[]>;
  /** The rows of the first level. */
  groups(): Promise<readonly string[]>;
  /** What stands above the tree. */
  message(): Promise<string>;
  /** Wait until nothing is being read any more. */
  settled(patience?: number): Promise<void>;
  /** Wait until nothing is being read any more, and these are the groups. */
  settledOn(groups: readonly string[]): Promise<void>;
  expand(begins: string | RegExp): Promise<void>;
  /** By the menu of a folder in the explorer, which is shown. */
  triageFolder(name: string): Promise<void>;
  /** Press a button of the view's title. */
  press(title: string): Promise<void>;
}

export function bouncesPanel(page: Page): BouncesPanel {
  const pane = page.locator('[id="workbench.view.extension.bounceLens"]');
  const row = (begins: string | RegExp): Locator =>
    pane
      .locator('.monaco-list-row')
      .and(page.getByRole('treeitem', { name: begins instanceof RegExp ? begins : new RegExp(`^${escaped(begins)}`) }))
      .first();
  const message = async (): Promise<string> => {
    // At once: a message goes while somebody asks for it.
    const [shown = ''] = await pane.locator('.message:visible').allInnerTexts();
    return shown;
  };
  const groups = (): Promise<readonly string[]> => labelsOf(pane.locator('.monaco-list-row[aria-level="1"]'));
  const settled = async (patience = 60_000): Promise<void> => {
    const end = Date.now() + patience;
    // The tree is drawn a moment after the last file.
    for (let quiet = 0; quiet < 3; quiet = /^(?:Reading|Following)/.test(await message()) ? 0 : quiet + 1) {
      assert.ok(Date.now() < end, `still: ${await message()}`);
      await page.waitForTimeout(300);
    }
  };
  return {
    row,
    message,
    groups,
    settled,
    rows: () => labelsOf(pane.locator('.monaco-list-row')),
    async settledOn(expected) {
      await settled();
      for (let waited = 0; waited < 10_000 && !isDeepStrictEqual(await groups(), expected); waited += 100) await page.waitForTimeout(100);
      assert.deepEqual(await groups(), expected);
    },
    async expand(begins) {
      if ((await row(begins).getAttribute('aria-expanded')) === 'true') return;
      await row(begins).locator('.monaco-tl-twistie').click();
      await page.waitForTimeout(300);
    },
    async triageFolder(name) {
      const rows = page.locator('.explorer-folders-view .monaco-list-row');
      await rows.filter({ hasText: new RegExp(`^${escaped(name)}$`) }).click({ button: 'right' });
      await clickInMenu(page, 'Triage This Folder');
    },
    // The only view of its container: its buttons stand in the title of the side bar.
    async press(title) {
      await page.locator(`.part.sidebar .composite.title .action-label[aria-label^="${title}"]`).first().click();
    },
  };
}
function labelsOf(rows: Locator): Promise<readonly string[]> {
  return rows.evaluateAll((found) => found.map((one) => one.getAttribute('aria-label') ?? ''));
}
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The page inside a web view: of the report, or of a bounce's preview. */
export async function webviewFrame(page: Page, main = 'main.bl-report'): Promise<Frame> {
  for (let waited = 0; waited < 20_000; waited += 200) {
    for (const frame of page.frames()) {
      const isOurs = await frame
        .locator(main)
        .count()
        .catch(() => 0);
      if (isOurs > 0) return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`no ${main} in a web view`);
}
