/** Zimbra, the classic page: HTML messages in a frame of the same origin, plain text beside it in `.MsgBody-text`. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Zimbra (classic)',
  sure: 'source',
  fingerprint: '#z_shell, #skin_outer, iframe[id$="__body__iframe"]',
  messages: ['iframe[id$="__body__iframe"], .MsgBody-text', '.MsgBody'],
  replyBoxes: ['iframe[id$="_body_ifr"]', 'textarea.ZmHtmlEditorTextArea'],
  attachments: '[id$="_attLinks"]',
};
