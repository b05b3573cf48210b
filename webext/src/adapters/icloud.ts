/**
 * iCloud Mail: the page frames the mail application, which frames each message from a host of its own (`icloud-sandbox.com`),
 * to be enabled by itself.
 */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'iCloud Mail',
  sure: 'reported',
  hosts: ['icloud.com', 'icloud-sandbox.com'],
  messages: ['.mail-message-defaults', 'iframe[src*="/applications/mail2"]'],
  replyBoxes: ['.editor-content[contenteditable="true"]', '.editor-content [contenteditable="true"]'],
};
