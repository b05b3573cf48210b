/** Runs inside VS Code's extension host, the Node one and the web worker: the extension by VS Code's own API. */
import * as vscode from 'vscode';
import { teamPack } from '../odd-files.ts';
import { becomes, equal, ok, uriOf } from './host-kit.ts';

const id = 'bounce-lens.bounce-lens';
const deadline = 20_000;

async function openFile(name: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(uriOf(name));
}

/** Our hovers at a place of a document. */
async function hoversAt(
  document: vscode.TextDocument,
  offset: number,
): Promise<readonly { readonly text: string; readonly markdown: vscode.MarkdownString; readonly range: vscode.Range | undefined }[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset),
  );
  return hovers.flatMap(({ contents, range }) =>
    contents.flatMap((content) =>
      content instanceof vscode.MarkdownString && content.value.startsWith('### ')
        ? [{ text: content.value, markdown: content, range }]
        : [],
    ),
  );
}

async function hoverOver(
  document: vscode.TextDocument,
  text: string,
): Promise<{ readonly text: string; readonly markdown: vscode.MarkdownString; readonly range: vscode.Range | undefined }> {
  const offset = document.getText().indexOf(text);
  ok(offset >= 0, `the document does not hold ${text}`);
  const [hover] = await hoversAt(document, offset + 1);
  if (hover === undefined) throw new Error(`no hover over ${text} in ${document.uri.path}`);
  return hover;
}

function writePack(name: string, text: string): Thenable<void> {
  return vscode.workspace.fs.writeFile(
    uriOf(`.bounce-lens/${name}`),
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
  );
}

/** The extension's manifest, as VS Code knows it. */
function contributedCommands(): readonly string[] {
  const manifest: unknown = vscode.extensions.getExtension(id)?.packageJSON;
  const { contributes } = Object(manifest);
  return contributes.commands.map(({ command }: { command: string }) => command);
}

describe('Bounce Lens in the extension host', function () {
  this.timeout(deadline);

  // VS Code keeps what was typed and not saved, and would show it to the next test.
  after(async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled)) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('is activated by a mail log', async () => {
    const extension = vscode.extensions.getExtension(id);
    ok(extension !== undefined, 'the extension is installed');
    await vscode.window.showTextDocument(await openFile('one-refusal.log'));
    // VS Code asks no provider that is still on its way.
    await becomes(() => extension?.isActive === true, 'the extension is active');
    await hoverOver(await openFile('one-refusal.log'), '5.1.1');
    ok(extension?.isActive, 'the extension is active');
  });

  it('has registered every command of its manifest, and no other', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(
      // VS Code makes commands of its own for each view.
      (command) => command.startsWith('bounceLens.') && !command.startsWith('bounceLens.bounces.'),
    );
    equal([...registered].sort(), [...contributedCommands()].sort());
  });

  it('explains a code: trusted for its own commands only, HTML off, at the very characters', async () => {
    const document = await openFile('one-refusal.log');
    const { text, markdown, range } = await hoverOver(document, '550 5.1.1');
    ok(text.startsWith("### The recipient\\'s address does not exist there"), text);
    equal(range && document.getText(range), '550');
    equal(markdown.supportHtml === true, false, 'HTML');
    equal(markdown.supportThemeIcons === true, false, 'icons');
    ok(typeof markdown.isTrusted === 'object', 'trust is a list of commands');
  });

  it('says nothing beside the codes and the reply', async () => {
    const document = await openFile('one-refusal.log');
    for (const text of ['5501]', '4F5501', ':25', 'delay=0.55', 'Nov 21'])
      equal((await hoversAt(document, document.getText().indexOf(text) + 1)).length, 0, text);
  });

  it('offers the actions of the answer as code actions', async () => {
    const document = await openFile('one-refusal.log');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
    );
    const ours = actions.filter(({ command }) => command?.command.startsWith('bounceLens.'));
    equal(
      ours.map(({ title }) => title),
      [
        'Copy reply for the customer',
        'Copy escalation for the postmaster',
        'Copy summary',
        "Show this message's story",
        'Look up the IP address',
        'Copy reply in another language',
        'Copy redacted sample',
        'Wrong reason? Start a team rule',
      ],
    );
  });

  it('copies for a place it is given, and nothing for an argument that is none', async () => {
    const document = await openFile('one-refusal.log');
    await vscode.commands.executeCommand('bounceLens.copyCustomerReply', {
      uri: document.uri.toString(),
      offset: document.getText().indexOf('550 5.1.1'),
    });
    ok((await vscode.env.clipboard.readText()).startsWith('Your message to a@b.example could not be delivered'), 'the reply');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.env.clipboard.writeText('untouched');
    for (const argument of [
      'rm -rf',
      { uri: 7, offset: 0 },
      { uri: document.uri.toString(), offset: -1 },
      { uri: 'file:///nowhere', offset: 3 },
    ]) {
      await vscode.commands.executeCommand('bounceLens.copySummary', argument);
    }
    equal(await vscode.env.clipboard.readText(), 'untouched');
  });

  it('knows mail logs and mails by their names', async () => {
    for (const name of [
      'mail.log',
      'mail.err',
      'mail.warn',
      'mail.log.1',
      'maillog',
      'maillog-20261101',
      'mainlog',
      'mainlog.2',
      'rejectlog',
      'rejectlog-20261101',
      'paniclog',
    ]) {
      equal((await openFile(`names/${name}`)).languageId, 'mail-log', name);
    }
    equal((await openFile('postfix-mailbox-full.eml')).languageId, 'eml');
  });

  it('reads a real bounce', async () => {
    const document = await openFile('postfix-mailbox-full.eml');
    const { text } = await hoverOver(document, '552');
    ok(text.startsWith("### The recipient\\'s mailbox is full"), text);
  });

  it('reads the bytes of a mail that the editor could not decode', async () => {
    const document = await openFile('eight-bit.eml');
    ok(document.getText().includes('\uFFFD'), 'the editor shows U+FFFD');
    const { text } = await hoverOver(document, '550 5.1.1');
    ok(text.includes('Empf\u00E4nger unbekannt'), text);
  });

  it('reads what was typed into a new document', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '550 5.2.2 Mailbox full' });
    ok((await hoverOver(document, '5.2.2')).text.includes('mailbox is full'), 'the answer');
  });

  it('forgets the old text when a document changes', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '550 5.2.2 Mailbox full' });
    await hoverOver(document, '5.2.2');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 0, document.getText().length), 'Good morning to you all');
    await vscode.workspace.applyEdit(edit);
    equal((await hoversAt(document, 5)).length, 0);
  });

  it('counts a lone carriage return as the editor does', async () => {
    const document = await openFile('line-ends.log');
    equal(document.lineCount, 4);
    for (const code of ['552', '5.2.2', '5.7.1']) equal(document.getText((await hoverOver(document, code)).range), code);
  });

  it('reads a document of megabytes where it is looked at', async () => {
    const document = await openFile('long.log');
    ok(document.getText().length > 2_000_000, 'it is long');
    const offset = document.getText().lastIndexOf('550 5.1.1');
    const [hover] = await hoversAt(document, offset + 1);
    equal(hover?.range && document.offsetAt(hover.range.start), offset);
    equal((await hoversAt(document, 100)).length, 0);
  });

  it('answers in the language that is set, and in its own again', async () => {
    const document = await openFile('one-refusal.log');
    const title = (await hoverOver(document, '550 5.1.1')).text.split('\n')[0];
    const settings = vscode.workspace.getConfiguration('bounceLens');
    await settings.update('language', 'de', vscode.ConfigurationTarget.Global);
    await becomes(async () => (await hoverOver(document, '550 5.1.1')).text.includes('Empf\u00E4nger'), 'German');
    await settings.update('language', undefined, vscode.ConfigurationTarget.Global);
    await becomes(async () => (await hoverOver(document, '550 5.1.1')).text.split('\n')[0] === title, 'English');
  });

  it('lives with a profile that cannot be read', async () => {
    const settings = vscode.workspace.getConfiguration('bounceLens');
    await settings.update('profile', { networks: ['office'], hosts: 5 }, vscode.ConfigurationTarget.Global);
    await new Promise((resolve) => setTimeout(resolve, 500));
    ok((await hoverOver(await openFile('one-refusal.log'), '550 5.1.1')).text.startsWith('### '), 'the answer');
    await settings.update('profile', undefined, vscode.ConfigurationTarget.Global);
  });

  it("takes the workspace's packs as they come, change and go, and shows a fault at its line", async () => {
    const document = await openFile('on-ice.txt');
    const answer = async (): Promise<string> => (await hoverOver(document, '5.7.9')).text;
    const faults = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uriOf('.bounce-lens/faulty.yml'));
    ok(!(await answer()).includes('Call Ann'), 'no pack yet');
    await writePack('acme.yml', teamPack);
    await becomes(async () => (await answer()).includes('Call Ann in billing'), 'the step of the pack');
    await writePack('faulty.yml', teamPack.replace('mailbox-disabled', 'no-such'));
    await becomes(() => faults().length > 0, 'a fault is shown');
    equal(
      faults().map(({ range, message, source }) => [
        range.start.line,
        range.start.character,
        range.end.character,
        message.slice(0, 27),
        source,
      ]),
      [[4, 12, 19, 'there is no reason "no-such', 'Bounce Lens']],
    );
    ok((await answer()).includes('Call Ann in billing'), 'the sound pack still holds');
    await writePack('faulty.yml', teamPack.replaceAll('on ice', 'on fire'));
    await becomes(() => faults().length === 0, 'the fault is mended');
    await vscode.workspace.fs.delete(uriOf('.bounce-lens'), { recursive: true });
    await becomes(async () => !(await answer()).includes('Call Ann'), 'the pack is gone');
  });

  for (const name of ['empty.log', 'empty.eml', 'binary.log', 'one-line.log']) {
    it(`bears ${name}`, async () => {
      const document = await openFile(name);
      await vscode.window.showTextDocument(document);
      const began = Date.now();
      await hoversAt(document, 10);
      ok(Date.now() - began < 5000, `answered after ${Date.now() - began} ms`);
    });
  }

  it('changes nothing: no document is dirty but those typed here', () => {
    equal(
      vscode.workspace.textDocuments.filter(({ isDirty, isUntitled }) => isDirty && !isUntitled).map(({ uri }) => uri.path),
      [],
    );
  });
});
