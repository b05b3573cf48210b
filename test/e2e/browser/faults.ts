/** What axe calls a violation of WCAG 2.2 AA or of good practice, as `rule: element`. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export async function faultsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
