/** What a log highlighter does at the least: five patterns over the whole document, again after each edit. To measure beside, nothing else. */
import * as vscode from 'vscode';

const patterns = [
  /\b[245]\d\d\b/g,
  /\b[245]\.\d{1,3}\.\d{1,3}\b/g,
  /status=\w+/g,
  /<[^<>\s]{1,200}>/g,
  /\b(?:ERROR|WARN|reject|bounced|deferred)\b/gi,
];

export function activate(context: vscode.ExtensionContext): void {
  const types = patterns.map((_, index) =>
    vscode.window.createTextEditorDecorationType({
      cursor: 'help',
      borderStyle: 'solid',
      borderWidth: '0 0 1px 0',
      borderColor: ['red', 'orange', 'blue', 'green', 'gray'][index] ?? 'red',
    }),
  );
  const draw = (editor: vscode.TextEditor): void => {
    const text = editor.document.getText();
    for (const [index, pattern] of patterns.entries()) {
      const type = types[index];
      if (type === undefined) continue;
      const ranges = Array.from(
        text.matchAll(pattern),
        ({ index: at = 0, 0: found }) => new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + found.length)),
      );
      editor.setDecorations(type, ranges);
    }
  };
  const drawAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) if (editor.document.uri.scheme !== 'output') draw(editor);
  };
  context.subscriptions.push(
    ...types,
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeTextDocument(drawAll),
    vscode.languages.registerHoverProvider(
      { scheme: '*' },
      { provideHover: (document, position) => new vscode.Hover(document.lineAt(position).text.slice(0, 100)) },
    ),
  );
  drawAll();
}
