/** VS Code calls these; they compose the features and subscribe them. */
import { createLens } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import texts from '@bounce-lens/shared/texts/en.json' with { type: 'json' };
import * as vscode from 'vscode';
import { createAnalysisCache } from './analysis-cache.ts';
import { createAnswers } from './answers.ts';
import { registerCodeActions } from './features/code-actions.ts';
import { registerCopyCommands } from './features/copy-commands.ts';
import { registerDecorations } from './features/decorations.ts';
import { registerHover } from './features/hover.ts';
import { registerTreatAs } from './features/treat-as.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Bounce Lens', { log: true });
  const lens = createLens({ knowledge, texts });
  const cache = createAnalysisCache(lens, log);
  const answers = createAnswers(lens, cache);
  context.subscriptions.push(
    log,
    cache,
    registerDecorations(cache),
    registerHover(answers),
    registerCodeActions(answers),
    registerCopyCommands(answers),
    registerTreatAs(),
  );
}
