/** What is ours decides the direction, backscatter and whose move it is. */
import assert from 'node:assert/strict';
import { createLens, type Profile, type Verdict } from '../../../shared/src/index.ts';
import { knowledge, texts } from '../../knowledge.ts';

const profile: Profile = { domains: ['example.org'], hosts: ['mail.example.org'], networks: ['203.0.113.0/24'] };
function verdictOf(text: string, mine: Profile | undefined = profile): Verdict | undefined {
  return createLens({ knowledge, texts, ...(mine && { profile: mine }) }).analyze({ text }).verdicts[0];
}
const moveOf = (verdict: Verdict): string | undefined =>
  createLens({ knowledge, texts, profile })
    .explain(verdict)
    .badges.find(({ kind }) => kind === 'owner')?.text;

const reject = (client: string, sender: string, recipient: string): string =>
  `Nov 21 10:05:50 mail postfix/smtpd[55]: NOQUEUE: reject: RCPT from host.example[${client}]: 554 5.7.1 <${recipient}>: Relay access denied; from=<${sender}> to=<${recipient}> proto=ESMTP helo=<pc>\n`;
const bounce = (received: string): string => `From: MAILER-DAEMON@mx.example.com
To: kim@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; lee@example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b
Content-Type: message/rfc822

Received: ${received}; Sat, 21 Nov 2026 10:05:50 +0000
From: Kim <kim@example.org>
To: lee@example.com
Subject: hello

text
--b--
`;

describe('what is ours', () => {
  it('makes a refused user of ours a submission, and a stranger inbound', () => {
    assert.equal(verdictOf(reject('203.0.113.7', 'kim@example.org', 'lee@example.com'))?.finding.direction, 'submission');
    assert.equal(verdictOf(reject('198.51.100.9', 'spam@example.net', 'kim@example.org'))?.finding.direction, 'inbound');
    assert.equal(verdictOf(reject('203.0.113.7', 'kim@example.org', 'lee@example.com'), {})?.finding.direction, 'inbound');
  });
  it('tells backscatter from a bounce of our own mail', () => {
    assert.equal(verdictOf(bounce('from pc (unknown [198.51.100.9]) by relay.example.net'))?.reason, 'backscatter');
    assert.equal(verdictOf(bounce('from pc (pc [203.0.113.7]) by mail.example.org'))?.reason, 'user-unknown');
    assert.equal(
      verdictOf(bounce('from pc (unknown [198.51.100.9]) by relay.example.net'), { domains: ['example.org'] })?.reason,
      'user-unknown',
    );
  });
  it('says whose move it is when the refusing server is our own', () => {
    const line =
      'Nov 21 10:05:50 relay postfix/smtp[1]: 4F5501ABCD: to=<kim@example.org>, relay=mail.example.org[203.0.113.25]:25, delay=1, dsn=5.7.1, status=bounced (host mail.example.org[203.0.113.25] said: 554 5.7.1 <kim@example.org>: Relay access denied (in reply to RCPT TO command))\n';
    const verdict = verdictOf(line);
    assert.ok(verdict);
    assert.equal(moveOf(verdict), texts.labels['move-ours']);
  });
});
