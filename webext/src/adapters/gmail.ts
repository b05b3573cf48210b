/**
 * Gmail: the conversation view; a message body is a `.a3s` inside `.ii.gt`, minified names that have stood for more than ten
 * years.
 */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Gmail',
  sure: 'seen',
  hosts: ['mail.google.com'],
  messages: ['div.ii.gt', '[data-message-id] .a3s', '.a3s.aiL', '.adP'],
  replyBoxes: ['div[g_editable="true"][contenteditable="true"]', 'div.editable[contenteditable="true"]'],
};
