/** What a bounce says in prose: of whom, what, and whether the mail is still being tried. */
import { header, type Mail, type MailPart } from '../decode/mail.ts';
import { limits } from '../limits.ts';
import { type Evidence, firstEvidence, type Layer } from '../model.ts';
import { addressesIn } from './address.ts';
import { bouncesIn, stanzaRecipients } from './bounce-text.ts';
import { originalFacts } from './original.ts';
import { asOneEach } from './reconcile.ts';
import { readReply } from './reply.ts';
import { hasReportFields, reportInText } from './report-in-text.ts';
import { returnedAt } from './returned-message.ts';
import { stillTriedIn } from './still-tried.ts';

/** The events told in the prose of a bounce; the returned message is not read, but for whom it was meant and its Message-ID. */
export function proseEvents(mail: Mail): readonly (readonly Evidence[])[] {
  const layer = prosePart(mail)?.layer;
  if (!layer) return [];
  const end = Math.min(returnedAt(layer.text), limits.partLength);
  const shared = [...actionFacts(mail, layer, end), ...originalFacts(mail)];
  return eventsOf(mail, layer, end).map((evidence) => [...evidence, ...shared]);
}

function prosePart(mail: Mail): MailPart | undefined {
  const texts = mail.parts.filter(
    (part) => part.mediaType.startsWith('text/') && part.mediaType !== 'text/rfc822-headers' && part.layer.text.trim() !== '',
  );
  return texts.find((part) => part.mediaType !== 'text/html') ?? texts[0];
}

function eventsOf(mail: Mail, layer: Layer, end: number): readonly (readonly Evidence[])[] {
  const reported = hasReportFields(layer.text.slice(0, end)) ? reportInText(layer, end) : [];
  if (reported.some((e) => firstEvidence(e, 'final-recipient'))) return reported;
  const own = ownAddresses(mail);
  const told = [...bouncesIn(layer, 0, end, { words: false, trust: 'bounce' })].map((evidence) => evidence.filter((e) => !isOwn(e, own)));
  const named = told.filter((e) => firstEvidence(e, 'final-recipient'));
  if (named.length > 0) return asOneEach(named);
  const recipients = failedRecipients(mail, layer, end);
  if (told.length > 0) return told.map((evidence) => [...evidence, ...recipients.slice(0, 1)]);
  const said = readReply(layer, 0, Math.min(end, limits.replyLength));
  if (recipients.length > 0) return recipients.map((recipient) => [...said, recipient]);
  return said.length > 0 ? [said] : [];
}
/** Who sends and who gets the bounce is not whom it is about, unless the header names him as that. */
function ownAddresses(mail: Mail): ReadonlySet<string> {
  const failed = addressesOf(header(mail, 'x-failed-recipients')?.value);
  const own = ['from', 'to', 'sender', 'reply-to', 'delivered-to'].flatMap((name) => addressesOf(header(mail, name)?.value));
  return new Set(own.filter((address) => !failed.includes(address)));
}
function isOwn(evidence: Evidence, own: ReadonlySet<string>): boolean {
  return evidence.kind === 'final-recipient' && own.has(evidence.value.toLowerCase());
}

const delayedSubject =
  /\b(?:delay(?:ed)?|warning: (?:could not send|message|mail|delivery)|delivery warning|not yet (?:been )?delivered|temporar(?:y|ily)|postponed)\b/i;
/** Failed, unless the subject or the prose says that the mail is still being tried. */
function actionFacts(mail: Mail, layer: Layer, end: number): readonly Evidence[] {
  const subject = header(mail, 'subject')?.value;
  const late = delayedSubject.exec(subject?.text ?? '');
  if (subject && late) return [subject.fact('action', 'delayed', late.index, late.index + late[0].length)];
  const waits = stillTriedIn(layer.text, 0, end);
  if (waits) return [layer.fact('action', 'delayed', waits.start, waits.end)];
  return subject && subject.text.length > 0 ? [subject.fact('action', 'failed', 0, subject.text.length)] : [];
}

/** `X-Failed-Recipients: kim@example.com, lee@example.com` (Exim, Gmail); else who is named in the prose; else whom the returned message was for. */
function failedRecipients(mail: Mail, layer: Layer, end: number): readonly Evidence<'final-recipient'>[] {
  const named = header(mail, 'x-failed-recipients')?.value;
  if (named) return recipientsIn(named, 0, named.text.length);
  const own = ownAddresses(mail);
  const listed = stanzaRecipients(layer, 0, Math.min(end, limits.replyLength)).filter((recipient) => !isOwn(recipient, own));
  if (listed.length > 0) return listed;
  const inProse = recipientsIn(layer, 0, Math.min(end, limits.replyLength)).filter((recipient) => !isOwn(recipient, own));
  if (inProse.length > 0) return inProse.slice(0, 1);
  const original = mail.parts.find((part) => part.mail !== undefined)?.mail;
  const to = original && header(original, 'to')?.value;
  return to ? recipientsIn(to, 0, to.text.length) : [];
}
function addressesOf(layer: Layer | undefined): readonly string[] {
  return layer ? addressesIn(layer.text, 0, layer.text.length).map((a) => a.address.toLowerCase()) : [];
}
function recipientsIn(layer: Layer, start: number, end: number): readonly Evidence<'final-recipient'>[] {
  return addressesIn(layer.text, start, end).map((a) => layer.fact('final-recipient', a.address, a.start, a.end));
}
