/** What an encoded bounce says, as a read-only document of its own, peeked at or opened. */
import { type ViewedMail, type ViewedPart, viewMails } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { answerFor, sayInStatusBar } from '../answer-place.ts';
import type { Answers } from '../answers.ts';
import { commandIds } from '../command-ids.ts';
import { readingOf } from '../recognise.ts';

export const decodedScheme = 'bounce-lens-decoded';

/** Headers a reader looks for; the rest is in the source. */
const shownHeaders = new Set(['from', 'to', 'cc', 'subject', 'date', 'message-id', 'x-failed-recipients', 'auto-submitted', 'return-path']);

export function registerDecoded(answers: Answers): vscode.Disposable {
  const contents = new Map<string, string>();
  const provider: vscode.TextDocumentContentProvider = { provideTextDocumentContent: (uri) => contents.get(uri.toString()) ?? '' };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(decodedScheme, provider),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => contents.delete(uri.toString())),
    vscode.commands.registerCommand(commandIds.peekDecoded, async () => {
      const editor = vscode.window.activeTextEditor;
      const content = editor && (await contentOf(editor.document, answers));
      if (editor === undefined || content === undefined) return sayInStatusBar(vscode.l10n.t('Bounce Lens: nothing to decode here'));
      const name = editor.document.uri.path.split('/').at(-1) ?? 'bounce';
      const uri = vscode.Uri.from({ scheme: decodedScheme, path: `/${name}.txt`, query: String(editor.document.version) });
      contents.set(uri.toString(), content);
      const target = new vscode.Location(uri, new vscode.Position(0, 0));
      await vscode.commands.executeCommand('editor.action.peekLocations', editor.document.uri, editor.selection.active, [target], 'peek');
    }),
  );
}

/** A mail's headers and texts; of anything else the answer at the cursor. */
async function contentOf(document: vscode.TextDocument, answers: Answers): Promise<string | undefined> {
  const mails = readingOf(document.languageId) === 'log' ? [] : viewMails({ text: document.getText(), name: document.uri.path });
  if (mails.length > 0) return mails.map((mail) => mailText(mail)).join('\n\n');
  return (await answerFor(answers, undefined))?.diagnosis.summary;
}

function mailText({ headers, parts }: ViewedMail): string {
  const shown = headers.filter(({ name }) => shownHeaders.has(name)).map(({ name, text }) => `${nameOf(name)}: ${text}`);
  return [shown.join('\n'), ...parts.map(partText)].filter((text) => text !== '').join('\n\n');
}
function partText({ path, mediaType, name, text, mail }: ViewedPart): string {
  const rule = `──── ${path} ${mediaType}${name === undefined ? '' : ` ${name}`} ────`;
  return [rule, mail === undefined ? text.trimEnd() : mailText(mail)].join('\n');
}
function nameOf(header: string): string {
  return header.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
