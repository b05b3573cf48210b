/** Znuny and OTOBO (and the OTRS they come from): HTML articles in a sandboxed frame of the same origin, others as text. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Znuny / OTOBO',
  sure: 'source',
  fingerprint: '.ArticleMailContent, #ArticleItems, .ArticleMailContentHTMLWrapper',
  messages: ['.ArticleMailContentHTMLWrapper iframe, .ArticleMailContent .ArticleBody', '.ArticleBody'],
  replyBoxes: ['.ck-editor__editable[contenteditable="true"]', 'iframe.cke_wysiwyg_frame', 'textarea#RichText'],
  attachments: '.ArticleAttachments',
};
