/** The commands that choose what is read: a file, a folder, what is open, a log that grows. */
import * as vscode from 'vscode';
import { isLookedAt } from '../recognise.ts';
import type { BouncesView } from './bounces-view.ts';
import { triageCommandIds } from './command-ids.ts';
import type { TriageRun } from './triage-run.ts';

export function registerChoosing({ run, view }: { readonly run: TriageRun; readonly view: BouncesView }): vscode.Disposable {
  const read = async (uris: readonly vscode.Uri[]): Promise<void> => {
    if (uris.length === 0) return;
    // What was filtered belongs to what was read before.
    view.filter({});
    await view.show();
    await run.start({ kind: 'files', uris });
  };
  return vscode.Disposable.from(
    // The explorer gives the file that was clicked, and all that are selected.
    vscode.commands.registerCommand(triageCommandIds.triageFile, async (clicked: unknown, selected: unknown) =>
      read(urisIn(clicked, selected) ?? activeFile() ?? (await ask({ canSelectFiles: true, canSelectMany: true }))),
    ),
    vscode.commands.registerCommand(triageCommandIds.triageFolder, async (clicked: unknown, selected: unknown) =>
      read(urisIn(clicked, selected) ?? (await ask({ canSelectFiles: false, canSelectFolders: true }))),
    ),
    vscode.commands.registerCommand(triageCommandIds.triageOpenFiles, () => read(openFiles())),
    vscode.commands.registerCommand(triageCommandIds.followLog, async (clicked: unknown) => {
      const [uri] = urisIn(clicked, undefined) ?? activeFile() ?? (await ask({ canSelectFiles: true }));
      if (uri === undefined) return;
      await view.show();
      await run.start({ kind: 'follow', uri });
    }),
  );
}

function urisIn(clicked: unknown, selected: unknown): readonly vscode.Uri[] | undefined {
  const many = (Array.isArray(selected) ? selected : []).filter((one) => one instanceof vscode.Uri);
  if (many.length > 0) return many;
  return clicked instanceof vscode.Uri ? [clicked] : undefined;
}
/** The tab knows its file even where it is too big for an extension to be given its text. */
function activeFile(): readonly vscode.Uri[] | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = uriOfTab(input);
  return uri === undefined ? undefined : [uri];
}
function uriOfTab(input: unknown): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
/** Every file that is open in a tab, but for those whose language says that they are something else. */
function openFiles(): readonly vscode.Uri[] {
  const uris = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(({ input }) => uriOfTab(input) ?? []));
  const isOther = (uri: vscode.Uri): boolean =>
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString() && !isLookedAt(document));
  const distinct = new Map(uris.filter((uri) => !isOther(uri)).map((uri) => [uri.toString(), uri]));
  return [...distinct.values()];
}
async function ask(options: vscode.OpenDialogOptions): Promise<readonly vscode.Uri[]> {
  return (await vscode.window.showOpenDialog(options)) ?? [];
}
