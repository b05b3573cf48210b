/** Zammad: the classic page (`.textBubble-content`) and the new desktop view (`article-content`). */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Zammad',
  sure: 'source',
  fingerprint: '.ticket-article-item, .content.active .ticket-article, [data-test-id="article-content"]',
  messages: ['.ticket-article-item .textBubble-content', '[data-test-id="article-content"]'],
  replyBoxes: ['.article-new [contenteditable="true"]', '[data-name="body"][contenteditable="true"]'],
  attachments: '.ticket-article-item .attachments, .article-content-meta',
};
