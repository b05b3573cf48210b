/** Inside the extension host: logs whose lines are told by those above them, of any length; events that no line tells alone. */
import * as vscode from 'vscode';
import { refusedLine } from '../long-logs.ts';
import { becomes, equal, ok, revert, show, type, uriOf } from './host-kit.ts';

describe('logs that are not read line by line', function () {
  this.timeout(30_000);
  const nextBounce = (): Thenable<unknown> => vscode.commands.executeCommand('bounceLens.nextBounce');
  const hoverOver = async (document: vscode.TextDocument, line: number, text: string): Promise<string> => {
    const at = new vscode.Position(line, document.lineAt(line).text.indexOf(text) + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const said = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : '')),
    );
    return said.find((one) => one.startsWith('### ')) ?? '';
  };

  it('tells a reply of a long log of sessions by the lines far above it', async () => {
    const { document } = await show('sessions.log');
    ok(document.lineAt(refusedLine).text.includes('554 5.7.1'), document.lineAt(refusedLine).text);
    const said = await hoverOver(document, refusedLine, '554');
    ok(said.startsWith('### The message was taken for spam'), said);
    await vscode.commands.executeCommand('bounceLens.copyCustomerReply', {
      uri: document.uri.toString(),
      offset: document.offsetAt(new vscode.Position(refusedLine, document.lineAt(refusedLine).text.indexOf('554'))),
    });
    const reply = await vscode.env.clipboard.readText();
    ok(reply.includes('u9999@example.com'), reply);
  });

  it('goes to a bounce of it, also when lines above were typed and struck out', async () => {
    // A file of its own: VS Code remembers what was typed and not saved, and the other host looks at the same folder.
    const name = `edited-${Date.now()}.log`;
    await vscode.workspace.fs.copy(uriOf('sessions.log'), uriOf(name));
    const editor = await show(name);
    const { document } = editor;
    const goesTo = async (line: number): Promise<void> => {
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await nextBounce();
      equal(editor.selection.active.line, line);
    };
    await goesTo(refusedLine);
    await type(document, new vscode.Range(0, 0, 0, 0), '\n\n\n');
    await becomes(async () => {
      await goesTo(refusedLine + 3);
      return true;
    }, 'it has moved');
    // Without its recipient, who stands far above, it is still the same bounce, and there is one.
    await type(document, new vscode.Range(13_000, 0, 13_001, 0), '');
    await goesTo(refusedLine + 2);
    await nextBounce();
    equal(editor.selection.active.line, refusedLine + 2, 'the only one');
    await revert();
    await vscode.workspace.fs.delete(uriOf(name));
  });

  it('reads an event that is printed over many lines', async () => {
    const { document } = await show('printed-event.log');
    const line = Array.from({ length: document.lineCount }, (_, index) => index).find((index) =>
      document.lineAt(index).text.includes('550 5.1.1'),
    );
    ok(line !== undefined, 'the reply');
    const said = await hoverOver(document, line ?? 0, '550');
    ok(said.startsWith("### The recipient\\'s address does not exist there"), said);
  });
});
