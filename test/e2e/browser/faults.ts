/** What axe calls a violation of WCAG 2.2 AA or of good practice, as `rule: element`. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Marionette } from './marionette.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function faultsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, rules);
}

/** The same in Firefox, in the page that is shown. */
export async function faultsInFirefox(firefox: Marionette): Promise<readonly string[]> {
  const script = `${axe.source}
const done = arguments[arguments.length - 1];
(window.axe ?? axe).run(document, { runOnly: ${JSON.stringify(rules)} }).then(
  ({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html))),
  (error) => done(['axe: ' + error]),
);`;
  const found = await firefox.value('WebDriver:ExecuteAsyncScript', { script, args: [] });
  if (!Array.isArray(found)) throw new TypeError(`axe answered ${JSON.stringify(found)}`);
  return found.map(String);
}
