/** SOGo 5 (also in mailcow): an AngularJS page; each part of a message is a `.sg-mail-part`. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'SOGo',
  sure: 'source',
  fingerprint: 'body[ng-app^="SOGo"]',
  messages: ['.mailer_mailcontent .sg-mail-part', '.mailer_mailcontent', '#detailView .msg-body'],
  replyBoxes: ['sg-ckeditor [contenteditable="true"]', 'iframe.cke_wysiwyg_frame', 'textarea[ng-model="editor.message.editable.text"]'],
  attachments: '.msg-attachment-link, [class*="msg-attachment"]',
};
