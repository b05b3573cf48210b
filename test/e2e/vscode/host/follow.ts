/** Inside the extension host: the story of a message, outline, folding, code lenses, definitions, decoded bounces, problems, and acts. */
import * as vscode from 'vscode';
import { becomes, equal, ok, show, uriOf } from './host-kit.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`bounceLens.${command}`, ...args);
const ask = <T>(command: string, ...args: readonly unknown[]): Thenable<T> =>
  vscode.commands.executeCommand<T>(`vscode.execute${command}`, ...args);
const setting = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('bounceLens').update(name, value, vscode.ConfigurationTarget.Global);
async function put(editor: vscode.TextEditor, text: string): Promise<vscode.Position> {
  const at = editor.document.getText().indexOf(text);
  ok(at >= 0, `${text} in ${editor.document.uri.path}`);
  const position = editor.document.positionAt(at + 1);
  editor.selection = new vscode.Selection(position, position);
  return position;
}

describe('following and acting', function () {
  this.timeout(30_000);

  it('gives all lines of a message as references', async () => {
    const editor = await show('story.log');
    const position = await put(editor, 'status=bounced');
    const references = await ask<vscode.Location[]>('ReferenceProvider', editor.document.uri, position);
    equal(
      references.map(({ range }) => range.start.line),
      [0, 1, 2, 4],
    );
  });

  it('shows the story as a peek, from the cursor and from a place', async () => {
    const editor = await show('story.log');
    const position = await put(editor, 'status=bounced');
    await run('showStory');
    await run('showStory', { uri: editor.document.uri.toString(), offset: editor.document.offsetAt(position) });
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('leads from a report to the log line, when both are open', async () => {
    await show('story.log');
    const mail = await show('report-of-story.eml');
    const position = await put(mail, '4F5520');
    const found = await ask<vscode.Location[]>('DefinitionProvider', mail.document.uri, position);
    equal(
      found.map(({ uri, range }) => [uri.path.split('/').at(-1), range.start.line]),
      [['story.log', 0]],
    );
  });

  it('outlines the failures of a log and the parts of a mail', async () => {
    const log = await show('three-and-more.log');
    const failures = await ask<vscode.DocumentSymbol[]>('DocumentSymbolProvider', log.document.uri);
    equal(
      failures.map(({ name, detail, range }) => [name, detail, range.start.line]),
      [
        ['a@b.example', "The recipient's address does not exist there", 2],
        ['a@b.example', "The recipient's mailbox is full", 4],
        ['a@b.example', "The recipient's mailbox is full", 5],
      ],
    );
    const mail = await show('postfix-mailbox-full.eml');
    const parts = await ask<vscode.DocumentSymbol[]>('DocumentSymbolProvider', mail.document.uri);
    equal(
      parts.map(({ name }) => name),
      ['1 text/plain', '2 message/delivery-status', '3 message/rfc822'],
    );
    ok(
      parts.every(({ range }, index) => range.start.line > (parts[index - 1]?.range.end.line ?? -1)),
      'one behind the other',
    );
  });

  it("folds a mail's parts and a message's lines", async () => {
    const mail = await show('postfix-mailbox-full.eml');
    ok((await ask<vscode.FoldingRange[]>('FoldingRangeProvider', mail.document.uri)).length >= 3, 'parts of a mail');
    const log = await show('names/mail.log.1');
    equal((await ask<vscode.FoldingRange[]>('FoldingRangeProvider', log.document.uri)).length, 0, 'one line');
    const story = await show('names/mail.warn.1');
    const folds = await ask<vscode.FoldingRange[]>('FoldingRangeProvider', story.document.uri);
    equal(
      folds.map(({ start, end }) => [start, end]),
      [[0, 2]],
    );
  });

  it('puts lenses above the first line of a failed message where they are wanted', async () => {
    const { document } = await show('three-and-more.log');
    const lenses = async (): Promise<readonly (readonly unknown[])[]> =>
      (await ask<vscode.CodeLens[]>('CodeLensProvider', document.uri, 100)).map(({ range, command }) => [range.start.line, command?.title]);
    equal(await lenses(), [], 'not by default');
    await setting('codeLens', true);
    await becomes(async () => (await lenses()).length === 4, 'two lenses for each of two messages');
    equal((await lenses())[0], [2, "The recipient's address does not exist there"]);
    await setting('codeLens', undefined);
  });

  it('lists the bounces of a mail as problems, and of a log only where that is wanted', async () => {
    const { document } = await show('postfix-mailbox-full.eml');
    const problems = (uri: vscode.Uri): readonly string[] => vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    await becomes(() => problems(document.uri).length === 1, 'one problem');
    ok(problems(document.uri)[0]?.includes("The recipient's mailbox is full"), String(problems(document.uri)));
    const log = await show('three-and-more.log');
    await new Promise((resolve) => setTimeout(resolve, 300));
    equal(problems(log.document.uri), []);
    await setting('problems', 'all');
    await becomes(() => problems(log.document.uri).length === 3, 'three problems');
    await setting('problems', 'off');
    await becomes(() => problems(log.document.uri).length === 0 && problems(document.uri).length === 0, 'none');
    await setting('problems', undefined);
  });

  it('answers anywhere in the reply, and for what an encoded part encodes', async () => {
    const log = await show('three-and-more.log');
    const hovers = async (document: vscode.TextDocument, position: vscode.Position): Promise<string> =>
      (await ask<vscode.Hover[]>('HoverProvider', document.uri, position))
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .join('\n');
    ok((await hovers(log.document, await put(log, 'Recipient address rejected'))).includes('does not exist there'), 'in the words');
    const mail = await show('encoded.eml');
    ok(!mail.document.getText().includes('550 5.1.1'), 'the code is encoded');
    const line = mail.document
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith('PGtpbUBi'));
    ok((await hovers(mail.document, new vscode.Position(line, 74))).startsWith('### '), 'a hover over base64');
  });

  it('peeks at what a mail says, decoded, in a document of its own', async () => {
    await show('encoded.eml');
    await run('peekDecoded');
    await becomes(
      () =>
        vscode.workspace.textDocuments.some(({ uri, getText }) => uri.scheme === 'bounce-lens-decoded' && /550 5\.1\.1/.test(getText())),
      'the decoded text',
    );
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('copies a sample that names nobody', async () => {
    const log = await show('three-and-more.log');
    await put(log, '550 5.1.1');
    await run('copyRedactedSample');
    const sample = await vscode.env.clipboard.readText();
    ok(/0A0001: to=<user1@b\.example>/.test(sample) && sample.includes('550 5.1.1'), sample);
  });

  it('writes a rule from a line into the workspace, which then explains that line', async () => {
    const log = await show('three-and-more.log');
    const position = await put(log, '550 5.1.1');
    const started = run('startTeamRule');
    // The first row is the reason as it stands; the name is offered.
    for (let step = 0; step < 2; step++) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    await started;
    const file = uriOf('.bounce-lens/user-unknown.yml');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    ok(text.includes('reason: user-unknown') && text.includes('Recipient address rejected: User unknown'), text);
    equal(
      vscode.languages.getDiagnostics(file).map(({ message }) => message),
      [],
    );
    await show('three-and-more.log');
    await becomes(async () => {
      const hovers = await ask<vscode.Hover[]>('HoverProvider', log.document.uri, position);
      const told = hovers.flatMap(({ contents }) => contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')));
      return told.some((text) => text.replaceAll('\\', '').includes('user-unknown/user-unknown'));
    }, 'the own rule answers');
    await vscode.workspace.fs.delete(uriOf('.bounce-lens'), { recursive: true });
  });
});
