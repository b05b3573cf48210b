/**
 * What mail programs show their users: the dialogs of iOS and macOS Mail, Outlook's `0x800CCC0E`, Thunderbird, webmail.
 *
 *     Cannot Send Mail. The recipient "kim@example.com" was rejected by the server because it does not allow relaying.
 *
 * A dialog is a paragraph that speaks of the program's own server; a reply it quotes keeps its codes. The mail is on its way out:
 * its direction is submission.
 */
import { limits } from '../limits.ts';
import type { Evidence, Layer } from '../model.ts';
import { addressesIn, type Range } from '../scan/address.ts';
import { paragraphsOf } from '../scan/lines.ts';
import { readReply } from '../scan/reply.ts';
import type { TextDialect } from './dialect.ts';

/** What dialogs say and servers do not, in any case of letters; word boundaries only beside ASCII letters. */
const inAscii = anyOf([
  /cannot (?:send|get) (?:e-?)?mail\b/,
  /was rejected by the server/,
  /\baddress (?:was )?rejected by (?:the )?server/,
  /\boutgoing (?:mail )?(?:server|\(smtp\))/,
  /\buser ?name or password for /,
  /\b(?:imap|pop3?|smtp|mail) server "/,
  /" is not responding\b/,
  /\bsending of (?:the )?message failed/,
  /\berror (?:occurred )?while sending (?:mail|the message)/,
  /\bsmtp error \(\d{3}\)/,
  /\b0x800(?:ccc|4)[0-9a-f]{2,5}\b/,
  /\b(?:verify|check) (?:that you have entered )?the correct account info/,
  /\bunable to verify account/,
  /\bfehler beim senden der (?:nachricht|e-mail)/,
  /\bnachricht konnte nicht/,
  /\bmails? kann nicht (?:gesendet|empfangen) werden/,
  /\bvom server abgelehnt\b/,
  /\blors de l'envoi de l'e-mail/,
  /\berror (?:al enviar|mientras se enviaba) el (?:correo|mensaje)/,
  /\bmensaje no se ha podido enviar/,
  /\berrore durante l'invio\b/,
  /\bpossibile inviare il messaggio\b/,
  /\bopgetreden bij het verzenden\b/,
  /\bbericht kon niet worden verzonden\b/,
  /\berro ao enviar (?:e-?mail|mensage|a mensagem)/,
  /\b(?:benutzername oder das passwort|nom d'utilisateur ou le mot de passe) (?:pour|de) "/,
  /\b(?:envoi du courrier impossible|impossible de relever le courrier)\b/,
  /\bno se puede (?:enviar|obtener) (?:el )?correo\b/,
  /\bimpossibile (?:inviare il messaggio|ricevere la posta)\b/,
  /\b(?:rifiutato|rechazado) (?:dal server|por el servidor)\b/,
  /\bkan geen e-mail (?:verzenden|ontvangen)\b/,
  /\bsmtp[- ]?(?:fehler|fout)/,
  /\b(?:erreur|error|errore|erro)(?: de)? smtp(?: \(\d{3}\))? ?:/,
]);
/** With letters or quotes beyond ASCII, looked for where there are some: to compile them takes longer than to read a short reply. */
const beyondAscii = anyOf([
  /\b(?:imap|pop3?|smtp|mail) server [“„]/,
  /[”“] is not responding\b/,
  /\bnachricht konnte aus unbekannten gründen nicht/,
  /\bmails? können nicht (?:gesendet|empfangen) werden/,
  /\blors de l['’]envoi de l['’]e-mail/,
  /\bmessage n['’]a pas pu être envoyé/,
  /\brejetée? par le serveur\b/,
  /\bmensaje no se envió/,
  /\berrore durante l’invio\b/,
  /\bmensagem não foi enviada\b/,
  /\b(?:benutzername oder das passwort|nom d['’]utilisateur ou le mot de passe|nombre de usuario o la contraseña) (?:für|pour|de) ["“„«]/,
  /\bpossível (?:enviar|obter) e-mails?\b/,
  /メールの送信[中前]に/,
  /(?:メール|メッセージ)を(?:送信|受信)できません/,
  /\bsmtp[- ]?エラー/,
]);
const isBeyondAscii = /[^\0-\x7f]/;
function anyOf(words: readonly RegExp[]): RegExp {
  return new RegExp(words.map(({ source }) => source).join('|'), 'i');
}
function isDialog(text: string): boolean {
  return inAscii.test(text) || (isBeyondAscii.test(text) && beyondAscii.test(text));
}

const clientDialog: TextDialect = {
  title: 'dialog of a mail program',
  reads: 'text',
  recognizes: (text) => isDialog(text.slice(0, limits.partLength)),
  *read(layer) {
    for (const paragraph of paragraphsOf(layer.text)) {
      const end = Math.min(paragraph.end, paragraph.start + limits.replyLength);
      if (isDialog(layer.text.slice(paragraph.start, end))) yield dialogEvent(layer, { start: paragraph.start, end });
    }
  },
};
export default clientDialog;

function dialogEvent(layer: Layer, range: Range): readonly Evidence[] {
  const [address] = addressesIn(layer.text, range.start, range.end);
  const reply = quotedReply(layer.text, range);
  return [
    ...readReply(layer, reply.start, reply.end),
    ...(address ? [layer.fact('final-recipient', address.address, address.start, address.end)] : []),
    layer.fact('direction', 'submission', range.start, range.start + 1),
  ];
}

/** Where a dialog hands over to the server's reply, in the languages it is translated into; Thunderbird leaves the reply code out. */
const handover =
  /(?:responded|antwortete|répondu|respondió|respondido|risposto|risposta del server|antwoordde|respondeu|応答)\s{0,2}:\s{0,4}(?=[2-5]\d\d[\s-]|[245]\.\d{1,3}\.\d{1,3} )/i;
/** What the program advises behind the reply; it is no part of what the server said. */
const advice =
  /(?:[.!]\s{1,2}(?:please (?:check the message|verify that your|ensure that you)|bitte überprüfen|veuillez vérifier|verifique|compruebe|asegúrese|controllare|verificare|controleer|zorg ervoor|garanta)|メッセージの受信者|送信に使用する)/i;

/** The reply that the dialog quotes, without the program's own words around it; the whole dialog where it quotes none. */
function quotedReply(text: string, range: Range): Range {
  const told = text.slice(range.start, range.end);
  const opening = handover.exec(told);
  if (!opening) return range;
  const start = opening.index + opening[0].length;
  const length = advice.exec(told.slice(start))?.index ?? told.length - start;
  return { start: range.start + start, end: range.start + start + length };
}
