/** What the suites inside the extension host share. No assertion library: they must run in a web worker as they stand. */
import * as vscode from 'vscode';

export function equal(actual: unknown, expected: unknown, about = ''): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${about} expected ${e}, got ${a}`);
}
export function ok(claim: unknown, about: string): void {
  if (!claim) throw new Error(about);
}

/** A file of the folder. */
export function uriOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}
export async function show(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(name)));
}

/** What is asked for comes a moment after what it follows from. */
export async function becomes(look: () => Promise<unknown> | unknown, about: string): Promise<void> {
  let last: unknown;
  for (let waited = 0; waited < 8000; waited += 100) {
    last = await look();
    if (last) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never: ${about}; last seen ${JSON.stringify(last)}`);
}

/** Replace a stretch of a document, as typing does. */
export async function type(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the edit was not applied');
}
/** Put everything back, so that nothing is kept for the next test. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
