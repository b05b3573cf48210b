/** The card that opens beside a bounce: a labelled dialog in a shadow root of ours, above everything of the page. */

import { type Content, showContent } from './content-view.ts';
import { make, makeButton } from './elements.ts';
import { cycleTab, focusedElement, giveFocus } from './focus.ts';
import { documentsOf } from './frames.ts';
import { addOwnHost, type OwnHost } from './own-host.ts';
import { type Box, placeBeside } from './place.ts';
import type { ReplyBoxes } from './reply-box.ts';
import answerStyle from './styles/answer.css';
import cardStyle from './styles/card.css';
import tableStyle from './styles/recipient-table.css';
import { word } from './words.ts';

export interface Anchored {
  readonly content: Content;
  /** What the card explains, in the outermost viewport. */
  readonly anchor: Box;
}
export interface Opening extends Anchored {
  /** Did the reader ask (menu, key, click)? Then the focus moves in, and back when the card closes. */
  readonly asked: boolean;
}
export interface Card {
  /** Open it in place of the one that is open. */
  open(opening: Opening): void;
  /**
   * Open it when its answer is there, unless something else was wanted meanwhile: the last wish counts, not the last answer. What the
   * pointer rests on is no wish where something was asked for.
   */
  openWhen(answer: Promise<Anchored>, asked: boolean): Promise<void>;
  /** Also what the pointer rested on opens no more. */
  close(): void;
  /** Open or awaited, and by asking? A card that the pointer opened goes with the pointer. */
  state(): 'closed' | 'hovering' | 'asked';
  /** Is `target` of an event the card? */
  holds(target: EventTarget | null): boolean;
}
interface OpenCard {
  readonly host: OwnHost;
  readonly dialog: HTMLElement;
  readonly opening: Opening;
  readonly end: AbortController;
  readonly before: Element | undefined;
}

/** The one card of a page; gone on `signal`. */
export function createCard(outer: Window, boxes: ReplyBoxes, signal: AbortSignal): Card {
  const shown: { now?: OpenCard; awaited?: { readonly asked: boolean } } = {};
  const close = () => {
    const { now, awaited } = shown;
    if (awaited?.asked === false) delete shown.awaited;
    delete shown.now;
    if (now !== undefined) closeCard(now);
  };
  const open = (opening: Opening) => {
    delete shown.awaited;
    close();
    shown.now = openCard({ outer, opening, insert: boxes.find() }, close);
  };
  const isAsked = () => shown.awaited?.asked === true || shown.now?.opening.asked === true;
  signal.addEventListener('abort', close);
  return {
    open,
    openWhen: async (answer, asked) => {
      const wish = { asked };
      if (asked || !isAsked()) shown.awaited = wish;
      try {
        const opening = await answer;
        if (shown.awaited === wish && !signal.aborted) open({ ...opening, asked });
      } finally {
        if (shown.awaited === wish) delete shown.awaited;
      }
    },
    close,
    state: () => (isAsked() ? 'asked' : shown.now === undefined ? 'closed' : 'hovering'),
    holds: (target) => target !== null && target === shown.now?.host.element,
  };
}

interface Place {
  readonly outer: Window;
  readonly opening: Opening;
  readonly insert: ((text: string) => boolean) | undefined;
}

function openCard({ outer, opening, insert }: Place, close: () => void): OpenCard {
  const page = outer.document;
  const end = new AbortController();
  const before = focusedElement(page);
  const host = addOwnHost(page, `${answerStyle}\n${tableStyle}\n${cardStyle}`, end.signal);
  const { dialog, main } = dialogView(page, close);
  host.root.append(dialog);
  const card = { host, dialog, opening, end, before };
  const changed = () => settle(outer, card, true);
  showContent(main, opening.content, { changed, ...(insert && { insert: closing(insert, close) }) });
  raise(host.element);
  settle(outer, card, opening.asked);
  listenWhileOpen(outer, card, close);
  return card;
}

/** What was put in is to be seen: the card goes out of its way. */
function closing(insert: (text: string) => boolean, close: () => void): (text: string) => boolean {
  return (text) => {
    const done = insert(text);
    if (done) close();
    return done;
  };
}

function dialogView(page: Document, close: () => void): { readonly dialog: HTMLElement; readonly main: HTMLElement } {
  const main = make(page, 'div', 'main');
  const closer = makeButton(page, '×', close);
  closer.className = 'close';
  closer.setAttribute('aria-label', word('close'));
  const dialog = make(page, 'div', 'card', closer, main);
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-labelledby', 'headline');
  dialog.tabIndex = -1;
  return { dialog, main };
}

/** Into the top layer, above the page's own dialogs; its style alone is nearly as good. */
function raise(element: HTMLElement): void {
  element.popover = 'manual';
  element.showPopover?.();
}

/** Place the card for what it shows now. */
function settle(outer: Window, { dialog, opening, host }: OpenCard, takeFocus: boolean): void {
  const outcome = host.root.querySelector('[data-outcome]')?.getAttribute('data-outcome') ?? 'none';
  dialog.dataset['outcome'] = outcome;
  dialog.style.height = 'auto';
  const { width, height } = dialog.getBoundingClientRect();
  const viewport = { width: outer.document.documentElement.clientWidth, height: outer.innerHeight };
  const box = placeBeside(opening.anchor, { width, height }, viewport);
  dialog.style.left = `${box.x}px`;
  dialog.style.top = `${box.y}px`;
  dialog.style.height = `${Math.ceil(box.height)}px`;
  dialog.scrollTop = 0;
  if (takeFocus) dialog.focus({ preventScroll: true });
}

function listenWhileOpen(outer: Window, card: OpenCard, close: () => void): void {
  const { signal } = card.end;
  const { root, element } = card.host;
  for (const page of documentsOf(outer)) {
    page.defaultView?.addEventListener('keydown', (event) => closeOnEscape(event, close), { capture: true, signal });
    page.addEventListener('pointerdown', (event) => event.target !== element && close(), { capture: true, signal });
  }
  card.dialog.addEventListener('keydown', (event) => event.key === 'Tab' && cycleTab(event, root), { signal });
  outer.addEventListener('resize', () => settle(outer, card, false), { signal });
}

function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  close();
}

/** The focus goes back only if it is still in the card: whoever clicked elsewhere wants to be there. */
function closeCard({ host, end, before }: OpenCard): void {
  const inside = host.root.activeElement !== null;
  end.abort();
  if (inside) giveFocus(before);
}
