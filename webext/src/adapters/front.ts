/** Front: no name of its page is known to last; its main region is read. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Front',
  sure: 'guess',
  hosts: ['app.frontapp.com', 'app.front.com'],
  messages: ['main', '[role="main"]'],
  replyBoxes: ['[role="main"] [contenteditable="true"]', 'main [contenteditable="true"]'],
};
