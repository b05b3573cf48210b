/** The texts of one language, from the extension's own folder; only those that are wanted are read. */
import type { Texts } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { answerLanguage } from './answer-language.ts';
import { englishTexts } from './our-data.ts';

/** The languages of the package, which its manifest lists for the setting. */
export function shippedLanguages({ extension }: vscode.ExtensionContext): readonly string[] {
  const { contributes } = Object(extension.packageJSON);
  const listed: unknown = Object(contributes).configuration?.properties?.['bounceLens.language']?.enum;
  return Array.isArray(listed) ? listed.filter((tag) => typeof tag === 'string' && tag !== 'auto') : [];
}

/** In the language asked for, else that of the settings; English where there is nothing else, or it cannot be read. */
export async function loadTexts(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, asked?: string): Promise<Texts> {
  const setting: unknown = asked ?? vscode.workspace.getConfiguration('bounceLens').get('language');
  const language = answerLanguage(setting, vscode.env.language, shippedLanguages(context));
  if (language === 'en') return englishTexts();
  const file = vscode.Uri.joinPath(context.extensionUri, 'texts', `${language}.json`);
  try {
    // Written by the build, from the schema that describes this type.
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    log.warn(`Answers are in English, for the texts in "${language}" could not be read: ${String(error)}`);
    return englishTexts();
  }
}
