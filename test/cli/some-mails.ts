/** Logs and mails for the command line's tests: example domains and documentation addresses only. */

/** Postfix, traditional time stamps: a refusal, a deferral that goes through, and a deferral that stays. */
export const postfixLog = [
  'Nov 21 10:05:50 mail postfix/smtp[5501]: 4F5501: to=<kim@example.com>, relay=mx.example.com[192.0.2.5]:25, delay=0.55, delays=0.1/0/0.2/0.25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.5] said: 550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown (in reply to RCPT TO command))',
  'Nov 21 10:06:00 mail postfix/smtp[5502]: 4F5502: to=<lee@example.net>, relay=mx.example.net[192.0.2.6]:25, delay=1, delays=0/0/1/0, dsn=4.2.0, status=deferred (host mx.example.net[192.0.2.6] said: 450 4.2.0 <lee@example.net>: Recipient address rejected: Greylisted (in reply to RCPT TO command))',
  'Nov 21 10:16:00 mail postfix/smtp[5503]: 4F5502: to=<lee@example.net>, relay=mx.example.net[192.0.2.6]:25, delay=601, delays=600/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7A11)',
  'Nov 21 10:17:00 mail postfix/smtp[5504]: 4F5504: to=<mo@example.org>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.7]:25: Connection timed out)',
  '',
].join('\n');

/** Postfix: two recipients of one mail wait, one is delivered, then the queue gives the other up. */
export const expiringLog = [
  'Nov 21 10:06:00 mail postfix/smtp[1]: 4F5510: to=<lee@example.net>, relay=mx.example.net[192.0.2.6]:25, delay=1, delays=0/0/1/0, dsn=4.2.2, status=deferred (host mx.example.net[192.0.2.6] said: 452 4.2.2 <lee@example.net>: Mailbox full (in reply to RCPT TO command))',
  'Nov 21 10:06:01 mail postfix/smtp[1]: 4F5510: to=<kim@example.com>, relay=mx.example.com[192.0.2.5]:25, delay=1, delays=0/0/1/0, dsn=4.2.0, status=deferred (host mx.example.com[192.0.2.5] said: 450 4.2.0 <kim@example.com>: Recipient address rejected: Greylisted (in reply to RCPT TO command))',
  'Nov 21 10:16:00 mail postfix/smtp[1]: 4F5510: to=<kim@example.com>, relay=mx.example.com[192.0.2.5]:25, delay=601, delays=600/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7A11)',
  'Nov 21 10:17:00 mail postfix/qmgr[2]: 4F5510: from=<agent@example.org>, status=expired, returned to sender',
  '',
].join('\n');

/** A DSN (RFC 3464) for one recipient. */
export function dsnFor(recipient: string, subject = 'Undelivered Mail Returned to Sender'): string {
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mail.example.org>',
    'To: agent@example.org',
    `Subject: ${subject}`,
    'Date: Sat, 21 Nov 2026 22:59:08 +0000',
    'Message-Id: <b1@mail.example.org>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example.org',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.2.2',
    'Remote-MTA: dns; mx.example.com',
    'Diagnostic-Code: smtp; 552 5.2.2 user is over quota',
    '',
    '--b1--',
    '',
  ].join('\n');
}
