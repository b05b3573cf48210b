/** What the tests see of the extension in a page, the same in every browser. */
import assert from 'node:assert/strict';
import type { Seed } from '../../seeds.ts';

/** Words that are highlighted. */
export interface Annotation {
  readonly outcome: string;
  readonly text: string;
}
export interface SeenCard {
  readonly title: string;
  /** All it says. */
  readonly text: string;
  readonly steps: readonly string[];
  /** The steps and what to avoid. */
  readonly advice: string;
  readonly badges: readonly string[];
  /** Where in the viewport their middle is. */
  readonly buttons: readonly { readonly name: string; readonly x: number; readonly y: number }[];
  readonly role: string | null;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly focusInside: boolean;
}

/** Runs in the page: what is highlighted in it and in its frames, by outcome. */
export function highlighted(): readonly Annotation[] {
  const views = [
    window,
    ...[...document.querySelectorAll('iframe')].flatMap((frame) => (frame.contentWindow === null ? [] : [frame.contentWindow])),
  ];
  return views.flatMap((view) =>
    [...Reflect.get(view, 'CSS').highlights].flatMap(([name, highlight]: [string, Iterable<Range>]) =>
      [...highlight].map((range) => ({ outcome: name.replace('bounce-lens-', ''), text: String(range) })),
    ),
  );
}

/** Runs in the page, with a shadow root of the extension as `this`: the card in it, if it is the card's. */
export function cardIn(this: ShadowRoot): SeenCard | null {
  const card = this.querySelector('.card');
  if (card === null) return null;
  const { x, y, width, height } = card.getBoundingClientRect();
  const textOf = (element: Element | null) => (element?.textContent ?? '').trim();
  return {
    title: textOf(card.querySelector('.headline')),
    text: textOf(card),
    steps: [...card.querySelectorAll('ol > li')].map(textOf),
    advice: [...card.querySelectorAll('ol, ol + p')].map(textOf).join(' '),
    badges: [...card.querySelectorAll('.badge')].map(textOf),
    buttons: [...card.querySelectorAll('button')].map((button) => {
      const box = button.getBoundingClientRect();
      return { name: button.getAttribute('aria-label') ?? textOf(button), x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }),
    role: card.getAttribute('role'),
    box: { x, y, width, height },
    focusInside: this.activeElement !== null,
  };
}

export interface SeenChip {
  readonly text: string;
  readonly label: string | null;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

/** Runs in the page, with a shadow root of the extension as `this`: the chips in it that can be seen, in their order. */
export function chipsIn(this: ShadowRoot): readonly SeenChip[] {
  return [...this.querySelectorAll<HTMLElement>('button.chip')]
    .filter((chip) => chip.style.visibility === 'visible')
    .map((chip) => {
      const { x, y, width, height } = chip.getBoundingClientRect();
      const text = (chip.textContent ?? '').trim();
      return { text, label: chip.getAttribute('aria-label'), box: { x, y, width, height }, x: x + width / 2, y: y + height / 2 };
    });
}

/** Runs in the page: where the first highlighted words are on the screen. */
export function boxOfFirst(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const [highlight] = [...CSS.highlights.values()];
  const range = [...(highlight ?? [])].find((one): one is Range => 'getClientRects' in one);
  const { x, y, width, height } = range?.getClientRects()[0] ?? new DOMRect();
  return { x, y, width, height };
}

/** The source of a function that runs in a page: the loader names inner functions by a helper that only its own module has. */
export function portable(work: (this: never, ...args: never[]) => unknown): string {
  return `function(...args){const __name=(f)=>f;return(${work}).apply(this,args)}`;
}

/** Does the card say what the seed's answer must say? */
export function assertAnswers(card: SeenCard, { id, expect }: Seed): void {
  assert.ok(card.title.includes(expect.title), `${id}: headline “${card.title}” holds “${expect.title}”`);
  assert.ok(card.steps.length > 0, `${id}: the card has steps`);
  const advice = card.advice.toLowerCase();
  for (const step of expect.steps) assert.ok(advice.includes(step.toLowerCase()), `${id}: “${step}” in the advice: ${card.advice}`);
  for (const name of ['Copy reply', 'Copy escalation', 'Copy summary'])
    assert.ok(
      card.buttons.some((button) => button.name === name),
      `${id}: ${name}`,
    );
}
