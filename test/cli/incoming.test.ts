/** What came in and was refused stands apart from our own mail's trouble. */
import assert from 'node:assert/strict';
import { bounceLens, recordsIn } from './the-program.ts';

const refused = (recipient: string): string =>
  `Nov 21 10:05:50 mx postfix/smtpd[55]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 550 5.1.1 <${recipient}>: Recipient address rejected: User unknown in local recipient table; from=<x@spam.example> to=<${recipient}> proto=ESMTP helo=<pc>`;
const bounced =
  'Nov 21 10:05:51 mx postfix/smtp[55]: 4F5501ABCD: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=1, delays=0/0/0/1, dsn=5.2.2, status=bounced (host mx.example.com[203.0.113.5] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))';
const table = async (...lines: readonly string[]): Promise<readonly string[]> =>
  (await bounceLens(['triage', '-'], { input: `${lines.join('\n')}\n` })).stdout.split('\n');

describe('the table of triage', () => {
  it('puts incoming mail that was refused below our own, each with its sum', async () => {
    const lines = await table(refused('a@example.org'), bounced, refused('b@example.org'));
    const apart = lines.indexOf('Incoming mail that was refused or put off here:');
    assert.ok(apart > 0);
    const [own, incoming] = [lines.slice(0, apart).join('\n'), lines.slice(apart).join('\n')];
    assert.ok(own.includes('kim@example.com') && !own.includes('@example.org') && own.includes('1 permanent-failure'));
    assert.ok(!incoming.includes('kim@example.com') && incoming.includes('a@example.org') && incoming.includes('b@example.org'));
    assert.ok(incoming.includes('2 permanent-failure'));
  });
  it('says no word of incoming mail where none was refused, and of our own where nothing happened', async () => {
    assert.equal((await table(bounced)).join('\n').includes('Incoming'), false);
    const [first] = await table(refused('a@example.org'));
    assert.equal(first, 'Incoming mail that was refused or put off here:');
  });
  it('lists the first of much junk, and the rest by reason', async () => {
    const many = Array.from({ length: 250 }, (_, i) => refused(`u${i}@example.org`));
    const lines = await table(...many, bounced);
    assert.equal(lines.filter((line) => line.includes('user-unknown') && line.includes('@example.org')).length, 200);
    assert.ok(lines.includes('and more of them, by reason: 50 user-unknown'));
  });
  it('leaves the other formats in the order of the log', async () => {
    const { stdout } = await bounceLens(['triage', '--format', 'ndjson', '-'], { input: `${refused('a@example.org')}\n${bounced}\n` });
    assert.deepEqual(
      recordsIn(stdout).map(({ direction }) => direction),
      ['inbound', 'outbound'],
    );
  });
});
