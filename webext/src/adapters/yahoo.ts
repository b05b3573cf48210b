/** Yahoo Mail and AOL Mail: one page with two names; its test ids are the only names that last. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Yahoo Mail / AOL Mail',
  sure: 'seen',
  hosts: ['mail.yahoo.com', 'mail.aol.com'],
  messages: [
    '[data-test-id="message-view-body-content"]',
    '[data-test-id="message-view-body"]',
    '[data-test-id="message-body"]',
    '.msg-body',
  ],
  replyBoxes: ['[data-test-id="rte"][contenteditable="true"]', '[data-test-id="rte"] [contenteditable="true"]'],
};
