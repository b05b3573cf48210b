/** The hover's actions in the light-bulb menu, for those who work by keyboard. */
import * as vscode from 'vscode';
import type { Answers } from '../answers.ts';
import { languageIds } from '../recognise.ts';
import { actionsOf, furtherActionsOf } from '../render-markdown.ts';

export function registerCodeActions(answers: Answers): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, _context, token) {
      const answer = await answers.onLine(document, range.start, token);
      if (answer === undefined || token.isCancellationRequested) return [];
      const place = { uri: document.uri.toString(), offset: document.offsetAt(answer.range.start) };
      const { diagnosis } = answer;
      return [...actionsOf(diagnosis, vscode.l10n.t), ...furtherActionsOf(diagnosis, vscode.l10n.t)].map(({ title, command }) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.command = { title, command, arguments: [place] };
        return action;
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider([...languageIds], provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
