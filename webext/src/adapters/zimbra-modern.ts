/** Zimbra, the modern page: its class names are those of its components, without hashes. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Zimbra (modern)',
  sure: 'source',
  fingerprint: '[class^="zimbra-client_"]',
  messages: ['.zimbra-client_html-viewer_inner', '.zimbra-client_viewer'],
  replyBoxes: ['.zimbra-client_composer [contenteditable="true"]', '.zimbra-client_composer textarea'],
  attachments: '[class^="zimbra-client_attachment"]',
};
