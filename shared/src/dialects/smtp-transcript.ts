/**
 * The transcript of an SMTP session, as tools print it and people paste it.
 *
 *      -> RCPT TO:<kim@example.com>        >>> RCPT To:<kim@example.com>     CLIENT -> SERVER: RCPT TO:<kim@example.com>     RCPT TO:<kim@example.com>
 *     <** 550 5.1.1 … User unknown         <<< 550 5.1.1 … User unknown      SERVER -> CLIENT: 550 5.1.1 … User unknown      550 5.1.1 … User unknown
 *     swaks (`~` under TLS)                sendmail -v                       PHPMailer                                       telnet, openssl s_client
 *
 * Also curl (`> `, `< `), msmtp (`--> `, `<-- `), `C: `/`S: `, and Python's smtplib. Read as its client sees it: the direction is outbound.
 */
import { limits } from '../limits.ts';
import type { Layer } from '../model.ts';
import type { Range } from '../scan/address.ts';
import { linesOf } from '../scan/lines.ts';
import { type Conversation, openConversation } from '../scan/smtp-conversation.ts';
import { logHead } from '../scan/syslog.ts';
import type { TextDialect } from './dialect.ts';

const fromClient = /(?: (?:->|~>|\*>|\*\*>) |>>>? |> |-->|--> |C: ?|CLIENT -> SERVER: |send: b?['"])[ \t]{0,4}/y;
const fromServer = /(?:<(?:-|~|\*\*|~\*) {1,2}|<<<? |< |<--|<-- |S: ?|SERVER -> CLIENT: |reply: b?['"])[ \t]{0,4}(?=[2-5]\d\d)/y;
const command =
  /(?:(?:RCPT TO|MAIL FROM) ?:|(?:EHLO|HELO|LHLO) \S|AUTH (?:PLAIN|LOGIN|CRAM|XOAUTH|SCRAM)|(?:DATA|QUIT|STARTTLS|RSET)[ \t\r\\]{0,8}(?=$|['"]))/imy;
const answer = /[2-5]\d\d(?:[ -]|$)/my;
const body = /[ \t]{0,2}\.[ \t]{0,2}$/my;

/** Sendmail quotes a few lines of the session in its bounces; who reads those knows the recipient, too. */
const quoted = /^[ \t>|]{0,8}-{3,8} Transcript of session follows/m;

const smtpTranscript: TextDialect = {
  title: 'transcript of an SMTP session',
  reads: 'text',
  exclusive: true,
  recognizes: (text) => {
    if (quoted.test(text.slice(0, limits.headLength))) return false;
    let [asked, answered] = [false, false];
    for (const line of linesOf(text, 0, Math.min(text.length, limits.headLength))) {
      const said = spoken(text, line);
      asked ||= said?.by === 'client' && at(command, text, said.start);
      answered ||= said?.by === 'server';
      if (asked && answered) return true;
    }
    return false;
  },
  *read(layer) {
    let conversation = openConversation();
    for (const line of linesOf(layer.text)) {
      if (isConnecting(layer.text, line)) conversation = openConversation();
      yield* take(conversation, layer, line);
    }
  },
};
export default smtpTranscript;

interface Spoken extends Range {
  readonly by: 'client' | 'server';
  /** Without a mark that says who speaks. */
  readonly isBare: boolean;
}
/** Who says a line, and where the words begin. A bare line counts only where it is a command or a reply. */
function spoken(text: string, line: Range): Spoken | undefined {
  const head = /^[ \t>|]{0,8}\d{4}-\d\d-\d\d|^[A-Z][a-z]{2} {1,2}\d/.test(text.slice(line.start, line.start + 20))
    ? logHead(text.slice(line.start, Math.min(line.end, line.start + 200))).body
    : 0;
  const start = line.start + head;
  const end = Math.min(line.end, start + limits.replyLength);
  const server = lengthAt(fromServer, text, start);
  if (server > 0) return { by: 'server', start: start + server, end, isBare: false };
  const client = lengthAt(fromClient, text, start);
  if (client > 0) return { by: 'client', start: start + client, end, isBare: false };
  if (at(command, text, start) || at(body, text, start)) return { by: 'client', start, end, isBare: true };
  return at(answer, text, start) ? { by: 'server', start, end, isBare: true } : undefined;
}
function* take(conversation: Conversation, layer: Layer, line: Range): Generator<ReturnType<Conversation['reply']>[number]> {
  const said = spoken(layer.text, line);
  if (said?.by === 'client') conversation.command(layer, said);
  if (said?.by === 'server' && !(said.isBare && conversation.isWriting()))
    yield* conversation.reply(layer, said, { direction: 'outbound', facts: [] });
}
/** `=== Trying mx.example.com:25...`, `Connected to …`: a session begins. */
function isConnecting(text: string, { start, end }: Range): boolean {
  return /^(?:=== |\* {1,3})?(?:Trying |Connected to |CONNECTED\()/.test(text.slice(start, Math.min(end, start + 24)));
}
function at(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
function lengthAt(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0].length ?? 0;
}
