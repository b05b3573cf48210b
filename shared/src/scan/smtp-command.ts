import type { SmtpCommand } from '../model.ts';
import type { Range } from './address.ts';

const spoken =
  /\b(?:end\s{1,8}of\s{1,8}data|end of message|message body|content|rcpt(?:\s{1,8}to)?|mail(?:\s{1,8}from)?|ehlo|helo|starttls|auth(?:entication)?|data|initial (?:server )?(?:greeting|connection)|connect(?:ion)?|banner|quit)\b/iy;
/** By the first letters of the words for it. */
const commands: ReadonlyMap<string, SmtpCommand> = new Map([
  ['end', 'END-OF-DATA'],
  ['mess', 'END-OF-DATA'],
  ['cont', 'END-OF-DATA'],
  ['rcpt', 'RCPT TO'],
  ['mail', 'MAIL FROM'],
  ['ehlo', 'EHLO'],
  ['helo', 'HELO'],
  ['star', 'STARTTLS'],
  ['auth', 'AUTH'],
  ['data', 'DATA'],
  ['init', 'CONNECT'],
  ['conn', 'CONNECT'],
  ['bann', 'CONNECT'],
  ['quit', 'QUIT'],
]);

export interface FoundCommand extends Range {
  readonly command: SmtpCommand;
}

/**
 * Read the name of an SMTP command, as writers put it into words, that starts exactly at `at`.
 *
 *     (in reply to RCPT TO command)    (in reply to end of DATA command)    after initial connection
 *                  ^^^^^^^                          ^^^^^^^^^^^
 */
export function smtpCommandAt(text: string, at: number): FoundCommand | undefined {
  spoken.lastIndex = at;
  if (!spoken.test(text)) return undefined;
  const end = spoken.lastIndex;
  const word = text.slice(at, at + 4).trimEnd();
  const command = commands.get(word.toLowerCase());
  return command && { command, start: at, end };
}
