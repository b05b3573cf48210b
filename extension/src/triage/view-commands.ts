/** The commands of the view as a whole: stop, refresh, clear, group, filter, report. */
import { groupingName, groupings, groupName, type RecordFilter, type Texts } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { BouncesView } from './bounces-view.ts';
import { triageCommandIds } from './command-ids.ts';
import type { ReportPanel } from './report-panel.ts';
import type { TriageRun } from './triage-run.ts';

export interface ViewCommandParts {
  readonly run: TriageRun;
  readonly view: BouncesView;
  readonly panel: ReportPanel;
  readonly texts: () => Promise<Texts>;
}

export function registerViewCommands({ run, view, panel, texts }: ViewCommandParts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(triageCommandIds.triageStop, () => run.stop()),
    vscode.commands.registerCommand(triageCommandIds.triageRefresh, () => run.again()),
    vscode.commands.registerCommand(triageCommandIds.triageClear, () => run.clear()),
    vscode.commands.registerCommand(triageCommandIds.triageGroupBy, async () => {
      const words = await texts();
      const picked = await vscode.window.showQuickPick(
        groupings.map((by) => ({ label: groupingName(by, words), by, picked: by === view.state.by })),
        { title: vscode.l10n.t('Group by') },
      );
      if (picked !== undefined) view.groupBy(picked.by);
    }),
    vscode.commands.registerCommand(triageCommandIds.triageFilterText, async () => {
      const { text, ...rest } = view.state.filter;
      const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('Show only records with these words'),
        ...(text !== undefined && { value: text }),
      });
      if (typed !== undefined) view.filter({ ...rest, text: typed });
    }),
    vscode.commands.registerCommand(triageCommandIds.triageFilterKinds, async () => {
      const filter = await pickKinds(view.state.filter, await texts());
      if (filter !== undefined) view.filter(filter);
    }),
    vscode.commands.registerCommand(triageCommandIds.triageClearFilter, () => view.filter({})),
    vscode.commands.registerCommand(triageCommandIds.triageReport, () => panel.show()),
  );
}

const outcomes = ['permanent-failure', 'deferral', 'delayed-notice'] as const;
const owners = ['sender', 'sender-admin', 'recipient', 'recipient-admin', 'blocklist', 'nobody'] as const;
const directions = ['outbound', 'inbound', 'submission'] as const;

/** One list with a heading for each kind; of a kind with none picked, all are shown. */
async function pickKinds(filter: RecordFilter, texts: Texts): Promise<RecordFilter | undefined> {
  const heading = (by: 'outcome' | 'owner' | 'direction'): vscode.QuickPickItem => ({
    label: groupingName(by, texts),
    kind: vscode.QuickPickItemKind.Separator,
  });
  const choices: readonly (vscode.QuickPickItem & { readonly value?: string })[] = [
    heading('outcome'),
    ...outcomes.map((value) => ({ label: groupName('outcome', value, texts), value, picked: filter.outcomes?.includes(value) ?? false })),
    heading('owner'),
    ...owners.map((value) => ({ label: groupName('owner', value, texts), value, picked: filter.owners?.includes(value) ?? false })),
    heading('direction'),
    ...directions.map((value) => ({
      label: groupName('direction', value, texts),
      value,
      picked: filter.directions?.includes(value) ?? false,
    })),
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    canPickMany: true,
    title: vscode.l10n.t('Show only'),
  });
  if (picked === undefined) return undefined;
  const values = new Set(picked.map(({ value }) => value));
  return {
    ...(filter.text !== undefined && { text: filter.text }),
    outcomes: outcomes.filter((one) => values.has(one)),
    owners: owners.filter((one) => values.has(one)),
    directions: directions.filter((one) => values.has(one)),
  };
}
