/** The answer's actions: copy a text of it, open a source of it, show it. From a hover or the light bulb, or for the cursor. */
import type { Diagnosis, Link } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { answerFor, sayInStatusBar, sayNothingThere } from '../answer-place.ts';
import type { Answers } from '../answers.ts';
import { commandIds } from '../command-ids.ts';
import { placeFrom } from '../place.ts';
import { plainLabel } from '../plain-label.ts';

/** By then a hover is there. */
const hoverMilliseconds = 700;

export function registerCopyCommands(answers: Answers): vscode.Disposable {
  const copy = (id: string, textOf: (diagnosis: Diagnosis) => string): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      const answer = await answerFor(answers, argument);
      if (answer === undefined) return sayNothingThere();
      await vscode.env.clipboard.writeText(textOf(answer.diagnosis));
      sayInStatusBar(vscode.l10n.t('$(check) Copied: {0}', plainLabel(answer.diagnosis.title)));
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
    vscode.commands.registerCommand(commandIds.explainAtCursor, (argument: unknown) => explainAtCursor(answers, argument)),
    vscode.commands.registerCommand(commandIds.readAnswer, async () => {
      await explainAtCursor(answers);
      // The view shows what the hover holds, and the hover comes a moment after its command.
      await new Promise<void>((resolve) => setTimeout(resolve, hoverMilliseconds));
      await vscode.commands.executeCommand('editor.action.accessibleView');
    }),
  );
}

async function chooseLink(links: readonly Link[]): Promise<Link | undefined> {
  if (links.length === 0) {
    sayInStatusBar(vscode.l10n.t('Bounce Lens: this answer has no source to open'));
    return undefined;
  }
  if (links.length === 1) return links[0];
  const picked = await vscode.window.showQuickPick(links.map((link) => ({ label: link.title, description: link.href, link })));
  return picked?.link;
}

/** The editor shows its hover at the cursor, so the cursor goes to the code first. `argument`: a place, else the cursor's. */
async function explainAtCursor(answers: Answers, argument?: unknown): Promise<void> {
  const editor = await editorAt(argument);
  const answer = editor && (await answers.onLine(editor.document, editor.selection.active));
  if (editor === undefined || answer === undefined) return sayNothingThere();
  if (!answer.range.contains(editor.selection.active)) editor.selection = new vscode.Selection(answer.range.start, answer.range.start);
  editor.revealRange(answer.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
}
async function editorAt(argument: unknown): Promise<vscode.TextEditor | undefined> {
  const place = placeFrom(argument);
  const document = place && vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === place.uri);
  if (place === undefined || document === undefined) return vscode.window.activeTextEditor;
  const position = document.positionAt(place.offset);
  return vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
}
