/** Which marked words lie under a point: highlights take no pointer events. */
import type { Drawn } from './drawn.ts';

/** The mark at a point of `page`'s viewport. The caret nearest to the point tells the words; their boxes tell whether it is on them. */
export function markAt(marks: readonly Drawn[], page: Document, x: number, y: number): Drawn | undefined {
  const roots = marks.flatMap((mark) => mark.ranges.map((range) => range.startContainer.getRootNode())).filter(isShadowRoot);
  const caret = caretAt(page, x, y, [...new Set(roots)]);
  return marks.find((mark) =>
    mark.ranges.some((range) => range.startContainer.ownerDocument === page && near(range, caret) && covers(range, x, y)),
  );
}

interface Caret {
  readonly node: Node;
  readonly offset: number;
}

function caretAt(page: Document, x: number, y: number, shadowRoots: ShadowRoot[]): Caret | undefined {
  if ('caretPositionFromPoint' in page) {
    const position = page.caretPositionFromPoint(x, y, { shadowRoots });
    return position === null ? undefined : { node: position.offsetNode, offset: position.offset };
  }
  return undefined;
}

/** A caret says nothing of words in a shadow root where the browser does not look into them: only their boxes do. */
function near(range: Range, caret: Caret | undefined): boolean {
  const root = range.startContainer.getRootNode();
  if (caret === undefined || caret.node.getRootNode() !== root) return caret === undefined || isShadowRoot(root);
  return range.isPointInRange(caret.node, caret.offset);
}

function covers(range: Range, x: number, y: number): boolean {
  return [...range.getClientRects()].some((rect) => x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom);
}

function isShadowRoot(root: Node): root is ShadowRoot {
  return root.nodeType === 11 && 'host' in root;
}
