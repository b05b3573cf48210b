/** What the user chose → the files to read: a folder with all that is in it. */
import * as vscode from 'vscode';

export interface Target {
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** Stops a folder that never ends: links in a circle on a file system that hides them. */
const fileLimit = 100_000;
const depthLimit = 64;
/** Of a Maildir: the books of the servers that serve it. Of a repository: its history. */
const leftOut = /^(?:\.git|node_modules|dovecot[.-].{0,200}|courier.{0,200}|\.?maildir(?:size|folder)|subscriptions)$/;

/** In the order of names; the folders' links are not followed. */
export async function* filesOf(chosen: readonly vscode.Uri[]): AsyncGenerator<Target> {
  let left = fileLimit;
  for (const uri of chosen) {
    for await (const file of filesAt(uri, await isFolder(uri), depthLimit)) {
      if (left-- <= 0) return;
      yield { uri: file, name: nameOf(file) };
    }
  }
}
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // Reading it will say what is wrong.
    return false;
  }
}
async function* filesAt(uri: vscode.Uri, folder: boolean, depth: number): AsyncGenerator<vscode.Uri> {
  if (!folder) return yield uri;
  if (depth === 0) return;
  const entries = await vscode.workspace.fs.readDirectory(uri);
  for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (leftOut.test(name) || type === (vscode.FileType.Directory | vscode.FileType.SymbolicLink)) continue;
    yield* filesAt(vscode.Uri.joinPath(uri, name), (type & vscode.FileType.Directory) !== 0, depth - 1);
  }
}

/** As short as it is unmistakable: within the workspace, the path in it. */
export function nameOf(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder !== undefined) return vscode.workspace.asRelativePath(uri);
  return uri.scheme === 'file' ? uri.fsPath : uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
