/** Annotation of a site the user enabled: what is recognised is marked, and explained on hover, click and key. */
import type { Analysis } from '@bounce-lens/shared';
import { countOf, worthTelling } from './answers.ts';
import { createBatches, idle } from './batches.ts';
import type { Anchored, Card } from './card.ts';
import { type Drawn, placeOf } from './drawn.ts';
import { createPainter } from './highlight.ts';
import { createHover } from './hover.ts';
import { limits } from './limits.ts';
import { ask } from './messages.ts';
import { createOverlay } from './overlay.ts';
import { lookAt } from './pick-adapter.ts';
import { type ReadPage, type ReadRoot, readPages } from './read-pages.ts';
import type { ReplyBoxes } from './reply-box.ts';
import { type SelfCheck, selfCheck } from './self-check.ts';
import type { AnalyzedRoot, Summaries } from './summaries.ts';
import { type Pass, type Watched, watch } from './watch.ts';

export interface Annotating {
  /** What was read last, for the popup. */
  check(): SelfCheck;
}
/** What the script of a page has, annotating or not. */
export interface Used {
  readonly card: Card;
  readonly boxes: ReplyBoxes;
  /** What sums up what was read. */
  readonly summaries: Summaries;
}
interface State {
  pages: readonly ReadPage[];
  marks: readonly Drawn[];
  bounces: number;
}

/** Annotate `outer` and its frames until `signal`. */
export function annotate(outer: Window & typeof globalThis, { card, boxes, summaries }: Used, signal: AbortSignal): Annotating {
  const state: State = { pages: [], marks: [], bounces: 0 };
  const show = (mark: Drawn, asked: boolean) => void card.openWhen(answerOf(outer, mark), asked);
  const painter = createPainter(signal);
  const overlay = createOverlay(outer, (mark) => show(mark, true), signal);
  const hover = createHover(outer, { card, marks: () => state.marks, show }, signal);
  const followScroll = onceEach((page) => page.addEventListener('scroll', summaries.place, { capture: true, passive: true, signal }));
  const analyze = createAnalyzer();
  const pass = async ({ read, guard, follow }: Pass): Promise<number> => {
    const batches = createBatches(limits.batch, () => idle(outer, limits.idle));
    if (!read && isAsRead(state.pages)) {
      follow(watchedOf(state.pages));
      summaries.place();
      return batches.spent();
    }
    state.pages = await readPages(outer, { length: limits.annotatedLength, elements: limits.annotatedElements, batches, guard });
    if (signal.aborted) return 0;
    const { pages } = state;
    for (const { page } of pages) {
      hover.follow(page);
      followScroll(page);
      boxes.follow(page);
    }
    follow(watchedOf(pages));
    const roots = pages.flatMap((page) => page.texts).filter(({ text }) => text.text !== '');
    const asked = analyze(roots.map(({ text }) => text.text));
    const cost = batches.spent();
    const analyzed = withAnalyses(roots, await asked);
    if (signal.aborted) return cost;
    const resumed = performance.now();
    state.marks = analyzed.flatMap(drawnIn).slice(0, limits.marks);
    state.bounces = analyzed.reduce((sum, { analysis }) => sum + countOf(worthTelling(analysis)), 0);
    overlay.show(state.marks, painter.paint(state.marks));
    summaries.show(pages, analyzed).catch(() => undefined);
    return cost + performance.now() - resumed;
  };
  watch(outer, pass, signal);
  return { check: () => selfCheck(outer, state.pages, state.bounces) };
}

/** Do it for each page once. */
function onceEach(work: (page: Document) => void): (page: Document) => void {
  const done = new WeakSet<Document>();
  return (page) => {
    if (!done.has(page)) work(page);
    done.add(page);
  };
}

/** Are the messages still the same elements? Their words are watched by themselves. */
function isAsRead(pages: readonly ReadPage[]): boolean {
  return (
    pages.length > 0 &&
    pages.every(({ page, look }) => {
      const { roots } = lookAt(page);
      return roots.length === look.roots.length && roots.every((root, index) => root === look.roots[index]);
    })
  );
}

/** A page that is read whole is watched whole: its body may be replaced. */
function watchedOf(pages: readonly ReadPage[]): Watched {
  const whole = pages.filter(({ page, look }) => look.roots.some((root) => root === page.body));
  const roots = pages.flatMap(({ page, texts }) =>
    texts.flatMap(({ root, text }) => [root === page.body ? page : root, ...text.shadowRoots]),
  );
  return { pages: pages.map(({ page }) => page), looked: pages.filter((one) => !whole.includes(one)).map(({ page }) => page), roots };
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

function withAnalyses(roots: readonly ReadRoot[], analyses: readonly Analysis[]): readonly AnalyzedRoot[] {
  return roots.flatMap((root, index) => {
    const analysis = analyses[index];
    return analysis === undefined ? [] : [{ ...root, analysis }];
  });
}

function drawnIn({ text, analysis }: AnalyzedRoot): readonly Drawn[] {
  return analysis.marks.flatMap((mark) => {
    const verdict = analysis.verdicts[mark.verdict];
    const ranges = text.rangesOf(mark.span);
    if (verdict === undefined || ranges.length === 0) return [];
    const words = text.text.slice(mark.span.start, mark.span.end);
    return [{ verdict, outcome: mark.outcome, source: text.text, words, ranges }];
  });
}

async function answerOf(outer: Window, mark: Drawn): Promise<Anchored> {
  const diagnoses = await ask('explain', { verdicts: [mark.verdict] });
  const middle = { x: outer.innerWidth / 2, y: outer.innerHeight / 3, width: 0, height: 0 };
  return { content: { kind: 'answers', diagnoses, more: false, source: mark.source }, anchor: placeOf(mark) ?? middle };
}
