/** Zendesk, the Agent Workspace: several tickets stay in the page, all but one hidden. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Zendesk',
  sure: 'seen',
  hosts: ['zendesk.com'],
  messages: ['[data-test-id="omni-log-message-content"]', '[data-test-id="omni-log-item-message"]', '.zd-comment'],
  replyBoxes: [
    '[data-test-id="omnicomposer-rich-text-ckeditor"][contenteditable="true"]',
    '[data-test-id^="omnicomposer"] [contenteditable="true"]',
  ],
};
