/** Marks painted by the browser itself (CSS Custom Highlight): not one node of the page is touched. */
import { createStyler, type Styler } from './adopt-style.ts';
import type { Drawn } from './drawn.ts';
import pageStyle from './styles/page.css';

const outcomes = ['permanent-failure', 'deferral', 'delayed-notice'] as const;

type View = Window & typeof globalThis;

export interface Painter {
  /** Paint these and no others; answers those that this browser cannot paint. */
  paint(marks: readonly Drawn[]): readonly Drawn[];
}

/** Every document and shadow root that has marks is given their style. */
export function createPainter(signal: AbortSignal): Painter {
  const registries = createRegistries();
  const style = createStyler(pageStyle);
  const painted: Painted[] = [];
  const clear = () => {
    for (const { registry, name, highlight } of painted.splice(0)) if (registry.get(name) === highlight) registry.delete(name);
  };
  signal.addEventListener('abort', clear);
  return {
    paint: (marks) => {
      clear();
      const paintable = marks.filter((mark) =>
        mark.ranges.every((range) => registries.of(viewOf(range)) !== undefined && isStyled(range, style)),
      );
      for (const outcome of outcomes) painted.push(...paintOutcome(outcome, paintable, registries));
      return marks.filter((mark) => !paintable.includes(mark));
    },
  };
}

/** What we painted, to be taken away; not what a newer script of ours has painted in its place after an update. */
interface Painted {
  readonly registry: HighlightRegistry;
  readonly name: string;
  readonly highlight: Highlight;
}

function paintOutcome(outcome: Drawn['outcome'], marks: readonly Drawn[], registries: Registries): readonly Painted[] {
  const name = `bounce-lens-${outcome}`;
  const ranges = marks.filter((mark) => mark.outcome === outcome).flatMap((mark) => mark.ranges);
  return [...byView(ranges)].flatMap(([view, own]) => {
    const registry = registries.of(view);
    if (registry === undefined) return [];
    const highlight = new view.Highlight(...own);
    registry.set(name, highlight);
    return [{ registry, name, highlight }];
  });
}

interface Registries {
  of(view: View | null | undefined): HighlightRegistry | undefined;
}

/**
 * Each window's own registry of highlights, asked for once: Firefox 153, once it has compiled the place that asks, answers every
 * window with the registry of the first. One that is another window's is none.
 */
function createRegistries(): Registries {
  const known = new Map<View, HighlightRegistry | undefined>();
  const look = (view: View) => {
    const registry = view.Highlight === undefined ? undefined : view.CSS?.highlights;
    return [...known.values()].includes(registry) ? undefined : registry;
  };
  return {
    of: (view) => {
      if (view === null || view === undefined) return undefined;
      if (!known.has(view)) known.set(view, look(view));
      return known.get(view);
    },
  };
}

function viewOf(range: Range): View | null | undefined {
  return range.startContainer.ownerDocument?.defaultView;
}

/** In a document or a shadow root that takes the style; not in a tree that was taken out of the page. */
function isStyled(range: Range, style: Styler): boolean {
  const root = range.startContainer.getRootNode();
  return canHaveStyle(root) && style(root);
}

function canHaveStyle(root: Node): root is Document | ShadowRoot {
  return 'adoptedStyleSheets' in root;
}

function byView(ranges: readonly Range[]): ReadonlyMap<View, readonly Range[]> {
  const groups = new Map<View, Range[]>();
  for (const range of ranges) {
    const view = viewOf(range);
    if (view === null || view === undefined) continue;
    groups.set(view, [...(groups.get(view) ?? []), range]);
  }
  return groups;
}
