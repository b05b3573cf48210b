/** SnappyMail and RainLoop: messages read before stay in the page, hidden. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'SnappyMail / RainLoop',
  sure: 'source',
  fingerprint: '#rl-app',
  messages: ['#messageItem .bodyText', '.messageItem .bodyText', '.b-text-part'],
  replyBoxes: ['#V-PopupsCompose .squire-wysiwyg[contenteditable="true"]', '#V-PopupsCompose .squire-plain'],
  attachments: '.attachmentsPlace',
};
