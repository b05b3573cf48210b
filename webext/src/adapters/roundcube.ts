/**
 * Roundcube: the message view, which the list of messages shows in a frame of the same origin. The ids are the same in every
 * skin.
 */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Roundcube',
  sure: 'run',
  fingerprint: '#messagebody, #message-header, #messagecontframe',
  messages: ['#messagebody', '#messagecontframe'],
  replyBoxes: ['#composebody_ifr', '#composebody'],
  attachments: '#attachment-list, .attachmentslist',
};
