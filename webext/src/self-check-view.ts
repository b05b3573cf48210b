/** What the popup says of a page that is annotated, asked of the scripts in all its frames. */

import { browser } from './browser.ts';
import { make } from './elements.ts';
import type { SelfCheck } from './self-check.ts';
import { word } from './words.ts';

/** Asks the script in every frame of the tab; where there is none of ours, nothing. */
export async function checksIn(tabId: number): Promise<readonly SelfCheck[]> {
  try {
    const target = { tabId, allFrames: true };
    const results = await browser.scripting.executeScript({ target, func: () => globalThis.bounceLens?.check() });
    return results.map(({ result }) => result).filter(isCheck);
  } catch {
    return [];
  }
}

export function checkView(page: Document, checks: readonly SelfCheck[]): readonly HTMLElement[] {
  const [first] = checks;
  if (first === undefined) return [];
  const known = checks.find(({ product }) => product !== undefined) ?? first;
  const bounces = checks.reduce((sum, one) => sum + one.bounces, 0);
  const reads =
    known.product === undefined ? word('checkUnknown') : known.fits ? word('checkFits', known.product) : word('checkUnfit', known.product);
  return [make(page, 'p', 'hint', reads), make(page, 'p', 'hint', word('checkBounces', String(bounces)))];
}

function isCheck(value: unknown): value is SelfCheck {
  return typeof value === 'object' && value !== null && 'fits' in value && 'bounces' in value && 'frames' in value;
}
