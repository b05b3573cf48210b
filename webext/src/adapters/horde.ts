/** Horde IMP, the dynamic view: the preview beside the list and the message in its own window. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Horde',
  sure: 'source',
  fingerprint: '#impLoading, #horde-page #imp-mailbox, #previewMsg',
  messages: ['#messageBody', '#previewMsg .messageBody', '.messageBody'],
  replyBoxes: ['#composeMessageParent iframe', '#composeMessage'],
  attachments: '#partlist',
};
