/**
 * The texts the product was founded on: the eight status messages that IONOS explains to its customers, and what an iPhone shows for the
 * five causes of "address rejected by server". Every surface must answer each of them rightly.
 */
export interface Seed {
  /** Names the file it is opened from, the test, and nothing else. */
  readonly id: string;
  /** What the customer pastes. */
  readonly text: string;
  readonly expect: {
    /** Id of the reason. */
    readonly reason: string;
    /** Part of the headline. */
    readonly title: string;
    /** Each stands in some step of the answer, or in what to avoid. */
    readonly steps: readonly string[];
  };
}

export const ionosSeeds: readonly Seed[] = [
  {
    id: 'ionos-authentication-failure',
    text: '535 Authentication Failure: SMTP AUTH Failed with the Remote Server',
    expect: { reason: 'auth-failed', title: 'wrong name or password', steps: ['webmail', 'current password', 'port 587'] },
  },
  {
    id: 'ionos-unknown-user',
    text: '550 Unknown User',
    expect: { reason: 'user-unknown', title: 'address does not exist', steps: ['letter by letter', 'recipient'] },
  },
  {
    id: 'ionos-mailbox-unavailable',
    text: '550 Requested Action Not Taken: Mailbox Unavailable',
    expect: { reason: 'user-unknown', title: 'address does not exist', steps: ['letter by letter', 'recipient'] },
  },
  {
    id: 'ionos-quota-exceeded',
    text: '550 Quota Exceeded',
    expect: { reason: 'mailbox-full', title: 'mailbox is full', steps: ['another way to reach the recipient'] },
  },
  {
    id: 'ionos-recipients-not-reachable',
    text: '550 Your message could not be delivered to all recipients. The following recipients are not reachable: kim@example.com',
    expect: { reason: 'dynamic-ip', title: 'Some recipients could not be reached', steps: ['authentication', 'SPA', 'dynamic address'] },
  },
  {
    id: 'ionos-orbitrbl',
    text: '554 Service unavailable; Client host [203.0.113.9] blocked using rbl.orbitrbl.com - IP Black Listed',
    expect: {
      reason: 'ip-blocklisted',
      title: 'blocklist that is gone',
      steps: ['remove rbl.orbitrbl.com', 'again after a while', 'IONOS Customer Service'],
    },
  },
  {
    id: 'ionos-policy-restrictions',
    text: '554 Transaction failed, reject due to policy restrictions',
    expect: {
      reason: 'message-malformed',
      title: 'headers break the mail standard',
      steps: ['exactly one Date line', 'at most once', 'syntactically correct'],
    },
  },
  {
    id: 'ionos-no-mail-exchangers',
    text: 'Domain has no valid mail exchangers',
    expect: { reason: 'config-error', title: 'mail entries in the DNS are wrong', steps: ['MX record', 'no CNAME'] },
  },
];

export const iphoneSeeds: readonly Seed[] = [
  {
    id: 'iphone-does-not-allow-relaying',
    text: 'Cannot Send Mail. A copy has been placed in your Outbox. The recipient “kim@example.com” was rejected by the server because it does not allow relaying.',
    expect: {
      reason: 'auth-required',
      title: 'phone sends without logging in',
      steps: [
        'Settings › Apps › Mail › Mail Accounts',
        'Settings › Passwords & Accounts',
        '587 (STARTTLS) or 465 (TLS)',
        'add it again',
        'port 25',
      ],
    },
  },
  {
    id: 'iphone-sender-address-rejected',
    text: 'Cannot Send Mail. A copy has been placed in your Outbox. The sender address “kim@example.com” was rejected by the server.',
    expect: {
      reason: 'sender-rejected',
      title: 'refuses the sender address',
      steps: ['Settings › Apps › Mail › Mail Accounts', 'primary server', '587 (STARTTLS) or 465 (TLS)', 'add it again'],
    },
  },
  {
    id: 'iphone-password-incorrect',
    text: 'Cannot Get Mail. The user name or password for “imap.example.com” is incorrect.',
    expect: {
      reason: 'auth-failed',
      title: 'user name or password on the phone is wrong',
      steps: ['reset the password', 'Settings › Apps › Mail › Mail Accounts', 'primary server', 'app password'],
    },
  },
  {
    id: 'iphone-connection-failed',
    text: 'Cannot Send Mail. The connection to the outgoing server “smtp.example.com” failed.',
    expect: {
      reason: 'connection-refused',
      title: 'cannot reach the outgoing mail server',
      steps: ['mobile data', '587 (STARTTLS) or 465 (TLS)', 'firewall', 'latest iOS update'],
    },
  },
  {
    id: 'iphone-rejected-after-restore',
    text: 'Cannot Send Mail. The recipient’s email address was rejected by the server.',
    expect: {
      reason: 'client-config',
      title: 'settings for sending are not complete',
      steps: ['restored from a backup', 'primary server', 'latest iOS update', 'app password'],
    },
  },
];

export const seeds: readonly Seed[] = [...ionosSeeds, ...iphoneSeeds];
