/** Nothing private survives; what a reader understands by it does; redacting again changes nothing. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { publicNames, redactSample } from '../../../shared/src/triage/redact.ts';
import { authored, knowledge, lens } from '../../knowledge.ts';
import { textOf } from '../../rule-samples.ts';

const keep = publicNames(knowledge);
const redacted = (text: string): string => redactSample(text, { keep });

const word = fc.stringMatching(/^[a-z]{3,9}$/).map((letters) => `q${letters}`);
const top = fc.constantFrom('com', 'net', 'org', 'de', 'fr', 'co.uk', 'com.br', 'local', 'io', 'info');
const domain = fc.tuple(word, top).map(([name, ending]) => `${name}z.${ending}`);
const host = fc.oneof(
  domain,
  fc.tuple(fc.constantFrom('mx1', 'mail', 'smtp-out-3', 'a.b'), domain).map(([label, name]) => `${label}.${name}`),
);
const local = fc.oneof(
  word,
  fc.tuple(word, fc.constantFrom('.', '_', '-', '+', '='), word).map(([a, mark, b]) => a + mark + b),
  word.map((name) => `o'${name}`),
  word.map((name) => `SRS0=hAsh=tt=org.com=${name}`),
);
const address = fc.tuple(local, host).map(([left, right]) => ({ left, right, text: `${left}@${right}` }));
const byte = fc.integer({ min: 1, max: 254 });
const ipv4 = fc.tuple(fc.integer({ min: 11, max: 120 }), byte, byte, byte).map((bytes) => bytes.join('.'));
const group = fc.integer({ min: 0x1000, max: 0xffff }).map((number) => number.toString(16));
const ipv6 = fc.oneof(
  fc.tuple(group, group, group).map(([a, b, c]) => `2a00:${a}:${b}::${c}`),
  fc.array(group, { minLength: 7, maxLength: 7 }).map((groups) => ['2a00', ...groups].join(':')),
);
const queueId = fc.stringMatching(/^[B-F][0-9][2-9A-F]{6,8}$/);

const line = fc.record({ address, sender: address, host, ip: fc.oneof(ipv4, ipv6), queueId });
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;
const templates: readonly ((facts: Line) => string)[] = [
  (f) =>
    `Nov 21 10:05:50 mx postfix/smtp[5501]: ${f.queueId}: to=<${f.address.text}>, relay=${f.host}[${f.ip}]:25, delay=0.55, delays=0/0/0.1/0.4, dsn=5.1.1, status=bounced (host ${f.host}[${f.ip}] said: 550 5.1.1 <${f.address.text}>: Recipient address rejected: User unknown in local recipient table (in reply to RCPT TO command))`,
  (f) =>
    `2026-11-21 10:05:50 1tExam-0001Ab-CD ** ${f.address.text} F=<${f.sender.text}> R=dnslookup T=remote_smtp H=${f.host} [${f.ip}]: SMTP error from remote mail server after RCPT TO:<${f.address.text}>: 550 5.1.1 User unknown`,
  (f) => `554 5.7.1 Service unavailable; Client host [${f.ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/${f.ip}`,
  (f) =>
    `552 5.2.2 <${f.address.text}>... The mailbox of ${f.address.text.toUpperCase()} is over quota; see https://${f.host}/help?user=${f.address.text.replace('@', '%40')}`,
  (f) =>
    `Message-ID: <${f.queueId}.77@${f.host}>\nFrom: "Kim Q. Public" <${f.sender.text}>\n\n550 5.7.1 Kim Q. Public may not send from ${f.host}.`,
  (f) => `421-4.7.0 [${f.ip}      15] Our system has detected an unusual rate of mail from ${f.ip}, (${f.host}), helo=${f.host}.`,
];
const made = fc.tuple(fc.constantFrom(...templates), line).map(([template, facts]) => ({ facts, text: template(facts) }));

const samples = join(import.meta.dirname, '..', '..', 'samples');
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.endsWith('.expected.txt') && !name.endsWith('.html') && statSync(join(samples, name)).isFile())
  // Its parts are encoded; what is redacted must be decoded first.
  .filter((name) => !name.endsWith('encoded-parts.eml'));

describe('a redacted sample', function () {
  this.timeout(120_000);

  it('holds no address, host, IP or id of the text', () =>
    fc.assert(
      fc.property(made, ({ facts, text }) => {
        const shown = redacted(text).toLowerCase();
        const people = [facts.address, facts.sender].flatMap(({ left, right, text: whole }) => [left, right, whole]);
        for (const secret of [...people, facts.host, facts.ip, facts.queueId, 'Kim Q. Public'])
          assert.ok(!shown.includes(secret.toLowerCase()), `${secret} in\n${shown}\nof\n${text}`);
      }),
      { numRuns: 3_000 },
    ));

  it('is explained as the text was', () =>
    fc.assert(
      fc.property(made, ({ text }) => {
        const reasons = (of: string): readonly string[] => lens.analyze({ text: of }).verdicts.map(({ reason }) => reason);
        assert.deepEqual(reasons(redacted(text)), reasons(text), redacted(text));
      }),
      { numRuns: 500 },
    ));

  it('is the same when it is redacted again', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          made.map(({ text }) => text),
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.string(),
        ),
        (text) => assert.equal(redacted(redacted(text)), redacted(text)),
      ),
      { numRuns: 3_000 },
    ));

  for (const name of files) {
    it(`of ${name} is explained as it was`, () => {
      const text = readFileSync(join(samples, name), 'utf8');
      const { verdicts } = lens.analyze({ text });
      const after = redactSample(text, { keep, verdicts });
      const told = (all: typeof verdicts): readonly string[] => all.map(({ reason, rule }) => `${reason} by ${rule}`);
      assert.deepEqual(told(lens.analyze({ text: after }).verdicts), told(verdicts));
      assert.equal(redacted(after), after);
    });
  }

  it('of every sample of every rule is explained as it was', () => {
    for (const { rules } of authored.rules.values()) {
      for (const { id, samples: own } of rules) {
        for (const text of own.map(textOf)) {
          const reasons = (of: string): readonly string[] => lens.analyze({ text: of }).verdicts.map(({ reason }) => reason);
          assert.deepEqual(reasons(redacted(text)), reasons(text), `${id}: ${text}\n${redacted(text)}`);
        }
      }
    }
  });

  it('says the same word the same way, and other words otherwise', () => {
    const text =
      '4F5501: to=<kim.doe@acme.com>, relay=mx1.acme.com[8.8.4.4]:25, status=bounced (550 5.1.1 <kim.doe@acme.com> kim.doe unknown at mx2.acme.com[8.8.4.5]; ann@other.org is known)';
    assert.equal(
      redactSample(`Nov 21 10:05:50 mx postfix/smtp[1]: ${text}`, { keep }),
      'Nov 21 10:05:50 mx postfix/smtp[1]: 0A0001: to=<user1@domain1.example>, relay=host1.domain1.example[192.0.2.1]:25, status=bounced (550 5.1.1 <user1@domain1.example> user1 unknown at host2.domain1.example[192.0.2.2]; user2@domain2.example is known)',
    );
  });

  it('keeps the names of those who write bounces, codes, times, roles, and documentation addresses', () => {
    for (const text of [
      '550-5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail/?p=NoSuchUser - gsmtp',
      'From: MAILER-DAEMON@example.com (Mail Delivery System)',
      'Nov 21 10:05:50 2026-11-21T10:05:50.123+01:00 delay=0.55, delays=0.1/0/0.2/0.25, dsn=4.7.0',
      '554 5.7.1 [203.0.113.9] listed at zen.spamhaus.org, 127.0.0.2',
      'Please see main.cf, e.g. postfix 3.5.6.',
    ])
      assert.equal(redacted(text), text);
    assert.equal(redacted('host gmail-smtp-in.l.google.com said'), 'host host1.google.com said');
  });

  it('does not give a stand-in that the text already has', () => {
    assert.equal(
      redacted('user1@example.com and kim@acme.com on 192.0.2.1 and 8.8.8.8'),
      'user1@example.com and user2@domain2.example on 192.0.2.1 and 192.0.2.2',
    );
  });

  it('takes time that grows with the text, whatever the text is', () => {
    for (const flood of ['a@', '@', 'a.', '8.8.8.8 ', '::', '"', '<a@b.com>, ', 'x', '%40', 'To: "abc" <a', 'id=abc1 ']) {
      const began = process.cpuUsage();
      redacted(flood.repeat(1_000_000 / flood.length));
      const { user } = process.cpuUsage(began);
      assert.ok(user < 15_000_000, `${flood}: ${user / 1e6} s for a megabyte`);
    }
  });
});
