/** Above the first line of each message that failed: what happened, and its story. Only where the user wants it. */
import { groupName } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { commandIds } from '../command-ids.ts';
import type { DocumentFindings } from '../document-findings.ts';
import type { PlacedFinding } from '../finding-index.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { plainLabel } from '../plain-label.ts';
import { languageIds, readingOf } from '../recognise.ts';

/** More only cost; nobody reads them. */
const mostLenses = 1_000;

export function registerCodeLens(findings: DocumentFindings, keeper: LensKeeper): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const isWanted = (): boolean => vscode.workspace.getConfiguration('bounceLens').get('codeLens') === true;
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!isWanted() || readingOf(document.languageId) === 'mail') return [];
      const [found, texts] = await Promise.all([findings.complete(document, token), keeper.texts()]);
      if (found === undefined || token.isCancellationRequested) return [];
      return firstOfMessages(found.findings()).flatMap(({ line, reason }) => {
        const range = new vscode.Range(line, 0, line, 0);
        const place = { uri: document.uri.toString(), offset: document.offsetAt(range.start) };
        return [
          new vscode.CodeLens(range, {
            title: plainLabel(groupName('reason', reason, texts)),
            command: commandIds.explainAtCursor,
            arguments: [place],
          }),
          new vscode.CodeLens(range, {
            title: vscode.l10n.t("Show this message's story"),
            command: commandIds.showStory,
            arguments: [place],
          }),
        ];
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    findings.onDidChange((document) => {
      if (isWanted() && findings.of(document)?.isComplete === true) changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('bounceLens.codeLens')) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider([...languageIds], provider),
  );
}

function firstOfMessages(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const seen = new Set<string>();
  return findings
    .filter(({ outcome, queueId, line }) => {
      if (outcome !== 'permanent-failure') return false;
      const message = queueId ?? `line ${line}`;
      return !seen.has(message) && seen.add(message) !== undefined;
    })
    .slice(0, mostLenses);
}
