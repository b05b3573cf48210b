/** What support agents ask most: each text gets the right reason, the right owner, and the step that helps first. */
import assert from 'node:assert/strict';
import { lens } from './knowledge.ts';

interface Question {
  readonly text: string;
  readonly reason: string;
  readonly owner: string;
  /** In the first step. */
  readonly step: RegExp;
}
const log = (line: string): string => `Nov 21 10:05:50 mx postfix/${line}`;

const questions: Readonly<Record<string, Question>> = {
  'relay denied, at delivery': {
    text: log(
      'smtp[1]: 4F5501ABCD: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.com[203.0.113.5] said: 554 5.7.1 <kim@example.com>: Relay access denied (in reply to RCPT TO command))',
    ),
    reason: 'relay-denied',
    owner: 'recipient-admin',
    step: /after the @/,
  },
  'relay denied, to a client without login': {
    text: log(
      'submission/smtpd[1]: NOQUEUE: reject: RCPT from pc[203.0.113.5]: 554 5.7.1 <kim@example.com>: Relay access denied; from=<lee@example.org> to=<kim@example.com> proto=ESMTP helo=<pc>',
    ),
    reason: 'auth-required',
    owner: 'sender',
    step: /outgoing server/,
  },
  'password not accepted': {
    text: '535 5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials',
    reason: 'auth-failed',
    owner: 'sender',
    step: /password/,
  },
  'app password': {
    text: '534 5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor',
    reason: 'app-password-required',
    owner: 'sender',
    step: /2-Step/,
  },
  'port 25 times out': {
    text: 'connect to mx.example.com[203.0.113.5]:25: Connection timed out',
    reason: 'timeout',
    owner: 'sender',
    step: /after the @/,
  },
  'banned sending IP': {
    text: '550 5.7.606 Access denied, banned sending IP [203.0.113.9]. To request removal from this list please visit https://sender.office.com/',
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    step: /203\.0\.113\.9/,
  },
  'open resolver: no listing': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/203.0.113.9/',
    reason: 'blocklist-query-refused',
    owner: 'recipient-admin',
    step: /escalation to the recipient's postmaster/,
  },
  'really listed': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9',
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    step: /whose server 203\.0\.113\.9 is/,
  },
  'reverse name missing': {
    text: '450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.9]',
    reason: 'rdns-missing',
    owner: 'sender-admin',
    step: /sending server's set-up/,
  },
  'unauthenticated, Gmail': {
    text: '550-5.7.26 Your email has been blocked because the sender is unauthenticated. DKIM = did not pass SPF [example.org] with ip: [203.0.113.9] = did not pass',
    reason: 'unauthenticated',
    owner: 'sender-admin',
    step: /Whose server is 203\.0\.113\.9/,
  },
  'authentication level, Outlook.com': {
    text: '550 5.7.515 Access denied, sending domain EXAMPLE.ORG does not meet the required authentication level.',
    reason: 'unauthenticated',
    owner: 'sender-admin',
    step: /Spf=/,
  },
  'access denied means unknown recipient': {
    text: '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR03FT012.eop-EUR03.prod.protection.outlook.com]',
    reason: 'user-unknown',
    owner: 'sender',
    step: /letter by letter/,
  },
  'user unknown': {
    text: '550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown in local recipient table',
    reason: 'user-unknown',
    owner: 'sender',
    step: /letter by letter/,
  },
  'unusual rate': {
    text: '421-4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address.',
    reason: 'ip-reputation',
    owner: 'sender-admin',
    step: /whose server/,
  },
  'deferred for complaints': {
    text: '421 4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to unexpected volume or user complaints',
    reason: 'rate-limited',
    owner: 'sender',
    step: /mailing/,
  },
  'reputation of the domain': {
    text: '550-5.7.1 Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain.',
    reason: 'domain-reputation',
    owner: 'sender-admin',
    step: /mailings, complaints/,
  },
  "the hoster's own limit": {
    text: '550 Domain example.org has exceeded the max emails per hour (500/500 (100%)) allowed. Message discarded.',
    reason: 'sender-quota',
    owner: 'sender',
    step: /really sent/,
  },
  'mailbox full': {
    text: '552 5.2.2 <kim@example.com>: Mailbox is full',
    reason: 'mailbox-full',
    owner: 'recipient',
    step: /was not delivered/,
  },
  'only a warning': {
    text: 'Action: delayed\nStatus: 4.4.7\nFinal-Recipient: rfc822; kim@example.com\nWill-Retry-Until: Wed, 25 Nov 2026 14:00:00 +0100\n',
    reason: 'delayed',
    owner: 'nobody',
    step: /Do nothing until 25 Nov/,
  },
  'too large': { text: '552 5.3.4 Message size exceeds fixed limit', reason: 'message-too-large', owner: 'sender', step: /link/ },
  'forbidden attachment': {
    text: '552-5.7.0 This message was blocked because its content presents a potential security issue.',
    reason: 'attachment-blocked',
    owner: 'sender',
    step: /link/,
  },
  'forwarding not allowed': {
    text: '550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance. AS(7555)',
    reason: 'policy',
    owner: 'sender-admin',
    step: /whose mailbox forwards/,
  },
  'throttled for reputation': {
    text: '451 4.7.651 The mail server [203.0.113.9] has been temporarily rate limited due to IP reputation. (S3114)',
    reason: 'ip-reputation',
    owner: 'sender-admin',
    step: /whose server/,
  },
  'a group that takes no outside mail': {
    text: '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
    reason: 'recipient-restricted',
    owner: 'recipient-admin',
    step: /does not take mail from outside/,
  },
  'mailbox disabled': {
    text: '554 delivery error: dd This mailbox is disabled (554.30). - mta1.mail.example.com',
    reason: 'mailbox-disabled',
    owner: 'recipient',
    step: /takes no mail/,
  },
  'a loop': { text: '554 5.4.6 Too many hops 26 (25 max)', reason: 'routing-loop', owner: 'recipient-admin', step: /forwarding/ },
};

describe('questions', () => {
  for (const [name, { text, reason, owner, step }] of Object.entries(questions)) {
    it(name, () => {
      const [verdict] = lens.analyze({ text }).verdicts;
      assert.ok(verdict, 'an answer');
      assert.deepEqual([verdict.reason, verdict.owner], [reason, owner], verdict.rule);
      const first =
        lens
          .explain(verdict)
          .steps[0]?.map((inline) => inline.text)
          .join('') ?? '';
      assert.match(first, step);
    });
  }
});
