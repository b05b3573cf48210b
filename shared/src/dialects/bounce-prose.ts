/**
 * Bounces without a machine part: a mail from a mailer daemon that says in prose what was not delivered (Exim, qmail, Sendmail and their heirs).
 * What returns from the original message is not read.
 */
import { isBounceInProse } from '../scan/bounce-mail.ts';
import { machinePart } from '../scan/machine-part.ts';
import { proseEvents } from '../scan/prose.ts';
import type { MessageDialect } from './dialect.ts';

const bounceProse: MessageDialect = {
  title: 'bounce in prose',
  reads: 'message',
  recognizes: (mail) => machinePart(mail) === undefined && isBounceInProse(mail),
  read: (mail) => proseEvents(mail),
};
export default bounceProse;
