/**
 * GMX, WEB.DE and mail.com: a frame of another host (`3c.gmx.net`, `3c-lxa.mail.com`) holds the mail client, and a frame of
 * that (`mailbody`) nothing but the message. No name inside is known to last, so that frame is read whole.
 */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'GMX / WEB.DE / mail.com',
  sure: 'guess',
  hosts: ['gmx.net', 'gmx.com', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.es', 'gmx.fr', 'gmx.co.uk', 'web.de', 'mail.com'],
  messages: ['iframe[src*="/mail/client/mailbody"]', 'iframe[src*="/mail/client"]', 'iframe[src*="//3c"]', 'body'],
  replyBoxes: ['.cke_wysiwyg_frame', '[contenteditable="true"]'],
};
