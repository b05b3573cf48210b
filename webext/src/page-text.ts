/**
 * The text of a page as it is seen, and the way back: the only file that maps spans of that text to DOM ranges.
 *
 *     <p>550 5.1.1\n   User&nbsp;unknown</p><p>Reporting-MTA: …
 *     550 5.1.1 User unknown↵↵Reporting-MTA: …
 *
 * White space is collapsed as the page's style says, blocks begin lines, cells are set apart by a tab, hidden elements are left
 * out, and the trees of shadow roots stand where their hosts show them. Every character of the text but those separators
 * belongs to one character of one text node.
 */
import type { Span } from '@bounce-lens/shared';
import { limits } from './limits.ts';
import { isOwnHost } from './own-host.ts';
import { shadowRootOf } from './shadow-root.ts';

export interface PageText {
  readonly text: string;
  /** Was there more than `length` allowed? */
  readonly cut: boolean;
  /** Shadow roots met on the way; whoever watches the page watches them too. */
  readonly shadowRoots: readonly ShadowRoot[];
  /** Frames met on the way; their documents are texts of their own. */
  readonly frames: readonly HTMLIFrameElement[];
  /** The ranges that hold a span's characters: one for each tree (document, shadow root) it runs through. */
  rangesOf(span: Span): readonly Range[];
}
export interface Reading {
  /** Read no more than this many UTF-16 units. */
  readonly length: number;
  /** Look at no more than this many elements. */
  readonly elements: number;
  /** Read only what this range holds; editable text too, for the user pointed at it. */
  readonly within?: Range;
  /** Called with each shadow root before its words are read: whoever watches must watch from then on. */
  readonly met?: (root: ShadowRoot) => void;
}
/** A text that is read a little at a time. */
export interface PageReader {
  /** Read on while `more`; answers whether all is read. */
  read(more: () => boolean): boolean;
  /** What was read till now. */
  text(): PageText;
}

/** `length` units of `text` from `at` are those of `node` from `from`. */
interface Segment {
  readonly at: number;
  readonly node: Text;
  readonly from: number;
  readonly length: number;
}
/** A text in the making. `lines`, `tab`, `blank`: white space owed before the next character. */
interface Draft {
  readonly parts: string[];
  readonly segments: Segment[];
  readonly shadowRoots: ShadowRoot[];
  readonly frames: HTMLIFrameElement[];
  readonly length: number;
  readonly met: (root: ShadowRoot) => void;
  at: number;
  /** Elements that may still be looked at. */
  elements: number;
  endsLine: boolean;
  lines: number;
  tab: boolean;
  blank: boolean;
}
/** An element that is being read: what of it is still to come, and what follows it. */
interface Open {
  readonly nodes: Iterator<Node>;
  readonly place: Place;
  readonly close: (draft: Draft) => void;
}
interface Walk {
  readonly draft: Draft;
  /** The innermost last. */
  readonly open: Open[];
}
interface Place {
  readonly style: CSSStyleDeclaration;
  readonly within: Range | undefined;
  readonly depth: number;
}

const unread = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'textarea',
  'select',
  'option',
  'input',
  'object',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
]);
/** Words with single blanks between them: what a collapsing node shows unchanged. HTML's white space; U+00A0 is none. */
const unchangedRun = /[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*/g;
const collapsible = /[ \t\n\r\f]/;

/** Read what `root` shows, at once. */
export function readPageText(root: Element, reading: Reading): PageText {
  const reader = openPageReader(root, reading);
  reader.read(() => true);
  return reader.text();
}

/** Begin to read what `root` shows. The page may change between two readings: what is gone then has no range. */
export function openPageReader(root: Element, { length, elements, within, met = () => undefined }: Reading): PageReader {
  const draft: Draft = {
    parts: [],
    segments: [],
    shadowRoots: [],
    frames: [],
    length,
    met,
    at: 0,
    elements,
    endsLine: true,
    lines: 0,
    tab: false,
    blank: false,
  };
  const walk: Walk = { draft, open: [] };
  enter(walk, root, within, 0);
  return { read: (more) => readOn(walk, more), text: () => mapped(draft) };
}

function mapped(draft: Draft): PageText {
  const { segments, shadowRoots, frames } = draft;
  return { text: draft.parts.join(''), cut: isFull(draft), shadowRoots, frames, rangesOf: (span) => rangesOf(segments, span) };
}

function isFull(draft: Draft): boolean {
  return draft.at >= draft.length || draft.elements <= 0;
}

function readOn({ draft, open }: Walk, more: () => boolean): boolean {
  for (let count = 1; ; count += 1) {
    const last = open.at(-1);
    if (last === undefined) return true;
    if (count % limits.batchNodes === 0 && !more()) return false;
    const { done, value: node } = last.nodes.next();
    if (done || isFull(draft)) {
      open.pop();
      last.close(draft);
    } else if (isText(node)) readTextNode(draft, node, last.place);
    else if (isElement(node)) enter({ draft, open }, node, last.place.within, last.place.depth + 1);
  }
}

function enter({ draft, open }: Walk, element: Element, within: Range | undefined, depth: number): void {
  if (isFull(draft) || depth > limits.depth || isOwnHost(element) || unread.has(element.localName)) return;
  if (within !== undefined ? !within.intersectsNode(element) : isEditable(element)) return;
  draft.elements -= 1;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style === undefined || style.display === 'none') return;
  if (isFrame(element)) draft.frames.push(element);
  if (element.localName === 'br') draft.lines += 1;
  const separate = separatorOf(style.display, element.localName);
  separate(draft);
  open.push({ ...inside(draft, element, { style, within, depth }), close: separate });
}

function inside(draft: Draft, element: Element, place: Place): Pick<Open, 'nodes' | 'place'> {
  const shadow = shadowRootOf(element);
  if (shadow === undefined) return { nodes: shownChildren(element)[Symbol.iterator](), place };
  draft.met(shadow);
  draft.shadowRoots.push(shadow);
  // A range of the page's tree says nothing about the nodes of another one.
  return { nodes: shadow.childNodes[Symbol.iterator](), place: { ...place, within: undefined } };
}

/** A slot shows what was put into it, else its own children. */
function shownChildren(element: Element): Iterable<Node> {
  const assigned = isSlot(element) ? element.assignedNodes({ flatten: true }) : [];
  return assigned.length > 0 ? assigned : element.childNodes;
}

function readTextNode(draft: Draft, node: Text, { style, within }: Place): void {
  if (style.visibility !== 'visible' && style.visibility !== '') return;
  const [start, end] = within === undefined ? [0, node.data.length] : partWithin(node, within);
  if (start >= end) return;
  if (/^(?:pre|break-spaces)/.test(style.whiteSpace)) return emit(draft, node, start, end);
  readCollapsed(draft, node, start, end);
}

function readCollapsed(draft: Draft, node: Text, start: number, end: number): void {
  const { data } = node;
  let last = start;
  for (const run of data.slice(start, end).matchAll(unchangedRun)) {
    const from = start + run.index;
    if (from > last || (from > start && collapsible.test(data.charAt(from - 1)))) draft.blank = true;
    last = from + run[0].length;
    emit(draft, node, from, last);
  }
  if (last < end) draft.blank = true;
}

function partWithin(node: Text, within: Range): readonly [number, number] {
  if (!within.intersectsNode(node)) return [0, 0];
  const start = within.startContainer === node ? within.startOffset : 0;
  const end = within.endContainer === node ? within.endOffset : node.data.length;
  return [start, end];
}

/** Put `node.data[from, to)` down, after the white space that is owed. */
function emit(draft: Draft, node: Text, from: number, to: number): void {
  putDown(draft, owed(draft));
  const until = Math.min(to, from + draft.length - draft.at);
  if (until <= from) return;
  draft.segments.push({ at: draft.at, node, from, length: until - from });
  putDown(draft, node.data.slice(from, until).replaceAll('\u00a0', ' '));
}

function putDown(draft: Draft, text: string): void {
  if (text === '') return;
  draft.parts.push(text);
  draft.at += text.length;
  draft.endsLine = text.endsWith('\n');
}

function owed(draft: Draft): string {
  const { lines, tab, blank, at, endsLine } = draft;
  draft.lines = 0;
  draft.tab = false;
  draft.blank = false;
  if (at === 0) return '';
  if (lines > 0) return '\n'.repeat(Math.min(3, endsLine ? lines - 1 : lines));
  if (endsLine) return '';
  return tab ? '\t' : blank ? ' ' : '';
}

function separatorOf(display: string, name: string): (draft: Draft) => void {
  if (display === 'table-cell') return oweTab;
  if (display === '' || display === 'contents' || display.startsWith('inline') || display.startsWith('ruby')) return oweNothing;
  return name === 'p' ? oweParagraph : oweLine;
}
function oweTab(draft: Draft): void {
  draft.tab = true;
}
function oweLine(draft: Draft): void {
  draft.lines = Math.max(draft.lines, 1);
}
function oweParagraph(draft: Draft): void {
  draft.lines = Math.max(draft.lines, 2);
}
function oweNothing(): void {}

function rangesOf(segments: readonly Segment[], span: Span): readonly Range[] {
  const ranges: Range[] = [];
  for (let index = firstAfter(segments, span.start); index < segments.length; index += 1) {
    const segment = segments[index];
    if (segment === undefined || segment.at >= span.end) break;
    const from = segment.from + Math.max(0, span.start - segment.at);
    const to = segment.from + Math.min(segment.length, span.end - segment.at);
    if (from < to) extend(ranges, segment.node, from, to);
  }
  return ranges;
}

/** Index of the first segment that ends after `at`: segments are in the order of the text and never overlap. */
function firstAfter(segments: readonly Segment[], at: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment !== undefined && segment.at + segment.length <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The page may have changed since it was read: what is no longer there has no range. */
function extend(ranges: Range[], node: Text, from: number, to: number): void {
  if (!node.isConnected || to > node.data.length) return;
  const last = ranges.at(-1);
  if (last !== undefined && last.endContainer.getRootNode() === node.getRootNode() && last.comparePoint(node, from) >= 0) {
    last.setEnd(node, to);
    return;
  }
  const range = node.ownerDocument.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  ranges.push(range);
}

// Nodes of frames are of another realm: `instanceof` would not know them.
function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}
function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
function isSlot(element: Element): element is HTMLSlotElement {
  return element.localName === 'slot' && 'assignedNodes' in element;
}
export function isFrame(element: Element): element is HTMLIFrameElement {
  return (element.localName === 'iframe' || element.localName === 'frame') && 'contentDocument' in element;
}
function isEditable(element: Element): boolean {
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable !== 'false';
}
