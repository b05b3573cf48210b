/** What axe finds at fault in a page of ours inside a web view. */
import axe from 'axe-core';
import type { Frame } from 'playwright-core';

export async function faultsIn(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
