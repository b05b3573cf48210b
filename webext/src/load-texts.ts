/**
 * The texts of the answers: one file a language in the extension's own package, read when wanted.
 *
 * This and the one in `read-attached.ts` are the project's only uses of `fetch`. A service worker has no dynamic import, and eight languages inside its script would be parsed whenever
 * the browser wakes it; reading a file of the own package is what is left. Nothing leaves by it: `getURL` makes addresses of this
 * extension and no others, the policy of the manifest allows connections to nothing else (`connect-src 'self'`), a law allows the call
 * in this form and this file alone, and the tests in the browsers watch the network.
 */
import type { Texts } from '@bounce-lens/shared';
import { browser } from './browser.ts';

/** @param language one of `bounce-lens:languages` */
export async function loadTexts(language: string): Promise<Texts> {
  const file = await fetch(browser.runtime.getURL(`texts/${language}.json`));
  const texts: Texts = await file.json();
  return texts;
}
