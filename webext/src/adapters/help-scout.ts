/** Help Scout: two programs of its users, of 2023 and 2024, read the same elements: a `messageBody` in an `article` a message. The editor’s box is guessed. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Help Scout',
  sure: 'seen',
  hosts: ['secure.helpscout.net'],
  messages: ['section.messageBody', 'article.thread', 'main', '[role="main"]'],
  replyBoxes: ['[role="textbox"][contenteditable="true"]', '.redactor_editor'],
};
