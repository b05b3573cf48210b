/** The extension's own words, in the browser's language; answers come from the core in theirs. */

import type english from '../_locales/en/messages.json';
import { browser } from './browser.ts';
import { fallbackLanguage } from './languages.ts';

export type Word = keyof typeof english;

/** The word of that name, `$1`, `$2` … filled in. */
export function word(name: Word, ...fillings: readonly string[]): string {
  return browser.i18n.getMessage(name, [...fillings]);
}

/** The language these words are in; the build puts it beside them. */
export function languageOfWords(): string {
  return browser.i18n.getMessage('languageOfWords');
}

/**
 * The language the browser is used in. That of our words goes first: a Chromium without files of its own for a language calls itself
 * English, and yet takes our words in the language it was asked for.
 */
export function browserLanguage(): string {
  const ofWords = languageOfWords();
  return ofWords === fallbackLanguage ? browser.i18n.getUILanguage() : ofWords;
}

/** Fill every element of an extension page that names its word: `<h1 data-word="popupTitle">`. */
export function fillWords(page: Document): void {
  page.documentElement.lang = languageOfWords();
  for (const element of page.querySelectorAll('[data-word]')) {
    const name = element.getAttribute('data-word') ?? '';
    element.textContent = browser.i18n.getMessage(name);
  }
}
