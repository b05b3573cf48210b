/**
 * Open-Xchange App Suite (IONOS, mailbox.org and other providers): each message is a frame of the same origin without an
 * address.
 */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Open-Xchange',
  sure: 'source',
  fingerprint: '#io-ox-core, #io-ox-windowmanager, .mail-detail-frame',
  messages: ['iframe.mail-detail-frame', '.mail-detail-pane .mail-detail-content'],
  replyBoxes: [
    '.io-ox-mail-compose .mce-content-body[contenteditable="true"]',
    '.io-ox-mail-compose iframe',
    '.io-ox-mail-compose textarea.plain-text',
  ],
  attachments: '.mail-attachment-list',
};
