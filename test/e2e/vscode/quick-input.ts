/** Lists, boxes and menus of the workbench, as a person answers them. */
import type { Locator, Page } from 'playwright-core';

/** Choose in the list that is offered. */
export async function pick(page: Page, label: string): Promise<void> {
  await page
    .locator('.quick-input-list .monaco-list-row', { has: page.getByText(label, { exact: true }) })
    .first()
    .click();
}
/** Tick several in the list that is offered, and take them. */
export async function pickMany(page: Page, labels: readonly string[]): Promise<void> {
  const widget = page.locator('.quick-input-widget:visible');
  for (const [index, label] of labels.entries()) {
    await widget
      .locator('.monaco-list-row', { has: page.getByText(label, { exact: true }) })
      .first()
      .locator('.quick-input-list-label, .monaco-icon-label')
      .first()
      .click();
    await widget.getByText(`${index + 1} Selected`).waitFor();
  }
  await widget.getByRole('button', { name: 'OK' }).click();
  await widget.waitFor({ state: 'hidden' });
}
/** Type into the box that is empty, or holds a path: the palette, which may be on its way out, holds `>`. */
export async function type(page: Page, holds: RegExp, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  for (let waited = 0; waited < 8_000; waited += 200) {
    const value = (await input.count()) > 0 ? await input.first().inputValue() : '>';
    if (holds.test(value)) break;
    await page.waitForTimeout(200);
  }
  // A box of files looks up what was typed, takes no answer meanwhile, and may put in its place what it found.
  await untilGone(input, async () => {
    const value = await input.inputValue({ timeout: 500 }).catch(() => text);
    if (value !== text) await input.fill(text);
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
  });
}
/** A menu takes no click in its first moments: they may belong to the press that opened it. */
export async function clickInMenu(page: Page, label: string): Promise<void> {
  const entry = page.locator('.monaco-menu .action-item', { hasText: label });
  await untilGone(entry, () => entry.click());
}
async function untilGone(shown: Locator, press: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await press();
    const isGone = await shown.waitFor({ state: 'hidden', timeout: 800 }).then(
      () => true,
      () => false,
    );
    if (isGone) return;
  }
  await shown.waitFor({ state: 'hidden' });
}
