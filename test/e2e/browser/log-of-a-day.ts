/** A day of a mail server, for pictures: more by day than by night; most bounced, some put off once, some refused on receipt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const samples = join(import.meta.dirname, '../../samples/postfix');
const linesOf = (name: string): readonly string[] => readFileSync(join(samples, name), 'utf8').trimEnd().split('\n');
/** By hour, from midnight on. */
const amounts = [1, 0, 1, 0, 0, 2, 3, 6, 11, 14, 12, 9, 7, 10, 13, 11, 8, 6, 4, 3, 2, 2, 1, 1];
/** Which of the bounces comes next: one sort leads, others are rare. */
const turns = [0, 4, 1, 0, 3, 0, 6, 4, 5, 1, 7, 2];

export function logOfADay(): string {
  const bounced = linesOf('traditional-bounces.log');
  const refused = linesOf('noqueue-rejects.log').map((line) => line.replace(/^\S+/, 'Nov 21 00:00:00'));
  const mails = amounts.flatMap((amount, hour) =>
    Array.from({ length: amount }, (_, index) => hour * 3600 + Math.floor((index * 3600) / amount)),
  );
  const lines = mails.flatMap((second, index) => {
    if (index % 6 === 4) return [at(second, refused[index % refused.length] ?? '')];
    if (index % 9 === 2) return putOffOnce(second, index);
    return [at(second, named(index, bounced[turns[index % turns.length] ?? 0] ?? ''))];
  });
  return `${lines.sort().join('\n')}\n`;
}

/** A server that lets new senders wait, and takes the mail ten minutes later. */
function putOffOnce(second: number, index: number): readonly string[] {
  const line = (outcome: string): string =>
    `Nov 21 00:00:00 mail postfix/smtp[316]: 00000000000: to=<kim@slow.example>, relay=mx.slow.example[192.0.2.7]:25, delay=1, delays=0/0/1/0, ${outcome}`;
  const later =
    'dsn=4.7.1, status=deferred (host mx.slow.example[192.0.2.7] said: 451 4.7.1 Greylisted, please try again later (in reply to RCPT TO command))';
  return [at(second, named(index, line(later))), at(second + 600, named(index, line('dsn=2.0.0, status=sent (250 2.0.0 Ok)')))];
}

function at(second: number, line: string): string {
  const time = new Date(Math.min(second, 86_399) * 1000).toISOString().slice(11, 19);
  return line.replace(/^Nov 21 [\d:]{8}/, `Nov 21 ${time}`);
}
/** Under a queue id of its own. */
function named(index: number, line: string): string {
  return line.replace(/: [0-9A-F]{11}: /, `: ${(0x9580e2281f3 + index * 7).toString(16).toUpperCase()}: `);
}
