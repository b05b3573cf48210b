/** A picture of what stands still: nothing fades in any more, and the pointer is out of the way where it only brings tips. */
import type { Page } from 'playwright-core';

export async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  await page.screenshot({ path });
}

/** A side bar in which whole lines can be read. */
export async function widenSideBar(page: Page): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (bar === null) throw new Error('there is no side bar');
  const [x, y] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 130, y, { steps: 5 });
  await page.mouse.up();
}
