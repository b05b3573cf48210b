/** Request Tracker (RT): the history of a ticket, one transaction after the other. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Request Tracker',
  sure: 'run',
  fingerprint: '.transaction[data-transaction-id], .history-container .transaction, #ticket-history',
  messages: ['.transaction .messagebody', '.transaction .message-stanza', '.transaction .content'],
  replyBoxes: ['.messagebox-container .ck-editor__editable[contenteditable="true"]', 'iframe.cke_wysiwyg_frame', 'textarea.messagebox'],
  attachments: '.transaction .downloadattachment',
};
