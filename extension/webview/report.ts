/** The page of the report: draws what the host sends, tells the host what was chosen. */
import type { ReportPage } from '@bounce-lens/shared';
import { renderReport, viewStyle } from '@bounce-lens/shared/view';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** The theme of the window, in the view's words. */
const themed = `
body { padding: 0; font-size: var(--vscode-font-size); background: var(--vscode-editor-background);
  --bl-text: var(--vscode-editor-foreground); --bl-background: var(--vscode-editor-background); --bl-font: var(--vscode-font-family);
  --bl-accent: var(--vscode-textLink-foreground); --bl-focus: var(--vscode-focusBorder);
  --bl-control: var(--vscode-dropdown-background); --bl-border: var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-editor-foreground) 25%, transparent));
  --bl-undelivered: var(--vscode-bounceLens-permanentFailure); --bl-delivered-later: var(--vscode-bounceLens-deferral);
  --bl-inbound-reject: var(--vscode-bounceLens-delayedNotice); }
body.vscode-high-contrast, body.vscode-high-contrast-light { --bl-border: var(--vscode-contrastBorder); --bl-muted: var(--vscode-editor-foreground); }
`;

const host = acquireVsCodeApi();
const sheet = new CSSStyleSheet();
sheet.replaceSync(themed + viewStyle);
document.adoptedStyleSheets = [sheet];

/** Drawn anew, the page stays where its reader is: what was chosen, what has the focus, how far it was scrolled. */
function draw(page: ReportPage): void {
  const { scrollY } = globalThis;
  const chosen = document.querySelector('select')?.value;
  const isFocused = document.activeElement instanceof HTMLSelectElement;
  const report = renderReport(document, page, {
    onChoose: (table, row) => host.postMessage({ kind: 'choose', table, row }),
    onPrint: () => host.postMessage({ kind: 'print', html: asFile(page) }),
  });
  document.title = page.title;
  document.querySelector('main')?.remove();
  document.body.append(report);
  const choice = report.querySelector('select');
  if (choice !== null && chosen !== undefined && [...choice.options].some(({ value }) => value === chosen)) {
    choice.value = chosen;
    choice.dispatchEvent(new Event('change'));
    if (isFocused) choice.focus();
  }
  globalThis.scrollTo(0, scrollY);
}

/** The report as a page that stands alone: serialised nodes, so that every text in it is escaped. No script. */
function asFile(page: ReportPage): string {
  const alone = document.implementation.createHTMLDocument(page.title);
  alone.documentElement.lang = page.language;
  const style = alone.createElement('style');
  style.textContent = viewStyle;
  const charset = alone.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  alone.head.prepend(charset);
  alone.head.append(style);
  alone.body.append(renderReport(alone, page));
  return `<!DOCTYPE html>\n${new XMLSerializer().serializeToString(alone.documentElement)}`;
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ReportPage>) => draw(data));
host.postMessage({ kind: 'ready' });
