/** Small buttons over the page, each beside what it speaks of: in a shadow root of ours, never among the page's own nodes. */
import { make, makeButton } from './elements.ts';
import { addOwnHost, type OwnHost } from './own-host.ts';
import { type Box, chipPlace } from './place.ts';
import chipStyle from './styles/chip.css';

export interface Chip {
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
  const state: { host?: OwnHost; chips: readonly Chip[]; frame: number } = { chips: [], frame: 0 };
  const placeAll = () => {
    state.frame = 0;
    for (const [index, button] of buttonsOf(state.host).entries()) placeOne(outer, button, state.chips[index]);
  };
  const place = () => {
    if (state.chips.length > 0 && state.frame === 0) state.frame = outer.requestAnimationFrame(placeAll);
  };
  outer.addEventListener('resize', place, { passive: true, signal });
  return {
    show: (chips) => {
      if (state.host === undefined && chips.length === 0) return;
      state.host ??= addOwnHost(outer.document, chipStyle, signal);
      state.chips = chips;
      sync(state.host.root, chips, (index, button) => state.chips[index]?.choose(button.getBoundingClientRect()));
      placeAll();
    },
    place,
  };
}

function buttonsOf(host: OwnHost | undefined): readonly HTMLButtonElement[] {
  return host === undefined ? [] : [...host.root.querySelectorAll('button')];
}

/** As many buttons as chips; those that are there stay, for one of them may have the focus. */
function sync(root: ShadowRoot, chips: readonly Chip[], choose: (index: number, button: HTMLButtonElement) => void): void {
  const there = [...root.querySelectorAll('button')];
  for (const button of there.slice(chips.length)) button.remove();
  for (let index = there.length; index < chips.length; index += 1) {
    root.append(makeButton(root.ownerDocument, '', (button) => choose(index, button)));
  }
  for (const [index, button] of [...root.querySelectorAll('button')].entries()) {
    const chip = chips[index];
    if (chip === undefined) continue;
    const parts = [make(root.ownerDocument, 'span', 'dot'), make(root.ownerDocument, 'span', 'words', chip.text)];
    if (chip.end !== undefined) parts.push(make(root.ownerDocument, 'span', 'end', ` · ${chip.end}`));
    button.replaceChildren(...parts);
    button.setAttribute('aria-label', chip.label);
    button.lang = chip.language;
    button.className = `chip ${chip.outcome}`;
  }
}

function placeOne(outer: Window, button: HTMLElement, chip: Chip | undefined): void {
  const anchor = chip?.at();
  const { width, height } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = outer.document.documentElement;
  const viewport = { width: clientWidth, height: Math.max(clientHeight, outer.innerHeight) };
  const rightToLeft = outer.getComputedStyle(outer.document.documentElement).direction === 'rtl';
  const place = anchor && chip && chipPlace({ anchor, chip: { width, height }, viewport, stands: chip.stands, rightToLeft });
  button.style.visibility = place === undefined ? 'hidden' : 'visible';
  button.style.left = `${place?.x ?? 0}px`;
  button.style.top = `${place?.y ?? 0}px`;
}
