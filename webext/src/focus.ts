/** Where the keyboard is. */
import { documentIn } from './frames.ts';
import { isFrame } from './page-text.ts';
import { shadowRootOf } from './shadow-root.ts';

/** The element that has the focus, inside frames and shadow roots too. */
export function focusedElement(page: Document): Element | undefined {
  return innermost(page.activeElement);
}

function innermost(element: Element | null): Element | undefined {
  if (element === null) return undefined;
  const inner = isFrame(element) ? documentIn(element)?.activeElement : shadowRootOf(element)?.activeElement;
  return innermost(inner ?? null) ?? element;
}

export function giveFocus(element: Element | undefined): void {
  if (element?.isConnected && 'focus' in element && typeof element.focus === 'function') element.focus({ preventScroll: true });
}

/** Keep Tab inside `root`: after the last comes the first. `dialog` itself is where the focus starts. */
export function cycleTab(event: KeyboardEvent, root: ShadowRoot): void {
  const stops = [...root.querySelectorAll<HTMLElement>('button, select, a[href]')].filter((one) => one.getClientRects().length > 0);
  const at = stops.findIndex((one) => one.isSameNode(root.activeElement));
  const next = event.shiftKey ? (at <= 0 ? stops.length - 1 : at - 1) : (at + 1) % Math.max(stops.length, 1);
  event.preventDefault();
  stops[next]?.focus();
}
