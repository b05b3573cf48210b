/**
 * Delivery status notifications: RFC 3464 reports (RFC 6522 container, RFC 6533 for international addresses) with their human part.
 *
 * Recognised by their machine part, whatever the container calls itself: OpenSMTPD sends multipart/mixed, others forget report-type.
 */
import type { Mail, MailPart } from '../decode/mail.ts';
import { limits } from '../limits.ts';
import { type Evidence, firstEvidence } from '../model.ts';
import { bouncesIn } from '../scan/bounce-text.ts';
import { isChallenge } from '../scan/challenge.ts';
import { dsnGroupsIn } from '../scan/dsn-fields.ts';
import { reportEvents } from '../scan/dsn-report.ts';
import { machinePart } from '../scan/machine-part.ts';
import { originalFacts } from '../scan/original.ts';
import { proseEvents } from '../scan/prose.ts';
import { reconcile } from '../scan/reconcile.ts';
import { readReply } from '../scan/reply.ts';
import { returnedAt } from '../scan/returned-message.ts';
import type { MessageDialect } from './dialect.ts';

const dsn: MessageDialect = {
  title: 'delivery status notification (RFC 3464)',
  reads: 'message',
  recognizes: (mail) => machinePart(mail) !== undefined,
  *read(mail) {
    const machine = machinePart(mail);
    if (!machine) return;
    const { layer } = machine;
    const told = [...reportEvents(layer, dsnGroupsIn(layer.text, 0, layer.text.length))];
    const human = humanParts(mail, machine).flatMap((part) => [
      ...bouncesIn(part.layer, 0, part.layer.text.length, { words: false, trust: 'bounce' }),
    ]);
    const original = originalFacts(mail);
    const prose = human.length > 0 ? [] : wordsOf(humanParts(mail, machine)[0]);
    const events =
      told.length > 0
        ? reconcile(told, human).map((evidence) => [...evidence, ...wordsFor(evidence, prose), ...original])
        : proseEvents(mail);
    for (const evidence of events) {
      if (!isChallenge(firstEvidence(evidence, 'diagnostic-text')?.value ?? '')) yield evidence;
    }
  },
};
export default dsn;

/** What is written for people: the text parts before the machine part. */
function humanParts(mail: Mail, machine: MailPart): readonly MailPart[] {
  const before = mail.parts.slice(0, mail.parts.indexOf(machine)).filter((part) => part.mediaType.startsWith('text/'));
  const plain = before.filter((part) => part.mediaType !== 'text/html');
  return plain.length > 0 ? plain : before;
}

/** A report without any diagnostic text may say in prose what it does not say in its fields. */
function wordsOf(part: MailPart | undefined): readonly Evidence[] {
  if (!part) return [];
  const end = Math.min(returnedAt(part.layer.text), limits.replyLength);
  return readReply(part.layer, 0, end).filter((e) => e.kind === 'diagnostic-text');
}
function wordsFor(evidence: readonly Evidence[], prose: readonly Evidence[]): readonly Evidence[] {
  return firstEvidence(evidence, 'diagnostic-text') ? [] : prose;
}
