/** Roundcube: the message view, which the list shows in a frame of the same origin. */
import type { Adapter } from './adapter.ts';

/** The message with its headers; skins since 1.0 keep both names. */
const message = '#messagebody, #message-content';
/** Every page of it has the one or the other: its script's element, or the layout of a skin. */
const anyView = '#messagebody, #messagecontframe, #message-header';

export const adapter: Adapter = {
  title: 'Roundcube',
  recognizes: (page) => page.querySelector(anyView) !== null,
  roots: (page) => outermostOf([...page.querySelectorAll(message)]),
};

function outermostOf(elements: readonly Element[]): readonly Element[] {
  return elements.filter((element) => !elements.some((other) => other !== element && other.contains(element)));
}
