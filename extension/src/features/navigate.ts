/** To the next and the previous bounce: what was not delivered, in the order of the document, and round again. */
import * as vscode from 'vscode';
import type { AnalysisCache } from '../analysis-cache.ts';
import { sayInStatusBar } from '../answer-place.ts';
import { commandIds } from '../command-ids.ts';
import type { DocumentFindings } from '../document-findings.ts';
import type { PlacedFinding } from '../finding-index.ts';
import { rangeOf } from '../positions.ts';

export function registerNavigation(cache: AnalysisCache, findings: DocumentFindings): vscode.Disposable {
  const go = async (direction: 1 | -1): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return;
    const bounce = await findBounce(findings, editor, direction);
    if (bounce === undefined) {
      sayInStatusBar(vscode.l10n.t('Bounce Lens: no bounce in this file'));
      return;
    }
    await show(cache, editor, bounce.line);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.nextBounce, () => go(1)),
    vscode.commands.registerCommand(commandIds.previousBounce, () => go(-1)),
  );
}

/** What is known at once, where the answer is in it; a long log is read on only where it is not. */
async function findBounce(findings: DocumentFindings, editor: vscode.TextEditor, direction: 1 | -1): Promise<PlacedFinding | undefined> {
  const { document, selection } = editor;
  const from = selection.active.line;
  const beyond = ({ line }: PlacedFinding): boolean => (direction > 0 ? line > from : line < from);
  const nearest = (all: readonly PlacedFinding[]): PlacedFinding | undefined =>
    direction > 0 ? all.find(beyond) : all.filter(beyond).at(-1);
  const known = findings.of(document);
  const early = direction > 0 || known?.isComplete === true ? nearest((known?.findings() ?? []).filter(isBounce)) : undefined;
  if (early !== undefined) return early;
  const all = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for bounces…') },
    async () => (await findings.complete(document))?.findings().filter(isBounce) ?? [],
  );
  return nearest(all) ?? (direction > 0 ? all[0] : all.at(-1));
}
function isBounce({ outcome }: PlacedFinding): boolean {
  return outcome !== 'delivered';
}

async function show(cache: AnalysisCache, editor: vscode.TextEditor, line: number): Promise<void> {
  const { document } = editor;
  const start = new vscode.Position(line, 0);
  const readings = await cache.readings(document, new vscode.Range(start, start));
  const ranges = readings.flatMap(({ analysis, origin }) => analysis.marks.map(({ span }) => rangeOf(document, origin, span)));
  const target = ranges.find((range) => range.start.line === line) ?? new vscode.Range(start, start);
  editor.selection = new vscode.Selection(target.start, target.start);
  editor.revealRange(target, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
