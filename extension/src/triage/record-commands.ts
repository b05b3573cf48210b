/** The commands of records: open at the line, copy one reply, export. For what is selected, else for all that is shown. */
import type { LensParts, TriageRecord } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { plainLabel } from '../plain-label.ts';
import type { BouncesView } from './bounces-view.ts';
import { triageCommandIds } from './command-ids.ts';
import { replyFor } from './copy-reply.ts';
import { exportFormats, exportText, saveText } from './export.ts';
import { faultWords } from './fault-words.ts';
import type { Readers } from './job.ts';
import { openRecord } from './open-record.ts';
import { nodeFrom, type TreeNode } from './tree-nodes.ts';
import { sourceName, type TriageRun } from './triage-run.ts';

export interface RecordCommandParts {
  readonly view: BouncesView;
  readonly run: TriageRun;
  readonly readers: Readers;
  readonly lensParts: () => Promise<LensParts>;
}
const confirmMilliseconds = 4000;

export function registerRecordCommands({ view, run, readers, lensParts }: RecordCommandParts): vscode.Disposable {
  const recordsOf = (clicked: unknown, selected: unknown): readonly TriageRecord[] =>
    membersOf(view, nodesFrom(clicked, selected) ?? view.selection).flatMap((index) => view.state.page.records[index] ?? []);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(triageCommandIds.triageOpen, async (clicked: unknown) => {
      const [index] = membersOf(view, nodesFrom(clicked, undefined) ?? view.selection);
      const { records, origins } = view.state.page;
      const [record, origin] = [records[index ?? -1], origins[index ?? -1]];
      if (record === undefined || origin === undefined) return;
      try {
        await openRecord(record, origin, readers);
      } catch {
        const isThere =
          (await readers
            .source(origin.uri)
            .stat()
            .catch(() => undefined)) !== undefined;
        vscode.window.setStatusBarMessage(
          `${plainLabel(record.file)}: ${faultWords(isThere ? 'not-readable' : 'gone')}`,
          confirmMilliseconds,
        );
      }
    }),
    vscode.commands.registerCommand(triageCommandIds.triageCopyReply, async (clicked: unknown, selected: unknown) => {
      const records = recordsOf(clicked, selected);
      const reply = replyFor(records, await lensParts());
      if (reply === '') return sayNothingSelected();
      await vscode.env.clipboard.writeText(reply);
      vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied one reply for {0}', String(records.length)), confirmMilliseconds);
    }),
    vscode.commands.registerCommand(triageCommandIds.triageExport, async (clicked: unknown, selected: unknown) => {
      const chosen = recordsOf(clicked, selected);
      const { page } = view.state;
      const records = chosen.length > 0 ? chosen : view.tree.shown.flatMap((index) => page.records[index] ?? []);
      if (records.length === 0) return sayNothingSelected();
      await exportRecords(records, { texts: (await lensParts()).texts, source: sourceName(run.choice) });
    }),
  );
}

async function exportRecords(records: readonly TriageRecord[], about: Parameters<typeof exportText>[2]): Promise<void> {
  const picked = await vscode.window.showQuickPick([...exportFormats], {
    title: vscode.l10n.t('Export {0} records', String(records.length)),
  });
  if (picked === undefined) return;
  const saved = await saveText(exportText(picked.format, records, about), `bounces.${picked.format}`);
  if (saved !== undefined)
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Saved: {0}', plainLabel(saved.path)), confirmMilliseconds);
}
function sayNothingSelected(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('Bounce Lens: no bounce is selected'), confirmMilliseconds);
}

/** The tree gives the node that was clicked and all that are selected; anybody else may give anything. */
function nodesFrom(clicked: unknown, selected: unknown): readonly TreeNode[] | undefined {
  const many = (Array.isArray(selected) ? selected : []).flatMap((one: unknown) => nodeFrom(one) ?? []);
  if (many.length > 0) return many;
  const one = nodeFrom(clicked);
  return one && [one];
}
function membersOf(view: BouncesView, nodes: readonly TreeNode[]): readonly number[] {
  return [...new Set(nodes.flatMap((node) => view.tree.members(node)))];
}
