/** Freshdesk: one program of its users steps through a ticket’s answers by `data-album`, each with a `ticket-details__item`; the answer’s editor is Froala’s. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Freshdesk',
  sure: 'reported',
  hosts: ['freshdesk.com'],
  messages: ['[data-album] .ticket-details__item', '.ticket-details__item', '[data-album]', '[class*="ticket-conversation"]'],
  replyBoxes: ['.fr-element[contenteditable="true"]'],
};
