/** Logs that are longer than anybody reads at once. */

/** hMailServer's: every line names its session, and tells one step of it. */
const line = (session: number, said: string): string => `"SMTPC"\t5740\t${session}\t"2026-11-21 10:05:50.110"\t"203.0.113.5"\t"${said}"`;
function taken(session: number): readonly string[] {
  return [
    line(session, 'SENT: MAIL FROM:<agent@example.org>'),
    line(session, 'RECEIVED: 250 2.1.0 Ok'),
    line(session, `SENT: RCPT TO:<u${session}@example.com>`),
    line(session, 'RECEIVED: 250 2.1.5 Ok'),
    line(session, 'SENT: DATA'),
    line(session, 'RECEIVED: 354 Go ahead'),
    line(session, 'SENT: [nl].'),
    line(session, 'RECEIVED: 250 2.0.0 Ok'),
  ];
}
function takenMany(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => taken(from + index)).flat();
}

/** A session of which the reply comes hundreds of lines below the recipient, in the midst of others: 0-based, in the log of sessions. */
export const refusedLine = 14_000 + 7 + 480;
/** Three megabytes, one refusal. */
export function logOfSessions(): string {
  const refused = [...taken(9_999).slice(0, 7), line(9_999, 'RECEIVED: 554 5.7.1 Message rejected as spam')];
  return `${[...takenMany(1, 1_750), ...refused.slice(0, 7), ...takenMany(3_000, 60), ...refused.slice(7), ...takenMany(5_000, 2_500)].join('\n')}\n`;
}

/** What Amazon SES tells of one bounce, printed for people. */
export const printedEvent = `${JSON.stringify(
  {
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bouncedRecipients: [
        {
          emailAddress: 'kim@example.com',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown',
        },
      ],
      timestamp: '2026-11-21T10:05:50.000Z',
    },
    mail: { timestamp: '2026-11-21T10:05:49.000Z', source: 'agent@example.org', messageId: '0100015501550155-550155' },
  },
  undefined,
  2,
)}\n`;
