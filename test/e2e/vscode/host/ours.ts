/** Inside the extension host: what is ours decides whose move it is and how a customer is written to; lists are answered by keys. */
import * as vscode from 'vscode';
import { becomes, equal, ok, show } from './host-kit.ts';

const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`bounceLens.${command}`);
const profile = (value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('bounceLens').update('profile', value, vscode.ConfigurationTarget.Global);

/** The cursor on a text of a file. */
async function at(name: string, text: string): Promise<{ readonly editor: vscode.TextEditor; readonly position: vscode.Position }> {
  const editor = await show(name);
  const offset = editor.document.getText().indexOf(text);
  ok(offset >= 0, `${text} in ${name}`);
  const position = editor.document.positionAt(offset + 1);
  editor.selection = new vscode.Selection(position, position);
  return { editor, position };
}
async function hoverAt({ document }: vscode.TextEditor, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : ''))).join('\n');
}
/** A list that a command shows is answered with its first row. */
async function takeFirst(command: string, taken: () => Promise<boolean> | boolean): Promise<void> {
  const answered = run(command);
  await becomes(async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return taken();
  }, `the first row of ${command}`);
  await answered;
}

describe('what is ours', function () {
  this.timeout(30_000);

  it('decides whose move it is, and is forgotten with the setting', async () => {
    const { editor, position } = await at('line-ends.log', '550 5.7.1');
    ok(!(await hoverAt(editor, position)).includes('our own administrator'), 'nothing is ours yet');
    await profile({ hosts: ['mx.b.example'], networks: ['203.0.113.0/24'] });
    await becomes(async () => (await hoverAt(editor, position)).includes('our own administrator'), 'our server refused');
    await profile(undefined);
    await becomes(async () => !(await hoverAt(editor, position)).includes('our own administrator'), 'as before');
  });

  it('signs the reply to a customer, in the language that they are written to', async () => {
    await at('one-refusal.log', '550 5.1.1');
    await profile({ replyLanguage: 'de', signature: 'Ann Example\nSupport' });
    await becomes(async () => {
      await run('copyCustomerReply');
      const reply = await vscode.env.clipboard.readText();
      return /^Ihre Nachricht/.test(reply) && reply.trimEnd().endsWith('Ann Example\nSupport');
    }, 'a German reply with the signature');
    await profile(undefined);
  });

  it('copies the reply in a language that is chosen', async () => {
    await at('one-refusal.log', '550 5.1.1');
    await vscode.env.clipboard.writeText('');
    await takeFirst('copyReplyIn', async () => (await vscode.env.clipboard.readText()).includes('a@b.example'));
  });

  it('lists the story of a message and goes to a line of it', async () => {
    const { editor } = await at('story.log', 'status=bounced');
    equal(editor.selection.active.line, 4);
    await takeFirst('listStory', () => vscode.window.activeTextEditor?.selection.active.line === 0);
  });

  it('answers for what a quoted-printable part encodes', async () => {
    const { editor, position } = await at('quoted.eml', '=35=350');
    ok((await hoverAt(editor, position)).includes('does not exist there'), 'over the encoded code');
  });
});
