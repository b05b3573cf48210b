/** The triage of many bounces: the view, its commands, its windows and its report. */
import type { Texts } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { LensKeeper } from '../lens-keeper.ts';
import { createBouncesView } from './bounces-view.ts';
import { registerChoosing } from './choose-commands.ts';
import type { Readers } from './job.ts';
import { openLedger } from './ledger.ts';
import { registerLineWindows } from './line-window.ts';
import { registerRecordCommands } from './record-commands.ts';
import { createReportPanel } from './report-panel.ts';
import { createTriageRun, sourceName } from './triage-run.ts';
import { registerViewCommands } from './view-commands.ts';

export interface TriageParts {
  readonly context: vscode.ExtensionContext;
  readonly keeper: LensKeeper;
  readonly log: vscode.LogOutputChannel;
  readonly readers: Readers;
}

export function registerTriage({ context, keeper, log, readers }: TriageParts): vscode.Disposable {
  const texts = async (): Promise<Texts> => (await keeper.parts()).texts;
  const ledger = openLedger();
  const run = createTriageRun({ ledger, readers, lensParts: () => keeper.parts(), log });
  const view = createBouncesView({ ledger, run, texts });
  const panel = createReportPanel({
    extensionUri: context.extensionUri,
    content: async () => {
      const { records } = view.state.page;
      return { records: view.tree.shown.flatMap((index) => records[index] ?? []), source: sourceName(run.choice), texts: await texts() };
    },
    onChoose: (by, value) => void view.reveal(by, value),
  });
  return vscode.Disposable.from(
    run,
    view,
    panel,
    run.onDidChange(() => panel.renew()),
    registerLineWindows(readers),
    registerChoosing({ run, view }),
    registerViewCommands({ run, view, panel, texts }),
    registerRecordCommands({ view, run, readers, lensParts: () => keeper.parts() }),
  );
}
