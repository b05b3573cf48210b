import type { SmtpCommand } from '../model.ts';
import type { Range } from './address.ts';

const spoken =
  /\b(?:(end\s{1,8}of\s{1,8}data|end of message|message body|content)|(rcpt(?:\s{1,8}to)?)|(mail(?:\s{1,8}from)?)|(ehlo)|(helo)|(starttls)|(auth(?:entication)?)|(data)|(initial (?:server )?(?:greeting|connection)|connect(?:ion)?|banner)|(quit))\b/iy;
const order: readonly SmtpCommand[] = [
  'END-OF-DATA',
  'RCPT TO',
  'MAIL FROM',
  'EHLO',
  'HELO',
  'STARTTLS',
  'AUTH',
  'DATA',
  'CONNECT',
  'QUIT',
];

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
  const found = spoken.exec(text);
  if (!found) return undefined;
  const command = order.find((_, index) => found[index + 1] !== undefined);
  return command && { command, start: at, end: at + found[0].length };
}
