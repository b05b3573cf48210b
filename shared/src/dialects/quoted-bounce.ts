/** A mail from a person that quotes or forwards a bounce in its text, as customers send it to a support desk. */
import { isBounceInProse } from '../scan/bounce-mail.ts';
import { machinePart } from '../scan/machine-part.ts';
import { quotedBounceIn, quotedEvents } from '../scan/quoted-bounce.ts';
import type { MessageDialect } from './dialect.ts';

const quotedBounce: MessageDialect = {
  title: 'bounce quoted in a mail',
  reads: 'message',
  recognizes: (mail) => machinePart(mail) === undefined && !isBounceInProse(mail) && quotedBounceIn(mail) !== undefined,
  *read(mail) {
    const found = quotedBounceIn(mail);
    if (found) yield* quotedEvents(found.part.layer, found.start);
  },
};
export default quotedBounce;
