/** What is made of an answer: a sample that names nobody, a rule that holds as it stands, addresses to look up. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressesOf } from '../../extension/src/addresses-of.ts';
import { idFrom, phraseOf, ruleSkeleton } from '../../extension/src/rule-skeleton.ts';
import { redactedReplyOf, redactedSampleOf } from '../../extension/src/sample-of.ts';
import { createLens, withPacks } from '../../shared/src/index.ts';
import { readPackFile } from '../../shared/src/pack-file.ts';
import { authored, knowledge, lens, texts } from '../knowledge.ts';
import { textOf } from '../rule-samples.ts';

const samples = join(import.meta.dirname, '..', 'samples');
const mails = readdirSync(join(samples, 'dsn')).filter((name) => name.endsWith('.eml'));
const first = (text: string) => {
  const [verdict] = lens.analyze({ text }).verdicts;
  assert.ok(verdict);
  return verdict;
};

describe('a redacted sample of an answer', () => {
  for (const name of mails) {
    it(`of ${name} is understood as the mail was`, () => {
      const verdict = first(readFileSync(join(samples, 'dsn', name), 'utf8'));
      const sample = redactedSampleOf(verdict, undefined, knowledge);
      const again = lens.analyze({ text: sample }).verdicts[0];
      assert.equal(again?.reason, verdict.reason, sample);
    });
  }

  it('of a log is its line', () => {
    const line =
      'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<kim@acme.com>, relay=mx.acme.com[8.8.4.4]:25, delay=0.5, dsn=5.1.1, status=bounced (host mx.acme.com[8.8.4.4] said: 550 5.1.1 User unknown (in reply to RCPT TO command))';
    const sample = redactedSampleOf(first(line), line, knowledge);
    assert.match(sample, /^Nov 21 10:05:50 mx postfix\/smtp\[5501\]: 0A0001: to=<user1@domain1\.example>/);
    assert.doesNotMatch(sample, /acme|kim|8\.8/);
  });
});

describe('a team rule that is begun from a bounce', () => {
  it('is sound, whatever the bounce says', function () {
    this.timeout(60_000);
    const replies = [...authored.rules.values()].flatMap(({ rules }) => rules.flatMap((rule) => rule.samples.slice(0, 1).map(textOf)));
    let made = 0;
    for (const text of replies.filter((_, index) => index % 4 === 0)) {
      const verdict = lens.analyze({ text }, { as: 'text' }).verdicts[0];
      const sample = verdict && redactedReplyOf(verdict, knowledge);
      if (sample === undefined || sample.length < 12) continue;
      const file = ruleSkeleton({ id: 'ours', writer: 'ours', sample, reason: 'mailbox-full', comment: 'x\ny: [' });
      const { pack, faults } = readPackFile('ours', file, knowledge);
      assert.deepEqual(faults, [], file);
      assert.ok(pack);
      assert.ok(phraseOf(sample).length <= 160);
      made++;
    }
    assert.ok(made > 100, `${made} rules were made`);
  });

  it('wins over ours once it is in the workspace', () => {
    const reply = '550 5.7.1 <kim@acme.com>: Recipient address rejected: our quokka ate the mail of kim@acme.com today';
    const sample = redactedReplyOf(first(reply), knowledge);
    const { pack } = readPackFile(
      'q',
      ruleSkeleton({ id: 'quokka', writer: 'q', sample, reason: 'mailbox-full', comment: 'c' }),
      knowledge,
    );
    assert.ok(pack);
    const own = createLens(withPacks(knowledge, texts, [pack]));
    assert.equal(own.analyze({ text: reply }).verdicts[0]?.rule, 'q/quokka');
  });

  it('is called what a file and a rule may be called', () => {
    assert.deepEqual(['Mailbox Full!', '', 'é', 'a--b-'].map(idFrom), ['mailbox-full', 'ours', 'ours', 'a-b']);
  });
});

describe('the addresses of an answer', () => {
  it('are the listed one first, then those of the text, then the server that refused', () => {
    const line =
      'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.5, dsn=5.7.1, status=bounced (host mx.b.example[203.0.113.5] said: 554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org (in reply to RCPT TO command))';
    assert.deepEqual(addressesOf(first(line)), ['198.51.100.7', '203.0.113.5']);
  });
  it('are none where there is none; versions and codes are none', () =>
    assert.deepEqual(addressesOf(first('550 5.1.1 User unknown, Exim 4.94.2.999, 1.2.3.4.5')), []));
});
