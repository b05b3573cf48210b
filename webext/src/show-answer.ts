/** The menu was used: explain what is selected, else what the page shows. */
import { answersTo, worthTelling } from './answers.ts';
import { type Batches, breath, createBatches } from './batches.ts';
import type { Anchored, Card } from './card.ts';
import { inOutermost, outermost } from './frames.ts';
import { limits } from './limits.ts';
import { ask } from './messages.ts';
import { openPageReader } from './page-text.ts';
import type { Box } from './place.ts';
import { readInBatches, readPages } from './read-pages.ts';

const asked = { length: limits.askedLength, elements: limits.askedElements };
const batchesIn = (view: Window) => createBatches(limits.askedBatch, () => breath(view));

/** `said`: what the browser calls the selection; it has it also where the page's own selection cannot be read (a text field). */
export function showAnswer(view: Window, said: string | undefined, card: Card): Promise<void> {
  return card.openWhen(answerIn(view, said), true);
}

async function answerIn(view: Window, said: string | undefined): Promise<Anchored> {
  const text = await selectedIn(view, said);
  return text.trim() === '' ? answerOfPage(outermost(view)) : answerOfSelection(view, text);
}

/** The selected text as it is seen, else as the browser gives it; empty where nothing is selected. */
export async function selectedIn(view: Window, said: string | undefined): Promise<string> {
  const selected = await selectedText(view);
  return selected.trim() !== '' ? selected : (said ?? '');
}

async function selectedText(view: Window): Promise<string> {
  const selection = view.getSelection();
  if (selection === null || selection.isCollapsed) return '';
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  return (await Promise.all(ranges.map((range) => textIn(range, batchesIn(view))))).join('\n');
}

async function textIn(range: Range, batches: Batches): Promise<string> {
  const { commonAncestorContainer: common } = range;
  const root = isElement(common) ? common : common.parentElement;
  if (root === null) return '';
  return (await readInBatches(openPageReader(root, { ...asked, within: range }), batches)).text;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

async function answerOfSelection(view: Window, text: string): Promise<Anchored> {
  const analysis = await ask('analyze', { text, purpose: 'picked' });
  const content = await answersTo(worthTelling(analysis), 'selection');
  return { content: { ...content, source: text }, anchor: placeOfSelection(view) };
}

async function answerOfPage(outer: Window): Promise<Anchored> {
  const texts = (await readPages(outer, { ...asked, batches: batchesIn(outer) }))
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .filter(({ text }) => text !== '');
  const analyses = await Promise.all(texts.map(({ text }) => ask('analyze', { text, purpose: 'page' })));
  const content = await answersTo(analyses.flatMap(worthTelling), 'page');
  const [first] = texts.flatMap((text, index) => analyses[index]?.marks.flatMap((mark) => text.rangesOf(mark.span)) ?? []);
  const source = texts
    .filter((_text, index) => analyses[index]?.verdicts.length)
    .map(({ text }) => text)
    .join('\n\n');
  return { content: { ...content, source }, anchor: visiblePlace(outer, first) };
}

function placeOfSelection(view: Window): Box {
  const selection = view.getSelection();
  const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(selection.rangeCount - 1) : undefined;
  const box = range?.getBoundingClientRect();
  const focused = view.document.activeElement?.getBoundingClientRect();
  const chosen = box !== undefined && box.height > 0 ? box : focused;
  return chosen === undefined ? corner(outermost(view)) : inOutermost(chosen, view);
}

function visiblePlace(outer: Window, range: Range | undefined): Box {
  const view = range?.startContainer.ownerDocument?.defaultView ?? null;
  const box = range === undefined ? undefined : inOutermost(range.getBoundingClientRect(), view);
  const visible = box !== undefined && box.height > 0 && box.y >= 0 && box.y + box.height <= outer.innerHeight;
  return visible ? box : corner(outer);
}

/** Top right: where nothing is pointed at, the card covers least there. */
function corner(outer: Window): Box {
  return { x: outer.innerWidth, y: 0, width: 0, height: 0 };
}
