/** Marks painted by the browser itself (CSS Custom Highlight): not one node of the page is touched. */
import { createStyler, type Styler } from './adopt-style.ts';
import type { Drawn } from './drawn.ts';
import pageStyle from './styles/page.css';

const outcomes = ['permanent-failure', 'deferral', 'delayed-notice'] as const;

export interface Painter {
  /** Paint these and no others; answers those that this browser cannot paint. */
  paint(marks: readonly Drawn[]): readonly Drawn[];
}

/** Every document and shadow root that has marks is given their style. */
export function createPainter(signal: AbortSignal): Painter {
  const painted = new Set<Window & typeof globalThis>();
  const style = createStyler(pageStyle);
  const clear = () => {
    for (const view of painted) for (const outcome of outcomes) view.CSS.highlights.delete(nameOf(outcome));
    painted.clear();
  };
  signal.addEventListener('abort', clear);
  return {
    paint: (marks) => {
      clear();
      const paintable = marks.filter((mark) => mark.ranges.every((range) => takes(range, style)));
      for (const outcome of outcomes) {
        const ranges = paintable.filter((mark) => mark.outcome === outcome).flatMap((mark) => mark.ranges);
        for (const [view, own] of byView(ranges)) {
          view.CSS.highlights.set(nameOf(outcome), new view.Highlight(...own));
          painted.add(view);
        }
      }
      return marks.filter((mark) => !paintable.includes(mark));
    },
  };
}

function nameOf(outcome: string): string {
  return `bounce-lens-${outcome}`;
}

function viewOf(range: Range): (Window & typeof globalThis) | null | undefined {
  return range.startContainer.ownerDocument?.defaultView;
}

function takes(range: Range, style: Styler): boolean {
  const view = viewOf(range);
  if (view === null || view === undefined || view.CSS?.highlights === undefined || view.Highlight === undefined) return false;
  const root = range.startContainer.getRootNode();
  return isStyled(root) && style(root);
}

/** A document or a shadow root; not a tree that was taken out of the page. */
function isStyled(root: Node): root is Document | ShadowRoot {
  return 'adoptedStyleSheets' in root;
}

function byView(ranges: readonly Range[]): ReadonlyMap<Window & typeof globalThis, readonly Range[]> {
  const groups = new Map<Window & typeof globalThis, Range[]>();
  for (const range of ranges) {
    const view = viewOf(range);
    if (view === null || view === undefined) continue;
    groups.set(view, [...(groups.get(view) ?? []), range]);
  }
  return groups;
}
