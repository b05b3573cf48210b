/** Failures staged against a real Postfix, and what the log and the bounces it writes for them must be read as. */

/** What the scripted receiver does at one command of the session. */
export interface Refusal {
  readonly at: 'CONNECT' | 'MAIL' | 'RCPT' | 'END-OF-DATA';
  /** Reply lines; none: it accepts the connection and says nothing. */
  readonly reply: readonly string[];
}
export interface Scenario {
  readonly id: string;
  readonly recipient: string;
  /** Loopback address of the receiver; `refused`: nobody listens there. */
  readonly address: string;
  readonly refusal?: Refusal;
  readonly refused?: true;
  readonly expected: {
    readonly outcome: 'permanent-failure' | 'deferral' | 'delivered';
    readonly reason: string;
    readonly replyCode?: string;
    readonly enhancedStatus?: string;
  };
}

/** Mail that Postfix sends for us. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'user-unknown',
    recipient: 'nobody@bigmail.example.com',
    address: '127.0.1.10',
    refusal: {
      at: 'RCPT',
      reply: ['550-5.1.1 <nobody@bigmail.example.com>: Recipient address rejected:', '550 5.1.1 User unknown in virtual mailbox table'],
    },
    expected: { outcome: 'permanent-failure', reason: 'user-unknown', replyCode: '550', enhancedStatus: '5.1.1' },
  },
  {
    id: 'mailbox-full',
    recipient: 'full@storage.example.net',
    address: '127.0.1.11',
    refusal: { at: 'RCPT', reply: ['452 4.2.2 <full@storage.example.net>: Quota exceeded (mailbox for user is full)'] },
    expected: { outcome: 'deferral', reason: 'mailbox-full', replyCode: '452', enhancedStatus: '4.2.2' },
  },
  {
    id: 'ip-blocklisted',
    recipient: 'sales@shop.example.org',
    address: '127.0.1.12',
    refusal: {
      at: 'RCPT',
      reply: [
        '554 5.7.1 Service unavailable; Client host [203.0.113.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.25',
      ],
    },
    expected: { outcome: 'permanent-failure', reason: 'ip-blocklisted', replyCode: '554', enhancedStatus: '5.7.1' },
  },
  {
    id: 'relay-denied',
    recipient: 'someone@moved.example.org',
    address: '127.0.1.13',
    refusal: { at: 'RCPT', reply: ['554 5.7.1 <someone@moved.example.org>: Relay access denied'] },
    expected: { outcome: 'permanent-failure', reason: 'relay-denied', replyCode: '554', enhancedStatus: '5.7.1' },
  },
  {
    id: 'message-too-large',
    recipient: 'carol@smallbox.example.net',
    address: '127.0.1.14',
    refusal: { at: 'MAIL', reply: ['552 5.3.4 Message size exceeds fixed limit'] },
    expected: { outcome: 'permanent-failure', reason: 'message-too-large', replyCode: '552', enhancedStatus: '5.3.4' },
  },
  {
    id: 'spam-content',
    recipient: 'press@filter.example.com',
    address: '127.0.1.15',
    refusal: { at: 'END-OF-DATA', reply: ['554 5.7.1 Message rejected as spam by Content Filtering.'] },
    expected: { outcome: 'permanent-failure', reason: 'spam-content', replyCode: '554', enhancedStatus: '5.7.1' },
  },
  {
    id: 'timeout',
    recipient: 'nina@silent.example.net',
    address: '127.0.1.16',
    refusal: { at: 'CONNECT', reply: [] },
    expected: { outcome: 'deferral', reason: 'timeout' },
  },
  {
    id: 'connection-refused',
    recipient: 'oscar@closed.example.net',
    address: '127.0.1.17',
    refused: true,
    expected: { outcome: 'deferral', reason: 'connection-refused' },
  },
  {
    id: 'delivered',
    recipient: 'kim@good.example.com',
    address: '127.0.1.18',
    expected: { outcome: 'delivered', reason: 'delivered', replyCode: '250', enhancedStatus: '2.0.0' },
  },
];

/** Mail that Postfix refuses when others hand it in. */
export const inbound = [
  {
    id: 'inbound-unknown',
    from: 'customer@freemail.example.net',
    recipient: 'nosuch@support.example.org',
    reason: 'user-unknown',
    replyCode: '550',
    enhancedStatus: '5.1.1',
  },
  {
    id: 'inbound-relay',
    from: 'customer@freemail.example.net',
    recipient: 'someone@elsewhere.example.com',
    reason: 'relay-denied',
    replyCode: '454',
    enhancedStatus: '4.7.1',
  },
] as const;

export const sender = 'agent@support.example.org';

/** `mx1.good.example.com` */
export function mailHostOf(recipient: string): string {
  return `mx1.${recipient.slice(recipient.indexOf('@') + 1)}`;
}
