/** The page of the report: draws what the host sends, tells the host what was chosen. */
import type { ReportPage } from '@bounce-lens/shared';
import { renderReport, viewStyle } from '@bounce-lens/shared/view';
import { themed } from './theme.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

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
