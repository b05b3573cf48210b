/** Shadow roots, open or closed: extensions may look where pages may not. */
interface ElementOpener {
  openOrClosedShadowRoot(element: Element): ShadowRoot | null;
}
declare const chrome: { readonly dom?: ElementOpener } | undefined;
declare global {
  interface Element {
    /** Firefox's own name for it. */
    readonly openOrClosedShadowRoot?: ShadowRoot | null;
  }
}

/** HTML's own elements that may have one; every other has a hyphen in its name. */
const hosts = new Set([
  'article',
  'aside',
  'blockquote',
  'body',
  'div',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'main',
  'nav',
  'p',
  'section',
  'span',
]);

/** The shadow root of `element`, whatever its mode. */
export function shadowRootOf(element: Element): ShadowRoot | undefined {
  if (!hosts.has(element.localName) && !element.localName.includes('-')) return undefined;
  return element.openOrClosedShadowRoot ?? opened(element) ?? element.shadowRoot ?? undefined;
}

function opened(element: Element): ShadowRoot | null {
  if (typeof chrome === 'undefined' || chrome.dom === undefined || element.namespaceURI !== 'http://www.w3.org/1999/xhtml') return null;
  return chrome.dom.openOrClosedShadowRoot(element);
}
