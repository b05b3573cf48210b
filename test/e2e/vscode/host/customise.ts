/** Inside the extension host: a pack is completed and checked while it is typed, and tried on its samples; the walkthrough has its pictures. */
import * as vscode from 'vscode';
import { teamPack } from '../odd-files.ts';
import { becomes, equal, ok, revert, type, uriOf } from './host-kit.ts';

describe('writing a pack', function () {
  this.timeout(30_000);
  const file = (): vscode.Uri => uriOf('.bounce-lens/typed.yml');
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const open = async (): Promise<vscode.TextEditor> => {
    await vscode.workspace.fs.writeFile(file(), bytesOf(teamPack));
    return vscode.window.showTextDocument(file());
  };
  after(async () => {
    await revert();
    await vscode.workspace.fs.delete(uriOf('.bounce-lens'), { recursive: true });
  });

  it('completes reasons and keys without the extension for YAML', async () => {
    const { document } = await open();
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('reason:'));
    const labels = async (position: vscode.Position): Promise<readonly unknown[]> =>
      (
        await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position)
      ).items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    await becomes(async () => (await labels(new vscode.Position(line, '    reason: '.length))).includes('mailbox-full'), 'a reason');
    ok((await labels(new vscode.Position(line, 4))).includes('samples'), 'a key');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(line, '    reason: mailbox-'.length),
    );
    const { range } = items.find(({ label }) => typeof label !== 'string' && label.label === 'mailbox-full') ?? {};
    const replaced = range instanceof vscode.Range ? range : range?.replacing;
    equal(replaced && document.getText(replaced), 'mailbox-disabled', 'what is chosen takes the place of the whole name');
  });

  it('shows a fault before the file is saved, and none when it is mended', async () => {
    const { document } = await open();
    const at = document.positionAt(document.getText().indexOf('mailbox-disabled'));
    const range = new vscode.Range(at, at.translate(0, 'mailbox-disabled'.length));
    await type(document, range, 'no-such');
    const faults = (): readonly string[] => vscode.languages.getDiagnostics(file()).map(({ message }) => message.slice(0, 27));
    await becomes(() => faults().length === 1, 'a fault');
    equal(faults(), ['there is no reason "no-such']);
    ok(document.isDirty, 'not saved');
    await type(document, new vscode.Range(at, at.translate(0, 'no-such'.length)), 'mailbox-disabled');
    await becomes(() => faults().length === 0, 'mended');
  });

  it('offers to test each rule, and tells what explains its samples', async () => {
    const { document } = await open();
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const [lens] = lenses.filter(({ command }) => command?.command === 'bounceLens.testTeamRule');
    equal([lens?.command?.title, lens?.command?.arguments], ['Test this rule', ['frozen']]);
    const tested = vscode.commands.executeCommand('bounceLens.testTeamRule', 'frozen');
    await new Promise((resolve) => setTimeout(resolve, 800));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await tested;
  });

  it('has a picture for each step of the walkthrough', async () => {
    const extension = vscode.extensions.getExtension('bounce-lens.bounce-lens');
    const { contributes } = Object(extension?.packageJSON);
    for (const { media } of contributes.walkthroughs[0].steps) {
      const { size } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension?.extensionUri ?? vscode.Uri.file('/'), media.image));
      ok(size > 5_000, media.image);
    }
  });
});
