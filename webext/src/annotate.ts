/** Annotation of a site the user enabled: what is recognised is marked, and explained on hover, click and key. */
import type { Analysis } from '@bounce-lens/shared';
import type { Card } from './card.ts';
import { type Drawn, placeOf } from './drawn.ts';
import { createPainter } from './highlight.ts';
import { createHover } from './hover.ts';
import { limits } from './limits.ts';
import { ask } from './messages.ts';
import { createOverlay } from './overlay.ts';
import type { PageText } from './page-text.ts';
import { type ReadPage, readPages } from './read-pages.ts';
import { type Watch, watch } from './watch.ts';

/** Annotate `outer` and its frames until `signal`. */
export function annotate(outer: Window & typeof globalThis, card: Card, signal: AbortSignal): void {
  const drawn: { marks: readonly Drawn[] } = { marks: [] };
  const show = (mark: Drawn, asked: boolean) => void showMark(outer, card, mark, asked);
  const painter = createPainter(signal);
  const overlay = createOverlay(outer, (mark) => show(mark, true), signal);
  const hover = createHover(outer, { card, marks: () => drawn.marks, show }, signal);
  const analyze = createAnalyzer();
  const pass = async (watching: Watch): Promise<number> => {
    const began = performance.now();
    const pages = readPages(outer, limits.annotatedLength);
    for (const { page } of pages) hover.follow(page);
    for (const root of rootsOf(pages)) watching.observe(root);
    const cost = performance.now() - began;
    const marks = await marksOf(pages, analyze);
    if (signal.aborted) return cost;
    drawn.marks = marks;
    overlay.show(marks, painter.paint(marks));
    return cost;
  };
  watch(outer, pass, signal);
}

function rootsOf(pages: readonly ReadPage[]): readonly (Document | ShadowRoot)[] {
  return pages.flatMap(({ page, texts }) => [page, ...texts.flatMap((text) => text.shadowRoots)]);
}

/** Asks the background, but not again for a text it just answered. */
function createAnalyzer(): (texts: readonly string[]) => Promise<readonly Analysis[]> {
  const known = new Map<string, Promise<Analysis>>();
  const askFor = (text: string) => {
    const asked = ask('analyze', { text, purpose: 'unasked' });
    asked.catch(() => known.delete(text));
    return asked;
  };
  return (texts) => {
    for (const text of known.keys()) if (!texts.includes(text)) known.delete(text);
    for (const text of texts) if (!known.has(text)) known.set(text, askFor(text));
    return Promise.all(texts.map((text) => known.get(text)).filter((one) => one !== undefined));
  };
}

async function marksOf(
  pages: readonly ReadPage[],
  analyze: (texts: readonly string[]) => Promise<readonly Analysis[]>,
): Promise<readonly Drawn[]> {
  const texts = pages.flatMap((page) => page.texts).filter((text) => text.text !== '');
  const analyses = await analyze(texts.map((text) => text.text));
  return texts.flatMap((text, index) => drawnOf(text, analyses[index])).slice(0, limits.marks);
}

function drawnOf(text: PageText, analysis: Analysis | undefined): readonly Drawn[] {
  return (analysis?.marks ?? []).flatMap((mark) => {
    const verdict = analysis?.verdicts[mark.verdict];
    const ranges = text.rangesOf(mark.span);
    if (verdict === undefined || ranges.length === 0) return [];
    return [{ verdict, outcome: mark.outcome, words: text.text.slice(mark.span.start, mark.span.end), ranges }];
  });
}

async function showMark(outer: Window, card: Card, mark: Drawn, asked: boolean): Promise<void> {
  const diagnoses = await ask('explain', { verdicts: [mark.verdict] });
  const middle = { x: outer.innerWidth / 2, y: outer.innerHeight / 3, width: 0, height: 0 };
  card.open({ content: { kind: 'answers', diagnoses, more: false }, anchor: placeOf(mark) ?? middle, asked });
}
