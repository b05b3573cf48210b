/** One file, many writers and many collectors: each line is read for itself. */
import assert from 'node:assert/strict';
import { lens } from '../../knowledge.ts';

const said = '550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown';
const postfix = (id: string): string =>
  `${id}: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.com[203.0.113.5] said: ${said} (in reply to RCPT TO command))`;
const lines: readonly (readonly [dialect: string, line: string])[] = [
  ['postfix', `Nov 21 10:05:50 mx postfix/smtp[5501]: ${postfix('4F5501ABCD')}`],
  ['postfix', `2026-11-21T10:05:50.123456+01:00 mx postfix-out/smtp[5501]: ${postfix('4YxBcd2hQkz1Xv9')}`],
  ['postfix', `<22>1 2026-11-21T10:05:50.123Z mx postfix/smtp 5501 - - ${postfix('4F5501ABCD')}`],
  ['postfix', `<22>Nov 21 10:05:50 mx postfix-mx2/relay/smtp[5501]: ${postfix('4F5501ABCD')}`],
  ['postfix', `mail-1  | 2026-11-21T10:05:50.1Z Nov 21 10:05:50 mx postfix/smtp[5501]: ${postfix('4F5501ABCD')}`],
  ['postfix', `2026-11-21T10:05:50.1Z stdout F Nov 21 10:05:50 mx postfix/smtp[5501]: ${postfix('4F5501ABCD')}`],
  ['postfix', JSON.stringify({ log: `Nov 21 10:05:50 mx postfix/smtp[5501]: ${postfix('4F5501ABCD')}\n`, stream: 'stdout' })],
  // Whose program the head names, is whose line it is: here it quotes amavis.
  ['postfix', `Nov 21 10:05:50 mx postfix/smtp[5501]: ${postfix('4F5501ABCD').replace('Recipient', '(00501-01) Blocked SPAM, Recipient')}`],
  ['postfix', JSON.stringify({ MESSAGE: `postfix/smtp[5501]: ${postfix('4F5501ABCD')}`, PRIORITY: '6' })],
  [
    'exim',
    `2026-11-21 22:13:08 1xUtKW-00002J-0q ** kim@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.5]: SMTP error from remote mail server after RCPT TO:<kim@example.com>: ${said}`,
  ],
  [
    'sendmail',
    `Nov 21 10:05:50 mx sm-mta[7]: 6ALMDFuo000607: to=<kim@example.com>, delay=00:00:01, mailer=esmtp, relay=mx.example.com. [203.0.113.5], dsn=5.1.1, reply=${said}, stat=User unknown`,
  ],
  ['sendgrid', `{"email":"kim@example.com","event":"bounce","reason":"${said}","sg_message_id":"a1"}`],
];
const others = [
  'Nov 21 10:05:50 mx kernel: [550.511] eth0: link up',
  '2026-11-21 22:13:08 Start queue run: pid=550',
  'Nov 21 10:05:50 mx systemd[1]: Started Session 550 of user root.',
];

describe('a file of many writers', () => {
  for (const end of ['\n', '\r\n'])
    it(`is read line by line, ended by ${JSON.stringify(end)}`, () => {
      const text = [...lines.flatMap(([, line], i) => [line, others[i % others.length] ?? '']), ''].join(end);
      const { kind, verdicts, marks } = lens.analyze({ text });
      assert.equal(kind, 'log');
      assert.deepEqual(
        verdicts.map(({ finding }) => finding.event.dialect),
        lines.map(([dialect]) => dialect),
      );
      for (const { reason, finding } of verdicts) assert.deepEqual([reason, finding.outcome], ['user-unknown', 'permanent-failure']);
      for (const { kind: what, span } of marks) if (what === 'reply-code') assert.equal(text.slice(span.start, span.end), '550');
    });
});
