/** Bounces in the Problems panel: of a single mail, and of logs where the user wants it; one a message and recipient. */
import { groupName, type Outcome } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { DocumentFindings } from '../document-findings.ts';
import { visibleText } from '../escape-markdown.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { isLookedAt, readingOf } from '../recognise.ts';

/** A panel of thousands helps nobody, and drawing them freezes the window. */
const mostProblems = 500;

const severities: Readonly<Record<Exclude<Outcome, 'delivered'>, vscode.DiagnosticSeverity>> = {
  'permanent-failure': vscode.DiagnosticSeverity.Warning,
  deferral: vscode.DiagnosticSeverity.Information,
  'delayed-notice': vscode.DiagnosticSeverity.Information,
};

export function registerProblems(findings: DocumentFindings, keeper: LensKeeper): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('bounce-lens-mail');
  const show = async (document: vscode.TextDocument): Promise<void> => {
    if (!isWanted(document)) return problems.delete(document.uri);
    const found = findings.of(document);
    if (found?.isComplete !== true) return;
    const texts = await keeper.texts();
    const told = found.findings().flatMap(({ outcome, line, reason, recipient }) => {
      if (outcome === 'delivered' || line >= document.lineCount) return [];
      const title = groupName('reason', reason, texts);
      const problem = new vscode.Diagnostic(
        rangeOf(document, line),
        recipient === undefined ? title : `${visibleText(recipient)}: ${title}`,
        severities[outcome],
      );
      problem.source = 'Bounce Lens';
      return [problem];
    });
    if (!document.isClosed) problems.set(document.uri, told.slice(0, mostProblems));
  };
  return vscode.Disposable.from(
    problems,
    findings.onDidChange((document) => void show(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('bounceLens.problems')) for (const document of vscode.workspace.textDocuments) void show(document);
    }),
  );
}

function isWanted(document: vscode.TextDocument): boolean {
  const setting: unknown = vscode.workspace.getConfiguration('bounceLens').get('problems');
  if (setting === 'off' || !isLookedAt(document)) return false;
  return setting === 'all' || readingOf(document.languageId) === 'mail';
}
function rangeOf(document: vscode.TextDocument, line: number): vscode.Range {
  const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
  return new vscode.Range(line, firstNonWhitespaceCharacterIndex, line, range.end.character);
}
