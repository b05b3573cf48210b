/** The answer's actions: copy a text of it, open a source of it, show it. From a hover or the light bulb, or for the cursor. */
import type { Diagnosis, Link } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { Answer, Answers } from '../answers.ts';
import { commandIds } from '../command-ids.ts';
import { placeFrom } from '../place.ts';

/** How long the status bar confirms. */
const confirmMilliseconds = 4000;

export function registerCopyCommands(answers: Answers): vscode.Disposable {
  const copy = (id: string, textOf: (diagnosis: Diagnosis) => string): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      const answer = await answerFor(answers, argument);
      if (answer === undefined) return sayNothingThere();
      await vscode.env.clipboard.writeText(textOf(answer.diagnosis));
      vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied: {0}', answer.diagnosis.title), confirmMilliseconds);
    });
  return vscode.Disposable.from(
    copy(commandIds.copyCustomerReply, (diagnosis) => diagnosis.customerReply),
    copy(commandIds.copyEscalation, (diagnosis) => diagnosis.escalation),
    copy(commandIds.copySummary, (diagnosis) => diagnosis.summary),
    vscode.commands.registerCommand(commandIds.openSource, async (argument: unknown) => {
      const answer = await answerFor(answers, argument);
      if (answer === undefined) return sayNothingThere();
      const link = await chooseLink(answer.diagnosis.links);
      if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link.href, true));
    }),
    vscode.commands.registerCommand(commandIds.explainAtCursor, () => explainAtCursor(answers)),
  );
}

/** For the place a hover or an action names, else for the cursor of the active editor. */
async function answerFor(answers: Answers, argument: unknown): Promise<Answer | undefined> {
  const place = placeFrom(argument);
  if (place !== undefined) {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === place.uri);
    return document && answers.at(document, document.positionAt(place.offset));
  }
  const editor = vscode.window.activeTextEditor;
  return editor && answers.onLine(editor.document, editor.selection.active);
}

function sayNothingThere(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('Bounce Lens: no bounce at the cursor'), confirmMilliseconds);
}

async function chooseLink(links: readonly Link[]): Promise<Link | undefined> {
  if (links.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Bounce Lens: this answer has no source to open'), confirmMilliseconds);
    return undefined;
  }
  if (links.length === 1) return links[0];
  const picked = await vscode.window.showQuickPick(links.map((link) => ({ label: link.title, description: link.href, link })));
  return picked?.link;
}

/** The editor shows its hover at the cursor, so the cursor goes to the code first. */
async function explainAtCursor(answers: Answers): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const answer = editor && (await answers.onLine(editor.document, editor.selection.active));
  if (editor === undefined || answer === undefined) return sayNothingThere();
  if (!answer.range.contains(editor.selection.active)) editor.selection = new vscode.Selection(answer.range.start, answer.range.start);
  editor.revealRange(answer.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
}
