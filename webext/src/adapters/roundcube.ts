/** Roundcube: the message view, which the list of messages shows in a frame of the same origin. */
import type { Adapter } from './adapter.ts';

/** The parts of the open message, in every skin. */
const message = '#messagebody';
/** One of them is on every page that shows or frames a message. */
const anyView = '#messagebody, #message-header, #messagecontframe';

export const adapter: Adapter = {
  title: 'Roundcube',
  recognizes: (page) => page.querySelector(anyView) !== null,
  roots: (page) => [...page.querySelectorAll(message)],
};
