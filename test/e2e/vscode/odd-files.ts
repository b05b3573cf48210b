/** Files made to be difficult, by name. */
import { logOfSessions, printedEvent } from './long-logs.ts';

const refusal = (queueId: string, reply: string): string =>
  `Nov 21 10:05:50 mx postfix/smtp[5501]: ${queueId}: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55, delays=0.1/0/0.2/0.25, dsn=5.1.1, status=bounced (host mx.b.example[203.0.113.5] said: ${reply} (in reply to RCPT TO command))`;
const unknownUser = refusal('4F5501', '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown');

const delivered = (queueId: string): string =>
  refusal(queueId, '250 2.0.0 Ok')
    .replace('5.1.1', '2.0.0')
    .replace('status=bounced', 'status=sent')
    .replace('in reply to RCPT TO', 'in reply to end of DATA');
const noise = 'Nov 21 10:05:51 mx postfix/qmgr[5502]: 4F5510: from=<kim@example.org>, size=1234, nrcpt=1 (queue active)';

/** Markdown, HTML, icons, commands and characters that turn text round: all of it must be shown and none of it obeyed. */
export const hostileReply =
  '550 5.1.1 <img src=x onerror=alert(1)> [click](command:workbench.action.closeWindow) ![x](https://evil.example/t.png) $(bug) **bold** `code` https://evil.example/ <script>alert(2)</script> &lt;b&gt; user\u202Egnp.exe unknown';

/** What only a team's pack knows. */
export const packedReply = '550 5.7.9 Account is on ice';
export const teamPack = `writer: { title: Acme, kind: provider }
rules:
  - id: frozen
    when: { says: [account is on ice] }
    reason: mailbox-disabled
    steps: [Call Ann in billing.]
    samples: [550 Account is on ice]
`;

/** One message from its arrival to its end, another between. */
const story = `${[
  'Nov 21 10:05:48 mx postfix/smtpd[5500]: 4F5520: client=desk.example.org[198.51.100.7]',
  'Nov 21 10:05:48 mx postfix/cleanup[5501]: 4F5520: message-id=<story@example.org>',
  'Nov 21 10:05:48 mx postfix/qmgr[5502]: 4F5520: from=<kim@example.org>, size=1234, nrcpt=1 (queue active)',
  delivered('4F5521'),
  refusal('4F5520', '550 5.1.1 User unknown'),
].join('\n')}\n`;
/** A bounce whose human part is these lines. */
function report(lines: readonly string[], encoding: '7bit' | 'base64' = '7bit'): string {
  const body = encoding === 'base64' ? btoa(`${lines.join('\n')}\n`).replace(/.{76}/g, '$&\n') : lines.join('\n');
  return [
    'From: MAILER-DAEMON@mail.example.org',
    'To: kim@example.org',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_1"',
    '',
    '--=_1',
    'Content-Type: text/plain; charset=us-ascii',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '',
    '--=_1--',
    '',
  ].join('\n');
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A report whose human part is ISO-8859-1 in 8 bits: an editor that expects UTF-8 shows U+FFFD. */
const eightBit = [
  'From: MAILER-DAEMON@mail.example.org',
  'To: kim@example.org',
  'Subject: Undelivered Mail Returned to Sender',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="=_1"',
  '',
  '--=_1',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: 8bit',
  '',
  '<juergen@b.example>: host mx.b.example[203.0.113.5] said: 550 5.1.1 Empf\u00E4nger unbekannt (in reply to RCPT TO command)',
  '',
  '--=_1',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mail.example.org',
  '',
  'Final-Recipient: rfc822; juergen@b.example',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.b.example',
  '',
  '--=_1--',
  '',
].join('\n');

export const oddFiles: Readonly<Record<string, string | Uint8Array>> = {
  'one-refusal.log': `${unknownUser}\n`,
  // Not named like a mail log; told by its content.
  'export-2026-11.log': `${[refusal('4F5502', '552 5.2.2 Mailbox full'), unknownUser].join('\n')}\n`,
  'notes.txt': `What the customer sent:\n\n${unknownUser}\n`,
  // Numbers like reply codes, and no mail.
  'application.log': [
    '2026-11-21 10:05:50 INFO  http GET /orders/550 HTTP/1.1" 550 5120 0.421',
    '2026-11-21 10:05:51 ERROR worker 451 failed with exit code 5.1.1 of build 2.0.0',
    '2026-11-21 10:05:52 WARN  room 5.1 at 554 lux, version 4.2.2 installed',
    '',
  ].join('\n'),
  'shopping.txt': 'Order 550 of 5 January: 452 boxes of 4.2.2 mm screws; the mailbox of the shop is blue.\n',
  'incident.md': `# Incident\n\n${unknownUser}\n`,
  // Line ends of three kinds, one of them a lone carriage return.
  'line-ends.log': `${unknownUser}\r${refusal('4F5502', '552 5.2.2 Mailbox full')}\r\n${refusal('4F5503', '550 5.7.1 Relaying denied')}\n`,
  'hostile.log': `${refusal('4F5504', hostileReply)}\n`,
  'eight-bit.eml': latin1(eightBit),
  'empty.log': '',
  'empty.eml': '',
  // Without a NUL, at which VS Code itself would refuse.
  'binary.log': Uint8Array.from({ length: 50_000 }, (_, index) => 1 + ((index * 7919) % 255)),
  'one-line.log': `${'550 5.1.1 said: '.repeat(650_000)}\n`,
  // Longer than what is read whole; the refusal is the last line.
  'long.log': `${`${'2026-11-21 10:05:50 INFO nothing to see here, move along '.repeat(2)}\n`.repeat(25_000)}${unknownUser}\n`,
  // Delivered, refused, greylisted and nothing at all, in lines of one message each.
  'three-and-more.log': `${[
    delivered('4F5510'),
    noise,
    unknownUser,
    noise,
    refusal('4F5511', '452 4.2.2 Mailbox full').replace('5.1.1', '4.2.2').replace('status=bounced', 'status=deferred'),
    refusal('4F5512', '552 5.2.2 Mailbox full').replace('5.1.1', '5.2.2'),
    delivered('4F5513'),
  ].join('\n')}\n`,
  'long-mail.log': `${`${delivered('4F5514')}\n`.repeat(30_000)}${unknownUser}\n`,
  'sessions.log': logOfSessions(),
  'printed-event.log': printedEvent,
  'story.log': story,
  'names/mail.warn.1': story,
  'report-of-story.eml': report(['<a@b.example>: 550 5.1.1 User unknown', '', 'X-Postfix-Queue-ID: 4F5520']),
  'encoded.eml': report(
    ['<kim@b.example>: host mx.b.example[203.0.113.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command)'],
    'base64',
  ),
  'quoted.eml': report([
    '<kim@b.example>: host mx.b.example[203.0.113.5] said: =35=350 5.=',
    '1.1 User=20unknown (in reply to RCPT TO command)',
  ]).replace('Content-Transfer-Encoding: 7bit', 'Content-Transfer-Encoding: quoted-printable'),
  // Names that are a mail log's.
  'names/mail.log': unknownUser,
  'names/mail.err': '',
  'names/mail.warn': '',
  'names/mail.log.1': unknownUser,
  'names/maillog': '',
  'names/maillog-20261101': unknownUser,
  'names/mainlog': '',
  'names/mainlog.2': '',
  'names/rejectlog': '',
  'names/rejectlog-20261101': '',
  'names/paniclog': '',
  'on-ice.txt': `${packedReply}\n`,
};
