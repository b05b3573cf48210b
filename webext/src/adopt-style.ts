/** Style for a tree, as a constructed sheet: no node is added, and the page's content security policy does not forbid it. */

/** Does `root` take the sheet? Some browsers refuse constructed sheets to content scripts. */
export function adoptStyle(root: Document | ShadowRoot, style: string): boolean {
  const view = viewOf(root);
  if (view === null) return false;
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return root.adoptedStyleSheets.length > 0;
  } catch {
    return false;
  }
}

/** The same for a tree of our own, with a style element where a sheet is refused. */
export function styleOwn(root: ShadowRoot, style: string): void {
  if (adoptStyle(root, style)) return;
  const element = root.ownerDocument.createElement('style');
  element.textContent = style;
  root.append(element);
}

function viewOf(root: Document | ShadowRoot): (Window & typeof globalThis) | null {
  return 'defaultView' in root ? root.defaultView : root.ownerDocument.defaultView;
}
