/** Where content tells too little, the user says what a file is. VS Code keeps the choice for the open document. */
import * as vscode from 'vscode';
import { commandIds } from '../command-ids.ts';

export function registerTreatAs(): vscode.Disposable {
  const treatAs = async (languageId: 'mail-log' | 'eml'): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (document !== undefined) await vscode.languages.setTextDocumentLanguage(document, languageId);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.treatAsMailLog, () => treatAs('mail-log')),
    vscode.commands.registerCommand(commandIds.treatAsMail, () => treatAs('eml')),
  );
}
