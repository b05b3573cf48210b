/** The page of one bounce: draws what the host sends, tells the host which reply is wanted. */
import type { BouncePage } from '@bounce-lens/shared';
import { bounceStyle, renderBounce } from '@bounce-lens/shared/view';
import { themed } from './theme.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const host = acquireVsCodeApi();
const sheet = new CSSStyleSheet();
sheet.replaceSync(themed + bounceStyle);
document.adoptedStyleSheets = [sheet];

globalThis.addEventListener('message', ({ data }: MessageEvent<BouncePage>) => {
  document.querySelector('main')?.remove();
  document.body.append(renderBounce(document, data, { onCopy: (card) => host.postMessage({ kind: 'copy', card }) }));
});
host.postMessage({ kind: 'ready' });
