/** Zoho Mail. Reports of its names disagree; all that were met are tried. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Zoho Mail',
  sure: 'reported',
  hosts: ['mail.zoho.com', 'mail.zoho.eu', 'mail.zoho.in', 'mail.zoho.com.au', 'mail.zoho.jp', 'mail.zohocloud.ca'],
  messages: ['.jsConTent', '.zmMailBody', '#msgBodyContent', '.msgBody'],
  replyBoxes: ['iframe.ze_area', '.ze_body[contenteditable="true"]'],
};
