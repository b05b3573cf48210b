/**
 * Bounces without a machine part: a mail from a mailer daemon that says in prose what was not delivered (Exim, qmail, Sendmail and their heirs).
 *
 * Recognised by who sends it and what it calls itself, never by its body alone: people write about errors, too. What returns from the
 * original message is not read.
 */
import { header, type Mail } from '../decode/mail.ts';
import { limits } from '../limits.ts';
import { type Action, type Evidence, firstEvidence, type Layer } from '../model.ts';
import { addressesIn } from '../scan/address.ts';
import { bouncesIn } from '../scan/bounce-text.ts';
import { machinePart } from '../scan/machine-part.ts';
import { originalFacts } from '../scan/original.ts';
import { readReply } from '../scan/reply.ts';
import type { MessageDialect } from './dialect.ts';

const daemon = /(?:^|[<"\s(])(?:mailer[-_ ]?daemon|mail[-_ ]?daemon|postmaster|mdaemon|mail delivery (?:sub)?system|mail administrator|mail deliver[a-z]{0,8}|smtp-gateway|bounce[a-z-]{0,16}|mailadm[a-z]{0,12}|mail system)(?:[@">\s.+)-]|$)/i;
const subjects =
  /\b(?:undeliver\w{0,8}|un-?deliverable|returned (?:mail|email|to sender)|return(?:ed|ing) message|delivery (?:status|fail\w{0,6}|has failed|problem|report|error|notification|delay\w{0,3}|unsuccessful)|mail (?:delivery|system error)|failure (?:notice|delivery)|failed (?:mail|delivery)|(?:could|can) ?not (?:be )?deliver\w{0,3}|not delivered|non[- ]?delivery|nondeliverable|mail failure|message (?:delayed|delivery)|delayed (?:mail|delivery)|warning: (?:could not send|message)|user unknown|unzustellbar|nicht zugestellt|zustellung|non remis|no entregado|mancato recapito|mail error|bounced?|rejected)\b|エラー|不達|配信/i;
const notBounces = /^(?:auto-replied|auto-notified)/i;
const delayed = /\b(?:delayed|delay|warning|not yet (?:been )?delivered|will (?:be )?(?:retr|continue|keep)|still (?:being )?(?:try|retr|queue)|temporar(?:y|ily)|do not need to resend)/i;

const bounceProse: MessageDialect = {
  title: 'bounce in prose',
  reads: 'message',
  recognizes: (mail) => machinePart(mail) === undefined && (value(mail, 'x-failed-recipients') !== undefined || (fromDaemon(mail) && callsItselfBounce(mail))),
  *read(mail) {
    const texts = mail.parts.filter((part) => part.mediaType.startsWith('text/') && part.mediaType !== 'text/rfc822-headers');
    const plain = texts.find((part) => part.mediaType !== 'text/html' && part.layer.text.trim() !== '') ?? texts[0];
    if (!plain) return;
    const { layer } = plain;
    const end = Math.min(returnedAt(layer.text), limits.partLength);
    const shared = [...actionFacts(mail, layer, end), ...originalFacts(mail)];
    const told = [...bouncesIn(layer, 0, end, { words: false })];
    const named = told.filter((e) => firstEvidence(e, 'final-recipient'));
    const failed = failedRecipients(mail);
    const events = named.length > 0 ? named : told;
    if (events.length > 0) for (const evidence of events) yield [...evidence, ...(named.length > 0 ? [] : failed.slice(0, 1)), ...shared];
    else yield* wholeText(layer, end, failed).map((evidence) => [...evidence, ...shared]);
  },
};
export default bounceProse;

function value(mail: Mail, name: string): string | undefined {
  return header(mail, name)?.value.text.trim();
}
function fromDaemon(mail: Mail): boolean {
  const nullPath = /^<\s{0,4}>$/.test(value(mail, 'return-path') ?? '');
  return nullPath || daemon.test(value(mail, 'from') ?? '') || daemon.test(value(mail, 'sender') ?? '');
}
function callsItselfBounce(mail: Mail): boolean {
  if (notBounces.test(value(mail, 'auto-submitted') ?? '') && !daemon.test(value(mail, 'from') ?? '')) return false;
  const reportType = mail.parameters.get('report-type')?.toLowerCase();
  if (reportType === 'disposition-notification' || reportType === 'feedback-report') return false;
  return subjects.test(value(mail, 'subject') ?? '');
}

/** Where the returned message begins, by the lines writers set before it. */
function returnedAt(text: string): number {
  const found =
    /(?:^|[\r\n])[ \t>]{0,8}(?:-{2,}[ \t]{0,4}(?:this is a copy|original message|below this line|returned message|unsent message|the (?:header|body|following)|start of (?:returned|unsent)|copy of|message header|forwarded|enclosed|undelivered)|original message (?:headers|follows)|the following is a copy|return-path: |received: (?:from|by) )/i.exec(
      text,
    );
  return found ? found.index : text.length;
}

function actionFacts(mail: Mail, layer: Layer, end: number): readonly Evidence[] {
  const subject = header(mail, 'subject')?.value;
  const late = delayed.exec(subject?.text ?? '');
  const failed: Action = 'failed';
  if (subject && late) return [subject.fact('action', 'delayed', late.index, late.index + late[0].length)];
  const waits = /\b(?:warning message only|do(?:es)? not need to resend|delivery attempts will continue|will (?:continue|keep) trying|no action is required|has not yet been delivered|will be retried)\b/i.exec(layer.text.slice(0, end));
  if (waits) return [layer.fact('action', 'delayed', waits.index, waits.index + waits[0].length)];
  return subject && subject.text.length > 0 ? [subject.fact('action', failed, 0, subject.text.length)] : [];
}

/** `X-Failed-Recipients: kim@example.com, lee@example.com` (Exim, Gmail). */
function failedRecipients(mail: Mail): readonly Evidence<'final-recipient'>[] {
  const named = header(mail, 'x-failed-recipients')?.value;
  return named ? addressesIn(named.text, 0, named.text.length).map((a) => named.fact('final-recipient', a.address, a.start, a.end)) : [];
}

/** No reply, no stanza: the prose itself is what was said, of the recipients named anywhere. */
function wholeText(layer: Layer, end: number, failed: readonly Evidence[]): readonly (readonly Evidence[])[] {
  const said = readReply(layer, 0, Math.min(end, limits.replyLength));
  const inText = addressesIn(layer.text, 0, Math.min(end, limits.replyLength)).slice(0, 1);
  const recipients = failed.length > 0 ? failed : inText.map((a) => layer.fact('final-recipient', a.address, a.start, a.end));
  return recipients.length > 0 ? recipients.map((r) => [...said, r]) : said.length > 0 ? [said] : [];
}
