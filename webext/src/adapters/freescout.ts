/** FreeScout: the threads of a conversation. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'FreeScout',
  sure: 'source',
  fingerprint: '#conv-layout, .thread[data-thread_id]',
  messages: ['.thread .thread-body'],
  replyBoxes: ['.note-editable[contenteditable="true"]'],
  attachments: '.thread-attachments',
};
