/** VS Code calls these; they compose the features and subscribe them. */
import * as vscode from 'vscode';
import { createAnalysisCache } from './analysis-cache.ts';
import { createAnswers } from './answers.ts';
import { createDocumentFindings } from './document-findings.ts';
import { registerActs } from './features/act.ts';
import { registerBouncePreview } from './features/bounce-preview.ts';
import { registerCodeActions } from './features/code-actions.ts';
import { registerCodeLens } from './features/code-lens.ts';
import { registerCopyCommands } from './features/copy-commands.ts';
import { registerDecoded } from './features/decoded.ts';
import { registerDecorations } from './features/decorations.ts';
import { registerFollow } from './features/follow.ts';
import { registerHover } from './features/hover.ts';
import { registerNavigation } from './features/navigate.ts';
import { registerOutline } from './features/outline.ts';
import { registerPackEditor } from './features/pack-editor.ts';
import { registerProblems } from './features/problems.ts';
import { registerStatusBar } from './features/status-bar.ts';
import { registerTreatAs } from './features/treat-as.ts';
import { createLensKeeper } from './lens-keeper.ts';
import { hostReaders } from './triage/host-readers.ts';
import type { Readers } from './triage/job.ts';
import { registerTriage } from './triage/register.ts';

export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, hostReaders);
}

/** `readers`: how this host reads files for the triage of many. */
export function activateWith(context: vscode.ExtensionContext, readers: Readers): void {
  const log = vscode.window.createOutputChannel('Bounce Lens', { log: true });
  const keeper = createLensKeeper(context, log);
  const cache = createAnalysisCache(keeper, log);
  const answers = createAnswers(cache);
  const findings = createDocumentFindings(cache, keeper);
  context.subscriptions.push(
    log,
    keeper,
    cache,
    findings,
    registerDecorations({ cache, findings, changed: keeper.onDidChange }),
    registerNavigation(cache, findings),
    registerStatusBar(findings, keeper),
    registerHover(answers),
    registerCodeActions(answers),
    registerCopyCommands(answers),
    registerActs(answers, keeper),
    registerFollow({ answers, keeper }),
    registerCodeLens(findings, keeper),
    registerOutline(findings, keeper),
    registerDecoded(answers),
    registerBouncePreview(context, keeper),
    registerProblems(findings, keeper),
    registerPackEditor(context, keeper),
    registerTreatAs(),
    registerTriage({ context, keeper, log, readers }),
  );
}
