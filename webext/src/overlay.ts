/**
 * What lies over the page: for each bounce a button that the keyboard reaches (highlights take no focus), and boxes for marks that
 * the browser cannot paint itself.
 */

import { type Drawn, firstBox, placeOf } from './drawn.ts';
import { make, makeButton } from './elements.ts';
import { inOutermost } from './frames.ts';
import { addOwnHost, type OwnHost } from './own-host.ts';
import overlayStyle from './styles/overlay.css';
import { type ButtonOf, syncButtons } from './sync-buttons.ts';
import { word } from './words.ts';

export interface Overlay {
  /** Buttons for `marks`, boxes for `boxed`, in place of those before. */
  show(marks: readonly Drawn[], boxed: readonly Drawn[]): void;
}

/** The overlay of the outermost page; `choose` is called when a button is pressed. */
export function createOverlay(outer: Window, choose: (mark: Drawn) => void, signal: AbortSignal): Overlay {
  const made: { host?: OwnHost; buttons: readonly ButtonOf<Drawn>[]; boxed: readonly Drawn[] } = { buttons: [], boxed: [] };
  const hostOf = () => {
    made.host ??= addOwnHost(outer.document, overlayStyle, signal);
    return made.host;
  };
  const move = () => made.boxed.length > 0 && drawBoxes(hostOf().root, made.boxed);
  const markOf = (button: HTMLButtonElement) => made.buttons.find((one) => one.button === button)?.item;
  const makeOne = () => {
    const button = makeButton(outer.document, '?', () => {
      const mark = markOf(button);
      if (mark !== undefined) choose(mark);
    });
    button.addEventListener('focus', () => stand(button, markOf(button)));
    return button;
  };
  outer.addEventListener('scroll', move, { capture: true, passive: true, signal });
  outer.addEventListener('resize', move, { passive: true, signal });
  return {
    show: (marks, boxed) => {
      if (made.host === undefined && marks.length === 0) return;
      made.boxed = boxed;
      made.buttons = syncButtons(hostOf().root, made.buttons, {
        items: oneOfEach(marks),
        keys: [({ verdict }) => verdict, ({ ranges }) => ranges[0]?.startContainer, ({ words }) => words],
        make: makeOne,
        say: (button, { words }) => button.setAttribute('aria-label', word('markLabel', words)),
      });
      drawBoxes(hostOf().root, boxed);
    },
  };
}

/** One button a bounce, at its first words, named after all of them. */
function oneOfEach(marks: readonly Drawn[]): readonly Drawn[] {
  const verdicts = [...new Set(marks.map(({ verdict }) => verdict))];
  return verdicts.flatMap((verdict) => {
    const own = marks.filter((mark) => mark.verdict === verdict);
    return own.slice(0, 1).map((first) => ({ ...first, words: own.map(({ words }) => words).join(' ') }));
  });
}

/** Beside its words, scrolled into sight. */
function stand(button: HTMLButtonElement, mark: Drawn | undefined): void {
  if (mark === undefined) return;
  mark.ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const place = placeOf(mark);
  if (place === undefined) return;
  button.style.left = `${Math.max(0, place.x - 30)}px`;
  button.style.top = `${Math.max(0, place.y + place.height / 2 - 13)}px`;
}

function drawBoxes(root: ShadowRoot, boxed: readonly Drawn[]): void {
  for (const box of root.querySelectorAll('.box')) box.remove();
  for (const mark of boxed) {
    if (firstBox(mark) === undefined) continue;
    for (const range of mark.ranges) {
      const view = range.startContainer.ownerDocument?.defaultView ?? null;
      root.append(...[...range.getClientRects()].map((rect) => boxAt(root.ownerDocument, inOutermost(rect, view), mark.outcome)));
    }
  }
}

function boxAt(page: Document, rect: DOMRectReadOnly, outcome: string): HTMLElement {
  const box = make(page, 'div', `box ${outcome}`);
  box.style.left = `${rect.x}px`;
  box.style.top = `${rect.y}px`;
  box.style.width = `${rect.width}px`;
  box.style.height = `${rect.height}px`;
  return box;
}
