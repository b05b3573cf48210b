/** Texts that lead the unwary astray: the same words with another owner, a listing that is none, a code that three writers use for three things. */
import assert from 'node:assert/strict';
import { createLens } from '../shared/src/index.ts';
import type { Diagnosis } from '../shared/src/model.ts';
import { knowledge, lens, texts } from './knowledge.ts';

interface Trap {
  readonly text: string;
  readonly reason: string;
  readonly owner: string;
  /** Somewhere in the steps, the warning or the links. */
  readonly says?: RegExp;
  /** Nowhere in them. */
  readonly hides?: RegExp;
}
const from = (host: string, said: string): string => `<kim@example.com>: host ${host}[203.0.113.5] said: ${said}`;

const traps: Readonly<Record<string, Trap>> = {
  'a resolver that may not ask, called a listing': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.53/',
    reason: 'blocklist-query-refused',
    owner: 'recipient-admin',
    hides: /192\.0\.2\.53/,
  },
  'a return code that is an error': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org (127.255.255.254)',
    reason: 'blocklist-query-refused',
    owner: 'recipient-admin',
  },
  'a true listing': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9',
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    says: /203\.0\.113\.9/,
  },
  'a true listing, its link rewritten by Safe Links': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.spamhaus.org%2Fquery%2Fip%2F203.0.113.9&data=05',
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    hides: /safelinks|Microsoft/,
  },
  'a dynamic range is no accusation': {
    text: '550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using pbl.spamhaus.org',
    reason: 'dynamic-ip',
    owner: 'sender',
    says: /Do not request delisting/,
  },
  'a list that is gone: SORBS': {
    text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using dnsbl.sorbs.net',
    reason: 'ip-blocklisted',
    owner: 'recipient-admin',
    says: /remove this blocklist/,
  },
  'a list that is gone: AHBL': { text: '550 blocked using dnsbl.ahbl.org', reason: 'ip-blocklisted', owner: 'recipient-admin' },
  'a list that is gone: NJABL': { text: '550 blocked using combined.njabl.org', reason: 'ip-blocklisted', owner: 'recipient-admin' },
  'access denied, about the address': {
    text: '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR03FT012.eop-EUR03.prod.protection.outlook.com]',
    reason: 'user-unknown',
    owner: 'sender',
    says: /Do not ask for delisting|letter by letter/,
  },
  '5.7.27 by the registry': { text: '550 5.7.27 Sender address has null MX', reason: 'sender-domain-invalid', owner: 'sender-admin' },
  '5.7.27 at Gmail': { text: from('gmail-smtp-in.l.google.com', '550 5.7.27'), reason: 'spf-fail', owner: 'sender-admin' },
  '5.7.30 by the registry': { text: '550 5.7.30 REQUIRETLS support required', reason: 'tls-required', owner: 'sender' },
  '5.7.30 at Gmail': { text: from('gmail-smtp-in.l.google.com', '550 5.7.30'), reason: 'dkim-fail', owner: 'sender-admin' },
  '5.7.30 at Microsoft': {
    text: '550 5.7.30 Basic authentication is not supported for Client Submission.',
    reason: 'auth-mechanism',
    owner: 'sender',
    says: /Do not reset the password/,
  },
  'Microsoft 365 lets be delisted here': {
    text: '550 5.7.606 Access denied, banned sending IP [203.0.113.9]. To request removal from this list please visit https://sender.office.com/',
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    says: /sender\.office\.com/,
  },
  'and by mail there': {
    text: '550 5.7.511 Access denied, banned sender[203.0.113.9]. To request removal from this list please forward this message to delist@microsoft.com.',
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    says: /delist@microsoft\.com/,
    hides: /sender\.office\.com/,
  },
  'and Outlook.com elsewhere': {
    text: "550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
    reason: 'ip-blocklisted',
    owner: 'sender-admin',
    says: /olcsupport\.office\.com/,
    hides: /https:\/\/sender\.office\.com/,
  },
  'a wrapper is explained by what it wraps': {
    text: 'An error occurred while sending mail. The mail server responded: 552 5.2.2 Mailbox full. Please check the message and try again.',
    reason: 'mailbox-full',
    owner: 'recipient',
  },
  'a final code with words of later': {
    text: '550 Please try again later',
    reason: 'server-busy',
    owner: 'sender',
    says: /send the message once more/,
  },
  'a passing code with words that sound final': {
    text: '450 4.1.1 <kim@example.com>: user unknown',
    reason: 'user-unknown',
    owner: 'sender',
  },
  'a forwarder breaks SPF': {
    text: '550 5.7.23 <kim@example.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized',
    reason: 'spf-fail',
    owner: 'sender-admin',
    says: /forwarder must rewrite the envelope sender/,
  },
  'a forwarder breaks DMARC': {
    text: "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy.",
    reason: 'dmarc-fail',
    owner: 'sender-admin',
    says: /[Ff]orward/,
  },
  "the customer's own hoster counts": {
    text: '550 Domain example.org has exceeded the max emails per hour (500/500 (100%)) allowed. Message discarded.',
    reason: 'sender-quota',
    owner: 'sender',
  },
  'only a warning': {
    text: 'Action: delayed\nStatus: 4.4.7\nFinal-Recipient: rfc822; kim@example.com\nWill-Retry-Until: Wed, 25 Nov 2026 14:00:00 +0100\n',
    reason: 'delayed',
    owner: 'nobody',
    says: /Do nothing until 25 Nov/,
  },
};

function advice({ steps, avoid = [], links }: Diagnosis): string {
  const words = [...steps.flat(), ...avoid].map((inline) => inline.text);
  return [...words, ...links.flatMap(({ title, href }) => [title, href])].join(' ');
}

describe('traps', () => {
  for (const [name, { text, reason, owner, says, hides }] of Object.entries(traps)) {
    it(name, () => {
      const [verdict] = lens.analyze({ text }).verdicts;
      assert.ok(verdict, 'an answer');
      assert.deepEqual([verdict.reason, verdict.owner], [reason, owner], verdict.rule);
      const told = advice(lens.explain(verdict));
      if (says) assert.match(told, says);
      if (hides) assert.doesNotMatch(told, hides);
    });
  }

  it('the address in a return-code link is the resolver’s: the listed one is the client’s', () => {
    const [verdict] = lens.analyze({ text: traps['a resolver that may not ask, called a listing']?.text ?? '' }).verdicts;
    assert.deepEqual(
      verdict?.captured.filter(({ kind }) => kind === 'listed-ip').map(({ value }) => value),
      ['203.0.113.9'],
    );
  });

  it('relaying denied: to our own user it is the login, to a stranger’s server the domain', () => {
    const line =
      'Nov 21 10:05:50 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from pc[203.0.113.77]: 554 5.7.1 <kim@example.com>: Relay access denied; from=<lee@example.org> to=<kim@example.com> proto=ESMTP helo=<pc>';
    const ours = createLens({ knowledge, texts, profile: { domains: ['example.org'], networks: ['203.0.113.0/24'] } });
    assert.equal(ours.analyze({ text: line }).verdicts[0]?.reason, 'auth-required');
    assert.equal(lens.analyze({ text: line }).verdicts[0]?.reason, 'relay-denied');
  });
});
