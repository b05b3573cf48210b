/** The settings' choice of the language that answers are in. */
import { languages } from 'bounce-lens:languages';
import { make } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { pickLanguage } from './languages.ts';
import { managedSettings } from './managed.ts';
import { chooseLanguage, chosenLanguage } from './settings.ts';
import { browserLanguage, word } from './words.ts';

export async function offerLanguages(): Promise<void> {
  const choice = elementOf('language', HTMLSelectElement);
  choice.addEventListener('change', () => void choose(choice.value, choice.value === '' ? ofBrowser() : choice.value));
  await showLanguages();
}

/** Show what is chosen, or what the organisation has set meanwhile. */
export async function showLanguages(): Promise<void> {
  const [chosen, { language: managed }] = await Promise.all([chosenLanguage(), managedSettings()]);
  const choice = elementOf('language', HTMLSelectElement);
  choice.replaceChildren(
    optionFor('', word('languageOfBrowser', ownNameOf(ofBrowser()))),
    ...languages.map((tag) => optionFor(tag, ownNameOf(tag))),
  );
  choice.disabled = managed !== undefined;
  elementOf('language-status', HTMLElement).textContent = managed === undefined ? '' : word('managedHint');
  if (managed !== undefined) choice.value = pickLanguage([managed], languages);
  else choice.value = chosen !== undefined && languages.includes(chosen) ? chosen : '';
}

function ofBrowser(): string {
  return pickLanguage([browserLanguage()], languages);
}

async function choose(choice: string, language: string): Promise<void> {
  await chooseLanguage(choice === '' ? undefined : choice);
  elementOf('language-status', HTMLElement).textContent = word('languageChosen', ownNameOf(language));
}

export function optionFor(value: string, text: string): HTMLOptionElement {
  const option = make(document, 'option', '', text);
  option.value = value;
  if (value !== '') option.lang = value;
  return option;
}

/** As its speakers call it: `Deutsch`. */
export function ownNameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}
