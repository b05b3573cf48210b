/** A mail's bounce as cards, one a recipient: an optional, read-only editor; the text stays the default. */
import { type BouncePage, bounceCard, type Diagnosis, type Lens, type ViewedMail, viewMails } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { sayInStatusBar } from '../answer-place.ts';
import { commandIds } from '../command-ids.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { plainLabel } from '../plain-label.ts';
import { pageFrame, pageOptions } from '../web-page.ts';

const viewType = 'bounceLens.preview';
/** A larger file is no mail that somebody reads. */
const mostBytes = 30_000_000;
const mostCards = 200;

export function registerBouncePreview({ extensionUri }: vscode.ExtensionContext, keeper: LensKeeper): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    async resolveCustomEditor({ uri }, panel) {
      await drawPreview(panel, uri, { extensionUri, keeper });
    },
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(viewType, provider, { supportsMultipleEditorsPerDocument: true }),
    vscode.commands.registerCommand(commandIds.openPreview, async () => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      if (uri !== undefined) await vscode.commands.executeCommand('vscode.openWith', uri, viewType, vscode.ViewColumn.Beside);
    }),
  );
}

interface Parts {
  readonly extensionUri: vscode.Uri;
  readonly keeper: LensKeeper;
}
async function drawPreview(panel: vscode.WebviewPanel, uri: vscode.Uri, { extensionUri, keeper }: Parts): Promise<void> {
  const { webview } = panel;
  webview.options = pageOptions(extensionUri);
  let drawn: readonly Diagnosis[] = [];
  let turns = 0;
  const draw = async (): Promise<void> => {
    turns += 1;
    const turn = turns;
    const read = await readBounce(uri, await keeper.lens());
    const { language } = await keeper.texts();
    // A later one reads a newer file, or by a newer lens.
    if (turn !== turns) return;
    drawn = read.diagnoses;
    await webview.postMessage(pageOf(read, language));
  };
  const listening = vscode.Disposable.from(
    webview.onDidReceiveMessage(async (message: unknown) => {
      const { kind, card }: Readonly<Record<string, unknown>> = Object(message);
      if (kind === 'ready') await draw();
      const diagnosis = kind === 'copy' && typeof card === 'number' ? drawn[card] : undefined;
      if (diagnosis !== undefined) await copyReply(diagnosis);
    }),
    keeper.onDidChange(() => void draw()),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.uri.toString() === uri.toString()) void draw();
    }),
  );
  panel.onDidDispose(() => listening.dispose());
  webview.html = pageFrame(webview, extensionUri, 'bounce.js');
}

interface ReadBounce {
  readonly mail?: ViewedMail;
  readonly diagnoses: readonly Diagnosis[];
}
async function readBounce(uri: vscode.Uri, lens: Lens): Promise<ReadBounce> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > mostBytes) return { diagnoses: [] };
    const bytes = await vscode.workspace.fs.readFile(uri);
    const source = { text: new TextDecoder().decode(bytes), bytes, name: uri.path };
    const [mail] = viewMails(source);
    const { verdicts } = lens.analyze(source, { as: 'mail' });
    return { ...(mail && { mail }), diagnoses: verdicts.slice(0, mostCards).map((verdict) => lens.explain(verdict)) };
  } catch {
    return { diagnoses: [] };
  }
}

function pageOf({ mail, diagnoses }: ReadBounce, language: string): BouncePage {
  const header = (name: string): string => mail?.headers.find((one) => one.name === name)?.text ?? '';
  // The subject is the title.
  const shown: readonly (readonly [name: string, text: string])[] = [
    [vscode.l10n.t('From'), header('from')],
    [vscode.l10n.t('To'), header('to')],
    [vscode.l10n.t('Date'), header('date')],
  ];
  return {
    language,
    title: header('subject') || 'Bounce Lens',
    headers: shown.filter(([, text]) => text !== '').map(([name, text]) => [name, text.slice(0, 500)]),
    cards: diagnoses.map(bounceCard),
    words: {
      nothing: vscode.l10n.t('Nothing in this mail tells of a delivery that failed.'),
      reply: vscode.l10n.t('Reply for the customer'),
      copy: vscode.l10n.t('Copy reply for the customer'),
    },
  };
}

async function copyReply({ customerReply, title }: Diagnosis): Promise<void> {
  await vscode.env.clipboard.writeText(customerReply);
  sayInStatusBar(vscode.l10n.t('$(check) Copied: {0}', plainLabel(title)));
}
