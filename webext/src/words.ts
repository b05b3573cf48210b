/** The extension's own words, in the browser's language; answers come from the core in theirs. */

import type english from '../_locales/en/messages.json';
import { browser } from './browser.ts';

export type Word = keyof typeof english;

/** The word of that name, `$1` filled in. */
export function word(name: Word, filling?: string): string {
  return browser.i18n.getMessage(name, filling);
}

/** Fill every element of an extension page that names its word: `<h1 data-word="popupTitle">`. */
export function fillWords(page: Document): void {
  page.documentElement.lang = browser.i18n.getUILanguage().startsWith('en') ? browser.i18n.getUILanguage() : 'en';
  for (const element of page.querySelectorAll('[data-word]')) {
    const name = element.getAttribute('data-word') ?? '';
    element.textContent = browser.i18n.getMessage(name);
  }
}
