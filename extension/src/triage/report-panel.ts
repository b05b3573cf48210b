/** The report in a web view: a page of our own, which may run one script of the package and reach nothing. */
import { type Grouping, groupings, makeReport, type ReportPage, reportPage, type Texts, type TriageRecord } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { pageFrame, pageOptions } from '../web-page.ts';
import { saveText } from './export.ts';

export interface ReportContent {
  readonly records: readonly TriageRecord[];
  readonly source: string;
  readonly texts: Texts;
}
export interface ReportParts {
  readonly extensionUri: vscode.Uri;
  readonly content: () => Promise<ReportContent>;
  /** A row was chosen: by what is grouped, and which group. */
  readonly onChoose: (by: Grouping, value: string) => void;
}
export interface ReportPanel extends vscode.Disposable {
  show(): Promise<void>;
  /** What it shows has changed. */
  renew(): void;
}

/** A report that is being read anew is drawn this often. */
const quietMilliseconds = 1_500;

export function createReportPanel(parts: ReportParts): ReportPanel {
  let panel: vscode.WebviewPanel | undefined;
  let timer: number | undefined;
  const post = async (): Promise<void> => {
    timer = undefined;
    if (panel === undefined) return;
    const page = await pageOf(parts);
    panel.title = page.title;
    await panel.webview.postMessage(page);
  };
  const listen = async (message: unknown): Promise<void> => {
    const { kind, table, row, html }: Readonly<Record<string, unknown>> = Object(message);
    if (kind === 'ready') await post();
    const by = groupings.find((one) => one === table);
    if (kind === 'choose' && by !== undefined && typeof row === 'string') parts.onChoose(by, row);
    if (kind === 'print' && typeof html === 'string') await saveForPrinting(html);
  };
  return {
    async show() {
      if (panel === undefined) {
        panel = openPanel(parts.extensionUri);
        panel.webview.onDidReceiveMessage(listen);
        panel.onDidDispose(() => {
          panel = undefined;
        });
        return;
      }
      panel.reveal();
      await post();
    },
    renew() {
      if (panel !== undefined) timer ??= setTimeout(() => void post(), quietMilliseconds);
    },
    dispose() {
      clearTimeout(timer);
      panel?.dispose();
    },
  };
}
async function pageOf({ content }: ReportParts): Promise<ReportPage> {
  const { records, source, texts } = await content();
  return reportPage(makeReport(records), texts, source);
}

function openPanel(extensionUri: vscode.Uri): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel('bounceLens.report', vscode.l10n.t('Bounce report'), vscode.ViewColumn.Active, {
    ...pageOptions(extensionUri),
    enableFindWidget: true,
    retainContextWhenHidden: true,
  });
  panel.webview.html = pageFrame(panel.webview, extensionUri, 'report.js');
  return panel;
}
/** A web view has no printer: the page is saved as it stands, and the browser that opens it prints it. */
async function saveForPrinting(html: string): Promise<void> {
  const saved = await saveText(html, 'bounce-report.html');
  // A browser of this machine opens no file of another.
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  if (saved?.scheme === 'file' && isHere) await vscode.env.openExternal(saved);
}
