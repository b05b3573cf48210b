/** osTicket: the thread of a ticket, for staff and for customers. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'osTicket',
  sure: 'source',
  fingerprint: '#ticket_thread, #ticketThread, .thread-entry .thread-body',
  messages: ['.thread-entry .thread-body'],
  replyBoxes: ['#reply .redactor-in[contenteditable="true"]', 'textarea#response'],
  attachments: '.thread-entry .attachments',
};
