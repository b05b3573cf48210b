/** Help Scout: no name of its page is known to last; its main region is read. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Help Scout',
  sure: 'guess',
  hosts: ['secure.helpscout.net'],
  messages: ['.thread-item .body', 'main', '[role="main"]'],
  replyBoxes: ['[role="textbox"][contenteditable="true"]', '.redactor_editor'],
};
