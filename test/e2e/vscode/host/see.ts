/** Inside the extension host: to the next bounce and the previous, in a log that is edited meanwhile; the levels. */
import * as vscode from 'vscode';
import { becomes, equal, ok, revert, show, type } from './host-kit.ts';

describe('seeing', function () {
  this.timeout(30_000);
  const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`bounceLens.${command}`);
  const line = (editor: vscode.TextEditor): number => editor.selection.active.line;

  it('goes to the next bounce and the previous, and round again', async () => {
    const editor = await show('three-and-more.log');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const visited: number[] = [];
    for (const command of ['nextBounce', 'nextBounce', 'nextBounce', 'nextBounce', 'previousBounce', 'previousBounce']) {
      await run(command);
      visited.push(line(editor));
    }
    equal(visited, [2, 4, 5, 2, 5, 4]);
    equal(editor.document.getText(new vscode.Range(editor.selection.active, editor.selection.active.translate(0, 5))), '4.2.2');
  });

  it('knows a bounce that is typed into a log, at its line, and forgets one that is struck out', async () => {
    const editor = await show('three-and-more.log');
    const bounce = editor.document.lineAt(2).text;
    await type(editor.document, new vscode.Range(0, 0, 0, 0), `\n\n${bounce}\n`);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await run('nextBounce');
    equal(line(editor), 2, 'the new one');
    await run('nextBounce');
    equal(line(editor), 5, 'those below have moved');
    await type(editor.document, editor.document.lineAt(2).range, 'nothing');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await run('nextBounce');
    equal(line(editor), 5, 'the new one is gone');
    await revert();
  });

  it('stays where it is in a file without bounces', async () => {
    const editor = await show('application.log');
    editor.selection = new vscode.Selection(1, 3, 1, 3);
    await run('nextBounce');
    equal([line(editor), editor.selection.active.character], [1, 3]);
  });

  it('finds the last line of a long log, and goes on where text is not read by lines', async () => {
    const editor = await show('long-mail.log');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await run('previousBounce');
    equal(line(editor), editor.document.lineCount - 2);
    const mail = await show('postfix-mailbox-full.eml');
    mail.selection = new vscode.Selection(0, 0, 0, 0);
    await run('nextBounce');
    ok(mail.document.lineAt(line(mail)).text.includes('Status: 5.0.0'), mail.document.lineAt(line(mail)).text);
  });

  it('changes the level of the highlights, and back', async () => {
    const level = (): unknown => vscode.workspace.getConfiguration('bounceLens').get('highlights');
    const seen: unknown[] = [level()];
    for (let step = 0; step < 3; step++) {
      const before = level();
      await run('cycleHighlights');
      await becomes(() => level() !== before, 'another level');
      seen.push(level());
    }
    equal(seen, ['quiet', 'full', 'off', 'quiet']);
    await vscode.workspace.getConfiguration('bounceLens').update('highlights', undefined, vscode.ConfigurationTarget.Global);
  });
});
