/** How many messages of the file that is looked at were not delivered, wait, or are late; and whether there is a bounce to go to. */
import { groupName, type Outcome } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { sayInStatusBar } from '../answer-place.ts';
import { commandIds } from '../command-ids.ts';
import type { DocumentFindings } from '../document-findings.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { plainLabel } from '../plain-label.ts';
import { troubles } from './highlight-types.ts';

const icons: Readonly<Record<Outcome, string>> = {
  'permanent-failure': '$(error)',
  deferral: '$(history)',
  'delayed-notice': '$(watch)',
  delivered: '$(pass)',
};
export function registerStatusBar(findings: DocumentFindings, keeper: LensKeeper): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bounceLens.counts', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Bounce Lens';
  item.command = commandIds.showBounces;
  const show = (): void => showCounts(item, findings);
  show();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    findings.onDidChange((document) => {
      if (document === vscode.window.activeTextEditor?.document) show();
    }),
    vscode.commands.registerCommand(commandIds.showBounces, () => pickBounce(findings, keeper)),
  );
}

/** By which the keys for the next and the previous bounce are free for others elsewhere. */
function tellContext(hasBounces: boolean): void {
  void vscode.commands.executeCommand('setContext', 'bounceLens.hasBounces', hasBounces);
}

function showCounts(item: vscode.StatusBarItem, findings: DocumentFindings): void {
  const document = vscode.window.activeTextEditor?.document;
  const found = document && findings.of(document);
  const told = troubles.filter((outcome) => (found?.counts[outcome] ?? 0) > 0);
  tellContext(told.length > 0);
  if (found === undefined || told.length === 0) return item.hide();
  const running = found.isComplete ? '' : '…';
  item.text = `${told.map((outcome) => `${icons[outcome]} ${found.counts[outcome]}`).join(' ')}${running}`;
  const lines = told.map((outcome) => `${nameOf(outcome)}: ${found.counts[outcome]}`);
  item.tooltip = ['Bounce Lens', ...lines, ...(found.isComplete ? [] : [vscode.l10n.t('The file is still being read.')])].join('\n');
  item.accessibilityInformation = { label: `Bounce Lens. ${lines.join('. ')}`, role: 'button' };
  item.show();
}

function nameOf(outcome: Outcome): string {
  const names: Readonly<Record<Outcome, string>> = {
    'permanent-failure': vscode.l10n.t('Not delivered'),
    deferral: vscode.l10n.t('Deferred'),
    'delayed-notice': vscode.l10n.t('Delayed'),
    delivered: vscode.l10n.t('Delivered'),
  };
  return names[outcome];
}

/** Rows of a list that nobody reads to its end. */
const mostRows = 2_000;

async function pickBounce(findings: DocumentFindings, keeper: LensKeeper): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor && (await findings.complete(editor.document));
  const bounces = found?.findings().filter(({ outcome }) => outcome !== 'delivered') ?? [];
  if (editor === undefined || bounces.length === 0) {
    sayInStatusBar(vscode.l10n.t('Bounce Lens: no bounce in this file'));
    return;
  }
  const texts = await keeper.texts();
  const rows = bounces.slice(0, mostRows).map(({ line, outcome, reason, recipient }) => ({
    label: `${icons[outcome]} ${recipient === undefined ? nameOf(outcome) : plainLabel(recipient)}`,
    description: plainLabel(groupName('reason', reason, texts)),
    detail: `${line + 1}: ${plainLabel(editor.document.lineAt(line).text.slice(0, 200).trim())}`,
    line,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Bounces in this file'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  editor.selection = new vscode.Selection(picked.line, 0, picked.line, 0);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
  await vscode.commands.executeCommand(commandIds.explainAtCursor);
}
