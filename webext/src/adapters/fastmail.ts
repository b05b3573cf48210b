/** Fastmail: its framework names views `v-…`; reports of the one around a body disagree. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Fastmail',
  sure: 'reported',
  hosts: ['app.fastmail.com', 'www.fastmail.com'],
  messages: ['.v-Message-body', '.v-MailboxMessage-body', '.js-MessageBody'],
  replyBoxes: ['.v-Compose [contenteditable="true"]', '.v-Compose textarea'],
};
