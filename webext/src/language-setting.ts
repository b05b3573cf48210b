/** The settings' choice of the language that answers are in. */
import { languages } from 'bounce-lens:languages';
import { make } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { pickLanguage } from './languages.ts';
import { managedSettings } from './managed.ts';
import { chooseLanguage, chosenLanguage } from './settings.ts';
import { browserLanguage, word } from './words.ts';

export async function offerLanguages(): Promise<void> {
  const chosen = await chosenLanguage();
  const choice = elementOf('language', HTMLSelectElement);
  const ofBrowser = pickLanguage([browserLanguage()], languages);
  choice.replaceChildren(
    optionFor('', word('languageOfBrowser', ownNameOf(ofBrowser))),
    ...languages.map((tag) => optionFor(tag, ownNameOf(tag))),
  );
  choice.value = chosen !== undefined && languages.includes(chosen) ? chosen : '';
  const { language: managed } = await managedSettings();
  if (managed !== undefined) return setByOrganisation(choice, pickLanguage([managed], languages));
  choice.addEventListener('change', () => void choose(choice.value, choice.value === '' ? ofBrowser : choice.value));
}

function setByOrganisation(choice: HTMLSelectElement, language: string): void {
  choice.value = language;
  choice.disabled = true;
  elementOf('language-status', HTMLElement).textContent = word('managedHint');
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
