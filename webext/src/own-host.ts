/** The elements we add to a page: each is a host of a closed shadow root at the end of the document, unknown to the page's own nodes. */
import { styleOwn } from './adopt-style.ts';
import hostStyle from './styles/host.css';

const own = new WeakSet<Element>();

export interface OwnHost {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
}

/** Add a host with its own style, over the one of all hosts, to `page`; it is taken away again on `signal`. Kept from the page's own style and keys. */
export function addOwnHost(page: Document, style: string, signal: AbortSignal): OwnHost {
  const element = page.createElement('div');
  own.add(element);
  const root = element.attachShadow({ mode: 'closed' });
  styleOwn(root, `${hostStyle}\n${style}`);
  for (const kind of keptEvents) element.addEventListener(kind, (event) => event.stopPropagation());
  page.documentElement.append(element);
  signal.addEventListener('abort', () => element.remove());
  return { element, root };
}

/** Is this one of the elements we added? Its text is ours, not the page's. */
export function isOwnHost(element: Element): boolean {
  return own.has(element);
}

/** A webmail's shortcuts must not fire while somebody types or clicks in our card. */
const keptEvents = [
  'keydown',
  'keyup',
  'keypress',
  'click',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'focusin',
  'focusout',
  'wheel',
];
