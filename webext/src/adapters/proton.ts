/** Proton Mail: each message is a sandboxed frame without an address; no script runs in it, its parent may read it. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Proton Mail',
  sure: 'source',
  hosts: ['mail.proton.me', 'mail.protonmail.com'],
  messages: ['iframe[data-testid="content-iframe"]', '.message-content'],
  replyBoxes: ['iframe[data-testid="rooster-iframe"]', '[data-testid="editor-textarea"]'],
};
