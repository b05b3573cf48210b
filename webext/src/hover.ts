/** The pointer and the marks: resting on one opens its card, going away closes it, a click keeps it. */
import type { Card } from './card.ts';
import type { Drawn } from './drawn.ts';
import { markAt } from './hit-test.ts';
import { limits } from './limits.ts';

export interface Hover {
  /** Follow the pointer in this document too; the same one twice is once. */
  follow(page: Document): void;
}
export interface Hovering {
  readonly card: Card;
  readonly marks: () => readonly Drawn[];
  /** Open the card of a mark. */
  readonly show: (mark: Drawn, asked: boolean) => void;
}

export function createHover(outer: Window, hovering: Hovering, signal: AbortSignal): Hover {
  const followed = new WeakSet<Document>();
  const rest = createRest(outer, hovering);
  return {
    follow: (page) => {
      if (followed.has(page)) return;
      followed.add(page);
      page.addEventListener('pointermove', (event) => rest(page, event), { capture: true, passive: true, signal });
      page.addEventListener('click', (event) => chooseByClick(page, event, hovering), { capture: true, passive: true, signal });
    },
  };
}

/** One timer for the pointer: it starts anew whenever what lies under the pointer changes. */
function createRest(outer: Window, { card, marks, show }: Hovering): (page: Document, event: PointerEvent) => void {
  const now: { under?: Drawn | 'card'; shown?: Drawn; timer: number } = { timer: 0 };
  return (page, event) => {
    if (marks().length === 0 || event.pointerType === 'touch' || card.state() === 'asked') return;
    const under = card.holds(event.target) ? 'card' : markAt(marks(), page, event.clientX, event.clientY);
    if (isSame(under, now.under)) return;
    outer.clearTimeout(now.timer);
    if (under === undefined) delete now.under;
    else now.under = under;
    if (under === 'card' || (under !== undefined && isSame(under, now.shown) && card.state() === 'hovering')) return;
    now.timer = outer.setTimeout(() => settleOn(under), under === undefined ? limits.hoverOut : limits.hoverIn);
  };
  function settleOn(under: Drawn | undefined): void {
    if (card.state() === 'asked') return;
    if (under === undefined) return card.close();
    now.shown = under;
    show(under, false);
  }
}

/** A page that was read again has other marks at the same words; of what it shows the card says so already. */
function isSame(one: Drawn | 'card' | undefined, other: Drawn | 'card' | undefined): boolean {
  if (one === undefined || other === undefined || one === 'card' || other === 'card') return one === other;
  if (one.verdict === other.verdict) return true;
  const [here, there] = [one, other].map(({ ranges }) => ranges[0]?.startContainer);
  return here === there && one.words === other.words && one.verdict.reason === other.verdict.reason;
}

/** A click on marked words that are nothing else: no link, no button, no end of a selection. */
function chooseByClick(page: Document, event: MouseEvent, { marks, show }: Hovering): void {
  if (!event.isTrusted || event.button !== 0 || page.getSelection()?.isCollapsed === false) return;
  const target = event.composedPath().find(isElement);
  if (target === undefined || target.closest('a, button, input, select, textarea, label, summary') !== null) return;
  const mark = markAt(marks(), page, event.clientX, event.clientY);
  if (mark !== undefined) show(mark, true);
}

function isElement(target: EventTarget): target is Element {
  return 'closest' in target;
}
