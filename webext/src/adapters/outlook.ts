/**
 * Outlook on the web, in the cloud and (`._rp_U4`) on premises. Its hashed classes change every few weeks and its labels are
 * translated: only ids and roles are looked at.
 */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Outlook on the web',
  sure: 'seen',
  hosts: ['outlook.office.com', 'outlook.office365.com', 'outlook.live.com', 'outlook.cloud.microsoft'],
  fingerprint: '[id^="UniqueMessageBody"], ._rp_U4',
  messages: [
    '[id^="UniqueMessageBody"]',
    '[data-app-section="MailReadCompose"] [role="document"]',
    '._rp_U4 > :first-child',
    '.allowTextSelection',
  ],
  replyBoxes: ['[data-app-section="MailReadCompose"] [contenteditable="true"]', '[id^="editorParent"] [contenteditable="true"]'],
};
