/** Style for a tree, as a constructed sheet: no node is added, and the page's content security policy does not forbid it. */

type View = Window & typeof globalThis;

/** Sees that a tree has a style, whatever the page has done to its sheets meanwhile. Answers whether the tree takes it. */
export type Styler = (root: Document | ShadowRoot) => boolean;

/** One sheet for each tree: a sheet belongs to the document it was made for. */
export function createStyler(style: string): Styler {
  const made = new WeakMap<Document | ShadowRoot, CSSStyleSheet>();
  return (root) => {
    try {
      const view = viewOf(root);
      if (view === null) return false;
      const sheet = made.get(root) ?? sheetOf(view, style);
      made.set(root, sheet);
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return root.adoptedStyleSheets.includes(sheet);
    } catch {
      return false;
    }
  };
}

/** For a tree of our own: with a style element where the browser refuses constructed sheets to content scripts. */
export function styleOwn(root: ShadowRoot, style: string): void {
  if (createStyler(style)(root)) return;
  const element = root.ownerDocument.createElement('style');
  element.textContent = style;
  root.append(element);
}

function sheetOf(view: View, style: string): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(style);
  return sheet;
}

function viewOf(root: Document | ShadowRoot): View | null {
  return 'defaultView' in root ? root.defaultView : root.ownerDocument.defaultView;
}
