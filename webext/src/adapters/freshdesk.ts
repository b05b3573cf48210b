/** Freshdesk: nothing better than one mock of its page was found; the answer’s editor is Froala’s. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Freshdesk',
  sure: 'guess',
  hosts: ['freshdesk.com'],
  messages: ['.ticket-details__item', '[class*="ticket-conversation"]'],
  replyBoxes: ['.fr-element[contenteditable="true"]'],
};
