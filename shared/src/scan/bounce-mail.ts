/**
 * Is a mail without a machine part a bounce? Decided by what speaks for it and against it, never by one word: people write about errors,
 * and programs answer for people on holiday.
 */
import { header, type Mail } from '../decode/mail.ts';
import { returnedAt } from './returned-message.ts';

/** The names and local parts of what sends bounces. */
export const daemonName =
  /(?:^|[<"'\s(])(?:mailer[-_ ]?daemon|mail[-_ ]?daemon|post[-_]?master|mdaemon|mail delivery (?:sub)?system|(?:mail|system) administrator|mail deliver[a-z]{0,8}|smtp-gateway|bounces?|mail(?:adm[a-z]{0,12}|server|system)|mail system|delivery|imss|interscan|symantec_antivirus[\w]{0,32}|webshield[^<]{0,40}|groupwise|antispam)(?:[@\\">\s.+)=-]|$)/i;
const bounceSubject = new RegExp(
  [
    /\bun-?deliver\w{0,8}/,
    /\breturn(?:ed|ing) (?:(?:e-?)?mail|message|to sender)/,
    /\breturned to sender/,
    /\bdelivery (?:status|fail\w{0,6}|has failed|problem|report|error|notification|delay\w{0,3}|unsuccessful|warning|to )/,
    /\bmail (?:delivery|system error|error|failure|failed|could not)/,
    /\bfailure (?:notice|delivery)/,
    /\bfail(?:ed|ure)? (?:mail|delivery|to deliver)/,
    /\b(?:could|can) ?not (?:be )?(?:deliver|send)/,
    /\bnot (?:be(?:en)? )?delivered/,
    /\bnon-?deliver/,
    /\b(?:delayed|rejected) (?:mail|message)|\bmessage (?:delayed|delivery|rejected|could not)/,
    /\bprocessing error|\berror (?:sending|delivering|during|while)/,
    /\buser unknown|\bbounced?\b|\bautomatically rejected|\bnot (?:a )?member|\bloop alert|\bserver: errors from/,
    /\bunzustell|\bnicht (?:zu|aus)gestellt|\bzustellung\w{0,8} fehl|\bnon remis|\bno (?:se ha )?entregad|\bmancato recapito|\brecapito/,
    /エラー|不達|配信|返送|送信/,
    /退信|退回|投递失败|投遞失敗|无法投递|無法投遞|未能送达|反送|반송|전송 ?실패|배달 ?(?:실패|불가)/,
    /недоставлен|не доставлен|не удалось доставить|ошибка доставки|возврат|недоставка|не доставлено/,
    /\bnie (?:dostarczono|można dostarczyć)|\bniedostarcz|\bzwrot|\bnedoručiteln|\bnedoručen|\bkézbesíthetetlen|\biletilemedi|\bteslim edilemedi/,
    /\bonbestelbaar|\bniet (?:be|af)geleverd|\bkan inte levereras|\bolevererbar|\bkunne ikke leveres|\bikke levert|\btoimitus epäonnistui/,
    /\bnão (?:entregue|foi possível)|\bfalha na entrega|\bno entregado|\béchec (?:de la remise|d'envoi)|\bmessaggio non recapitato/,
  ]
    .map((r) => r.source)
    .join('|'),
  'i',
);
const bounceProse = new RegExp(
  [
    /\b(?:could|can) ?not (?:be )?(?:deliver|reach|send)/,
    /\bcouldn't (?:be )?deliver/,
    /\b(?:did not|didn't) reach the following/,
    /\bwas(?: not|n't) able to deliver/,
    /\b(?:unable|failed) to deliver/,
    /\b(?:has|was|is) not (?:been )?(?:yet )?(?:be(?:ing)? )?delivered/,
    /\bdelivery (?:to the following|of (?:the|this|your) (?:e-?mail|message)|attempt|has failed|failed)/,
    /\b(?:following|failed|intended) (?:recipient|address)/,
    /\bhas been (?:rejected|returned|postponed)|\bwas (?:automatically )?rejected/,
    /\btrouble delivering|\bundeliverable|\bmessage log follows|\berror message below/,
    /\bnot a (?:valid|known) user/,
    /\breturned to (?:the )?sender|\bpermanent (?:fatal )?errors?/,
    /\bmail loop|\bduplicated message-id|\bthe error (?:message|returned|was)|\btranscript of session follows|\bnot a member of/,
    /^\s{0,8}<[^<>@\s]{1,64}@[^<>@\s]{1,255}>:?[ \t]{0,8}$/m,
    /送信できません|配信できません|届けることができません|お届けできません/,
    /nicht (?:zu|aus)gestellt|konnte nicht|n'a pas pu|no se (?:ha )?pudo/,
    /退回来|被退回|退信原因|无法送达|無法送達|无法投递|보낼 수 없|전송되지 않|배달되지/,
    /не удалось доставить|не может быть доставлен|не было доставлено|не доставлено|доставка .{0,60}невозможна/,
    /nie (?:został[ao]? dostarczon|można dostarczyć|mogła zostać)|nebyla? doručen|nelze doručit|nem kézbesíthető|iletilemedi|teslim edilemedi/,
    /niet (?:worden )?(?:be|af)(?:ge)?leverd|kunde inte levereras|kunne ikke leveres|ei voitu toimittaa|não pôde ser entregue|non (?:è stato )?(?:possibile )?(?:recapita|consegna)/,
  ]
    .map((r) => r.source)
    .join('|'),
  'im',
);
/** Mail that programs write for people: absences, confirmations, receipts. */
const writtenForPeople =
  /\b(?:out of (?:the )?office|vacation|auto(?:matic|mated)?[- ](?:response|reply|responder)|autoreply|abwesen|away (?:from|on|until)|holiday|on leave|confirm(?:ation)? (?:your|that you|required)|verify (?:your|that you)|guest list|whitelist|challenge|please (?:confirm|click))\b/i;

/** Whether the mail is a bounce, though it has no machine part. */
export function isBounceInProse(mail: Mail): boolean {
  if (value(mail, 'x-failed-recipients') !== '') return true;
  const reportType = mail.parameters.get('report-type')?.toLowerCase();
  if (reportType === 'feedback-report') return false;
  const sender = senderWeight(mail);
  // Most mail is somebody's: its text is not looked at.
  if (sender === 0) return false;
  const text = proseOf(mail);
  const content = weigh([
    [2, bounceSubject.test(value(mail, 'subject'))],
    [2, bounceProse.test(text)],
    [1, mail.parts.some((part) => part.mail !== undefined) || returnedAt(text) < text.length],
    [1, mail.mediaType === 'multipart/report'],
  ]);
  if (content < 2 || Math.min(sender, 4) + content < 4) return false;
  const against = weigh([
    [4, writtenForPeople.test(value(mail, 'subject'))],
    [3, writtenForPeople.test(text)],
    [2, /^auto-replied/i.test(value(mail, 'auto-submitted')) && !daemonName.test(value(mail, 'from'))],
    [2, reportType === 'disposition-notification'],
    [4, isBulk(mail)],
  ]);
  return Math.min(sender, 4) + content - against >= 4;
}
function senderWeight(mail: Mail): number {
  return weigh([
    [3, daemonName.test(value(mail, 'from')) || daemonName.test(value(mail, 'sender'))],
    [2, /^<\s{0,4}>/.test(value(mail, 'return-path')) || daemonName.test(value(mail, 'return-path'))],
    [1, /\b(?:no-?reply|[\w.]{1,40}-(?:admin|owner|request))@/i.test(value(mail, 'from'))],
    [2, /^(?:[^<]{0,80}<\s{0,4}>)?$/.test(value(mail, 'from')) && header(mail, 'from') !== undefined],
  ]);
}
/** Sent through a list by somebody: a `Postmaster Weekly <news@example.com>` is no postmaster. A daemon's mail may pass a list, too. */
function isBulk(mail: Mail): boolean {
  const address = /<([^<>]{0,320})>/.exec(value(mail, 'from'))?.[1] ?? value(mail, 'from');
  return ['list-id', 'list-unsubscribe', 'list-post'].some((name) => value(mail, name) !== '') && !daemonName.test(address);
}
function weigh(signals: readonly (readonly [weight: number, holds: boolean])[]): number {
  return signals.reduce((sum, [weight, holds]) => sum + (holds ? weight : 0), 0);
}
function value(mail: Mail, name: string): string {
  return (header(mail, name)?.value.text ?? '').trim().slice(0, 1_000);
}
/** The first words of the first text part that has any. */
function proseOf(mail: Mail): string {
  const texts = mail.parts.filter((part) => part.mediaType.startsWith('text/') && part.mediaType !== 'text/rfc822-headers');
  return (texts.find((part) => part.layer.text.trim() !== '')?.layer.text ?? '').slice(0, 4_000);
}
