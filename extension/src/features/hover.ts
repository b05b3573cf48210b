/** Point at a code, read the answer. Plain Markdown: also for the keyboard (Show or Focus Hover) and the accessible view. */
import * as vscode from 'vscode';
import type { Answers } from '../answers.ts';
import { commandIds } from '../command-ids.ts';
import { languageIds } from '../recognise.ts';
import { renderAnswer } from '../render-markdown.ts';

export function registerHover(answers: Answers): vscode.Disposable {
  return vscode.languages.registerHoverProvider([...languageIds], {
    async provideHover(document, position, token) {
      const answer = await answers.at(document, position, token);
      if (answer === undefined || token.isCancellationRequested) return undefined;
      const place = { uri: document.uri.toString(), offset: document.offsetAt(answer.range.start) };
      const markdown = new vscode.MarkdownString(renderAnswer(answer.diagnosis, place, vscode.l10n.t), false);
      markdown.supportHtml = false;
      markdown.isTrusted = { enabledCommands: Object.values(commandIds) };
      return new vscode.Hover(markdown, answer.range);
    },
  });
}
