/** Small buttons over the page, each beside what it speaks of: in a shadow root of ours, never among the page's own nodes. */
import { make, makeButton } from './elements.ts';
import { addOwnHost, type OwnHost } from './own-host.ts';
import { type Box, chipPlace } from './place.ts';
import chipStyle from './styles/chip.css';
import { type ButtonOf, syncButtons } from './sync-buttons.ts';

export interface Chip {
  /** The element it speaks of: a chip of the same element is the same, whatever it says now. */
  readonly of: Element;
  readonly text: string;
  /** What follows it, and is seen also where there is no room for all of the text. */
  readonly end?: string;
  /** What a screen reader calls it, where the text alone does not say what it does. */
  readonly label: string;
  /** BCP 47 tag of both. */
  readonly language: string;
  readonly outcome: string;
  /** At the upper end of a message, or after the words it speaks of. */
  readonly stands: 'on' | 'after';
  /** Where that is in the outermost viewport now; `undefined` where it is not shown. */
  at(): Box | undefined;
  choose(from: Box): void;
}
export interface Chips {
  /** Show these and no others. */
  show(chips: readonly Chip[]): void;
  /** What they stand beside may have moved. */
  place(): void;
}

export function createChips(outer: Window, signal: AbortSignal): Chips {
  const state: { host?: OwnHost; shown: readonly ButtonOf<Chip>[]; frame: number } = { shown: [], frame: 0 };
  const placeAll = () => {
    state.frame = 0;
    for (const { button, item } of state.shown) placeOne(outer, button, item);
  };
  const place = () => {
    if (state.shown.length > 0 && state.frame === 0) state.frame = outer.requestAnimationFrame(placeAll);
  };
  const choose = (button: HTMLButtonElement) => {
    state.shown.find((one) => one.button === button)?.item.choose(button.getBoundingClientRect());
  };
  outer.addEventListener('resize', place, { passive: true, signal });
  return {
    show: (chips) => {
      if (state.host === undefined && chips.length === 0) return;
      state.host ??= addOwnHost(outer.document, chipStyle, signal);
      state.shown = syncButtons(state.host.root, state.shown, {
        items: chips,
        // A page that draws itself anew replaces its elements by others of the same words.
        keys: [({ of }) => of, saidBy],
        make: () => makeButton(outer.document, '', choose),
        say: (button, chip, before) => (before === undefined || saidBy(before) !== saidBy(chip)) && say(button, chip),
      });
      placeAll();
    },
    place,
  };
}

function saidBy({ text, end, label, language, outcome }: Chip): string {
  return JSON.stringify([text, end, label, language, outcome]);
}

function say(button: HTMLButtonElement, chip: Chip): void {
  const parts = [make(button.ownerDocument, 'span', 'dot'), make(button.ownerDocument, 'span', 'words', chip.text)];
  if (chip.end !== undefined) parts.push(make(button.ownerDocument, 'span', 'end', ` · ${chip.end}`));
  button.replaceChildren(...parts);
  button.setAttribute('aria-label', chip.label);
  button.lang = chip.language;
  button.className = `chip ${chip.outcome}`;
}

function placeOne(outer: Window, button: HTMLElement, chip: Chip): void {
  const anchor = chip.at();
  const { width, height } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = outer.document.documentElement;
  const viewport = { width: clientWidth, height: Math.max(clientHeight, outer.innerHeight) };
  const rightToLeft = outer.getComputedStyle(outer.document.documentElement).direction === 'rtl';
  const place = anchor && chipPlace({ anchor, chip: { width, height }, viewport, stands: chip.stands, rightToLeft });
  button.style.visibility = place === undefined ? 'hidden' : 'visible';
  button.style.left = `${place?.x ?? 0}px`;
  button.style.top = `${place?.y ?? 0}px`;
}
