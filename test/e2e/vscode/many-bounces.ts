/** Files for the triage of many: a folder of every kind, and a log of any length. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dsnFor } from '../../cli/some-mails.ts';
import { outlookFile, property } from '../../cli/some-outlook-messages.ts';

export function refusedLine(index: number, reply = '550 5.1.1 User unknown', seconds = '10:05:50'): string {
  return `Nov 21 ${seconds} mail postfix/smtp[5501]: ${(0x4f5501 + index).toString(16).toUpperCase()}: to=<u${index}@d${index % 7}.example>, relay=mx.d${index % 7}.example[192.0.2.5]:25, delay=0.55, delays=0.1/0/0.2/0.25, dsn=5.1.1, status=bounced (host mx.d${index % 7}.example[192.0.2.5] said: ${reply} (in reply to RCPT TO command))`;
}
const deferred = (queueId: string, recipient: string): string =>
  `Nov 21 09:00:00 mail postfix/smtp[5501]: ${queueId}: to=<${recipient}>, relay=mx.slow.example[192.0.2.7]:25, delay=2, delays=1/0/1/0, dsn=4.7.1, status=deferred (host mx.slow.example[192.0.2.7] said: 451 4.7.1 Greylisted, please try again later (in reply to RCPT TO command))`;
const sent = (queueId: string, recipient: string): string =>
  `Nov 21 09:10:00 mail postfix/smtp[5501]: ${queueId}: to=<${recipient}>, relay=mx.slow.example[192.0.2.7]:25, delay=602, delays=600/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)`;
const refusedOnReceipt =
  'Nov 21 09:20:00 mail postfix/smtpd[5502]: NOQUEUE: reject: RCPT from spam.example[203.0.113.9]: 554 5.7.1 <z@else.example>: Relay access denied; from=<a@spam.example> to=<z@else.example> proto=ESMTP helo=<spam.example>';

/** So many seconds after eight. */
const clock = (seconds: number): string => new Date(Date.UTC(2026, 10, 21, 8) + seconds * 1000).toISOString().slice(11, 19);
const connect = (second: number): string => `Nov 21 ${clock(second)} mail postfix/smtpd[308]: connect from localhost[127.0.0.1]`;

/** A log, a packed log, a mailbox of two, a report, an Outlook message, a picture, an empty file. */
export function writeManyBounces(folder: string): void {
  mkdirSync(join(folder, 'inner'), { recursive: true });
  const log = [
    refusedLine(0),
    refusedLine(1),
    refusedLine(2, '552 5.2.2 Mailbox full', '11:20:00'),
    deferred('4A0001', 'later@slow.example'),
    sent('4A0001', 'later@slow.example'),
    refusedOnReceipt,
    '',
  ];
  writeFileSync(join(folder, 'mail.log'), log.join('\n'));
  writeFileSync(join(folder, 'mail.log.1.gz'), gzipSync(`${connect(1)}\n${refusedLine(3)}\n`));
  writeFileSync(join(folder, 'inner/report.eml'), dsnFor('one@report.example'));
  const from = 'From MAILER-DAEMON Sat Nov 21 22:59:08 2026\n';
  writeFileSync(join(folder, 'inner/returned.mbox'), `${from}${dsnFor('two@box.example')}\n\n${from}${dsnFor('three@box.example')}\n`);
  writeFileSync(
    join(folder, 'inner/returned.msg'),
    outlookFile({
      properties: {
        [property.messageClass]: 'REPORT.IPM.Note.NDR',
        [property.subject]: 'Undeliverable',
        [property.reportingMta]: 'mail.example.org',
      },
      recipients: [
        {
          [property.smtpAddress]: 'four@outlook.example',
          [property.statusCode]: 511,
          [property.supplementaryInfo]: '<mx.outlook.example #5.1.1 smtp;550 5.1.1 User unknown>',
        },
      ],
    }),
  );
  writeFileSync(
    join(folder, 'picture.png'),
    Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 256),
  );
  writeFileSync(join(folder, 'nothing.txt'), '');
}

/** What the triage of that folder lists, in its order. */
export const groupsOfManyBounces: readonly string[] = [
  "The recipient's mailbox is full, 4",
  "The recipient's address does not exist there, 4",
  'refused on receipt, 1',
  'deferred, then delivered, 1',
  'Not read, or not to its end, 1',
];

/** Slow enough that the longest of these logs is of one day. */
const linesASecond = 60;
/** A log of at least so many bytes, one line in `every` a refusal; how many there are. */
export function writeBigLog(path: string, bytes: number, every: number): number {
  const file = openSync(path, 'w');
  let written = 0;
  let refusals = 0;
  for (let line = 0; written < bytes; ) {
    const lines = Array.from({ length: 10_000 }, () => {
      line += 1;
      return line % every === 0 ? refusedLine(refusals++, undefined, clock(line / linesASecond)) : connect(line / linesASecond);
    });
    written += writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  return refusals;
}
