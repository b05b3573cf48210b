/** Runs inside VS Code's extension host and prints what it measured, a line of JSON each; see tools/bench-vscode.ts. */
import * as vscode from 'vscode';
import { type OwnTime, watchExtension } from './own-time.ts';

const mark = 'BOUNCE-LENS-BENCH ';
const tell = (what: string, facts: Readonly<Record<string, unknown>>): void => console.log(mark + JSON.stringify({ what, ...facts }));
const rest = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/'), name);

export async function run(): Promise<void> {
  const own = watchExtension();
  const handling = { began: 0, took: 0 };
  // Listeners are called in the order in which they came: what lies between these two is the extension's own work on an edit.
  const before = vscode.workspace.onDidChangeTextDocument(() => {
    handling.began = performance.now();
  });
  await rest(3_000);
  const extension =
    vscode.extensions.getExtension('bounce-lens.bounce-lens') ?? vscode.extensions.getExtension('bounce-lens.plain-highlighter');
  const wasActive = extension?.isActive === true;
  const began = performance.now();
  await extension?.activate();
  tell('activation', { milliseconds: performance.now() - began, wasActive });
  const after = vscode.workspace.onDidChangeTextDocument(() => {
    handling.took = performance.now() - handling.began;
  });
  await rest(1_000);
  try {
    for (const name of ['1.log', '10.log', '49.log']) await firstHighlight(name, own);
    await hovers('10.log', own);
    await typing('findings.log', handling);
    await mail('mail.eml', own);
  } catch (error) {
    tell('failed', { error: String(error) });
  }
  own.dispose();
  before.dispose();
  after.dispose();
  tell('end', {});
}

/** When the document reaches the extensions; the page tells when it shows a highlight. */
async function firstHighlight(name: string, own: OwnTime): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await rest(500);
  const opened = new Promise<void>((resolve) => {
    const listening = vscode.workspace.onDidOpenTextDocument(({ uri, lineCount }) => {
      if (!uri.path.endsWith(`/${name}`)) return;
      tell('opened', { name, at: Date.now(), lineCount });
      listening.dispose();
      resolve();
    });
  });
  await vscode.window.showTextDocument(uriOf(name), { preview: false });
  await opened;
  await rest(5_000);
  tell('highlighted', { name, ...own.firstHighlight(name) });
}

/** Who is slow is measured less often, not longer. */
const longest = 20_000;
async function timesOf(count: number, work: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  const end = performance.now() + longest;
  for (let index = 0; index < count && performance.now() < end; index++) {
    const began = performance.now();
    await work(index);
    times.push(performance.now() - began);
  }
  return times;
}

async function hovers(name: string, own: OwnTime): Promise<void> {
  const { document } = await vscode.window.showTextDocument(uriOf(name));
  const lines = Array.from({ length: document.lineCount - 1 }, (_, line) => line).filter((line) =>
    document.lineAt(line).text.includes('status=bounced'),
  );
  let answered = 0;
  own.takeHovers();
  const times = await timesOf(300, async (index) => {
    const line = lines[(index * 7_919) % lines.length] ?? 0;
    const position = new vscode.Position(line, document.lineAt(line).text.indexOf('550 ') + 1);
    const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    answered += found.length;
  });
  tell('hover', { times, answered, handled: own.takeHovers() });
}

async function typing(name: string, handling: { readonly took: number }): Promise<void> {
  const editor = await vscode.window.showTextDocument(uriOf(name));
  await rest(6_000);
  const handled: number[] = [];
  const times = await timesOf(300, async (index) => {
    const line = (index * 7_919) % (editor.document.lineCount - 1);
    const text = index % 10 === 0 ? '\n' : 'x';
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 20), text), { undoStopBefore: false, undoStopAfter: false });
    handled.push(handling.took);
  });
  tell('typing', { times, handled });
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** A keystroke in a mail, and the answer to it: all of the mail is read again between. */
async function mail(name: string, own: OwnTime): Promise<void> {
  const editor = await vscode.window.showTextDocument(uriOf(name));
  await rest(1_500);
  const at = editor.document.positionAt(editor.document.getText().indexOf('Status: 5.1.1') + 9);
  own.takeHovers();
  const times = await timesOf(50, async () => {
    await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), 'x'), { undoStopBefore: false, undoStopAfter: false });
    await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
  });
  tell('mail', { times, handled: own.takeHovers(), length: editor.document.getText().length });
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
