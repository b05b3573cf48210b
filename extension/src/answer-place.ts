/** Which answer a command is about: of the place that a hover or an action names, else of the cursor. */
import * as vscode from 'vscode';
import type { Answer, Answers } from './answers.ts';
import { placeFrom } from './place.ts';

export interface PlacedAnswer extends Answer {
  readonly document: vscode.TextDocument;
}

export async function answerFor(answers: Answers, argument: unknown): Promise<PlacedAnswer | undefined> {
  const place = placeFrom(argument);
  if (place !== undefined) {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === place.uri);
    const answer = document && (await answers.at(document, document.positionAt(place.offset)));
    return answer && document && { ...answer, document };
  }
  const editor = vscode.window.activeTextEditor;
  const answer = editor && (await answers.onLine(editor.document, editor.selection.active));
  return answer && editor && { ...answer, document: editor.document };
}

/** How long the status bar confirms. */
const confirmMilliseconds = 4000;

export function sayInStatusBar(text: string): void {
  vscode.window.setStatusBarMessage(text, confirmMilliseconds);
}
export function sayNothingThere(): void {
  sayInStatusBar(vscode.l10n.t('Bounce Lens: no bounce at the cursor'));
}
