import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explain } from '../../../shared/src/explain/explain.ts';
import { inlineText } from '../../../shared/src/explain/fill-template.ts';
import { labelKeys } from '../../../shared/src/explain/labels.ts';
import type { Block, Outcome } from '../../../shared/src/model.ts';
import { aVerdict, englishLabels, evidenceOf, someKnowledge, someTexts } from './a-verdict.ts';

const facts = {
  'reply-code': '452',
  'enhanced-status': '4.2.2',
  'dsn-status': '4.2.0',
  'final-recipient': 'kim@example.com',
  'remote-mta': 'mx.example.net',
  'remote-ip': '192.0.2.7',
  'reporting-mta': 'mail.example.org',
  'queue-id': '4F5501',
  'message-id': 'a1@example.org',
  'envelope-sender': 'agent@example.org',
  'attempted-at': 'Sat, 21 Nov 2026 22:59:08 +0000',
  'will-retry-until': 'Wed, 25 Nov 2026 14:00 +0100',
  'smtp-command': 'RCPT TO',
  'diagnostic-text': '452-4.2.2 The inbox is\r\n452 4.2.2 out of space',
} as const;
const texts = someTexts({
  reasons: {
    'mailbox-full': {
      title: "The recipient's mailbox is full",
      meaning: '{server|The server} holds mail for {recipient|the recipient}.',
      steps: ['Tell the customer.', '[Above {size-limit} only.]'],
      avoid: 'Do not resend.',
      customerReply: 'Your message to {recipient|the recipient} waits.',
      escalation: 'Mail for {recipient|a recipient} waits.',
    },
  },
  rules: { 'google/over-quota': { note: 'Drive and Photos share the space.', steps: ['Ask for room in Drive.'] } },
  codes: { 'x.2.2': { name: 'Mailbox full', meaning: 'The mailbox has no room.' } },
});
const text = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `# ${block.text}`;
    case 'quote':
      return `> ${block.text}`;
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${inlineText(item)}`).join('\n');
    case 'paragraph':
      return inlineText(block.content);
    default:
      return block satisfies never;
  }
};

describe('the labels', () => {
  it('are each in English, and no others', () => {
    assert.deepEqual(Object.keys(englishLabels()).sort(), [...labelKeys].sort());
  });
});

describe('explaining', () => {
  it('takes the texts of the rule before those of the reason, field by field, and adds the note', () => {
    const { title, meaning, steps, avoid, customerReply } = explain(aVerdict({ facts }), someKnowledge(), texts);
    assert.equal(title, "The recipient's mailbox is full");
    assert.equal(inlineText(meaning), 'mx.example.net holds mail for kim@example.com. Drive and Photos share the space.');
    assert.deepEqual(steps.map(inlineText), ['Ask for room in Drive.']);
    assert.equal(inlineText(avoid ?? []), 'Do not resend.');
    assert.equal(customerReply, 'Your message to kim@example.com waits.');
  });

  it('drops a step whose every word fell away', () => {
    const { steps } = explain(aVerdict({ facts, rule: 'none' }), someKnowledge(), texts);
    assert.deepEqual(steps.map(inlineText), ['Tell the customer.']);
  });

  it('answers in the order of the anatomy', () => {
    const verdict = aVerdict({
      facts,
      writer: 'google',
      because: { 'diagnostic-text': 'out of space' },
      alternatives: ['general/full'],
      finding: { contradictions: [[firstOf({ 'dsn-status': '4.2.0' }), firstOf({ 'enhanced-status': '4.2.2' })]] },
    });
    const writers = [{ id: 'google', title: 'Gmail', kind: 'provider', hosts: [], says: [], dialects: [] }] as const;
    const links = [{ title: 'Look up {remote-ip}', href: 'https://lists.example/{remote-ip}' }];
    const reasons = [
      { id: 'mailbox-full', owner: 'recipient', temporary: true, aliases: { sisimai: [], kumomta: [], facts: [] }, links },
    ] as const;
    const { body } = explain(verdict, someKnowledge({ writers, reasons }), texts);
    assert.deepEqual(body.map(text), [
      'mx.example.net holds mail for kim@example.com. Drive and Photos share the space.',
      '# Do this',
      '1. Ask for room in Drive.',
      'Careful: Do not resend.',
      '# The words it rests on',
      'mx.example.net said, in reply to RCPT TO:',
      '> 452-4.2.2 The inbox is\n452 4.2.2 out of space',
      'Reported by mail.example.org. Tried: 21 Nov, 22:59 (UTC). Queue id: 4F5501.',
      '# Why this answer',
      'Rule google/over-quota (Gmail) matched: out of space',
      "Certain, because these are the writer's own words.",
      'Also considered: general/full',
      'The text contradicts itself: Status in the report 4.2.0, but Enhanced status code 4.2.2.',
      '# Look it up',
      'Look up 192.0.2.7',
    ]);
  });

  it('says whose move it is, how sure, and that an answer is general', () => {
    const { badges } = explain(
      aVerdict({ facts, owner: 'nobody', confidence: 'guess', general: true, rule: 'reply/452' }),
      someKnowledge(),
      texts,
    );
    assert.deepEqual(
      badges.map((badge) => `${badge.kind}: ${badge.text}`),
      ['outcome: deferral', 'codes: 452 4.2.2', 'owner: nobody: wait', 'confidence: a guess', 'general: general answer'],
    );
  });

  it('adds what the code means where the answer rests on a code', () => {
    const { meaning, body } = explain(
      aVerdict({ facts, rule: 'enhanced/x.2.2', general: true, confidence: 'likely' }),
      someKnowledge(),
      texts,
    );
    assert.match(inlineText(meaning), /In general, 4\.2\.2 stands for “Mailbox full”\. The mailbox has no room\.$/);
    assert.ok(
      body
        .map(text)
        .includes('No rule knows these words. The answer rests on the code 4.2.2 and holds in general, not surely in this case.'),
    );
  });

  it('does not explain a code where the text states the outcome itself', () => {
    const sent = aVerdict({
      facts: { 'enhanced-status': '2.2.2' },
      rule: 'enhanced/x.2.2',
      general: true,
      confidence: 'certain',
      finding: { outcome: 'delivered' },
    });
    const { meaning, body, badges } = explain(sent, someKnowledge(), texts);
    assert.doesNotMatch(inlineText(meaning), /In general/);
    assert.equal(
      badges.some(({ kind }) => kind === 'general'),
      false,
    );
    assert.ok(body.map(text).includes('The text states the outcome itself: delivered.'));
  });

  it('does not take the sending IP that a rule found for the server that spoke', () => {
    const spoken = { 'remote-ip': '203.0.113.9', 'diagnostic-text': 'Client host [203.0.113.9] blocked' };
    const theirs = explain(aVerdict({ facts: spoken, captured: { 'listed-ip': '198.51.100.1' } }), someKnowledge(), texts);
    assert.match(inlineText(theirs.meaning), /^203\.0\.113\.9 holds mail/);
    const ours = explain(aVerdict({ facts: spoken, captured: { 'client-ip': '203.0.113.9' } }), someKnowledge(), texts);
    assert.match(inlineText(ours.meaning), /^The server holds mail/);
    assert.match(ours.escalation, /^Sending IP: 203\.0\.113\.9$/m);
    assert.doesNotMatch(ours.escalation, /Remote IP/);
  });

  it('shortens times in sentences and keeps them whole for the postmaster', () => {
    const until = someTexts({ reasons: { 'mailbox-full': { meaning: 'Tried until {retry-until|later}.' } } });
    const { meaning, escalation } = explain(
      aVerdict({ facts: { 'will-retry-until': 'Sat, 21 Nov 2026 23:00:24 +0000 (UTC)' } }),
      someKnowledge(),
      until,
    );
    assert.equal(inlineText(meaning), 'Tried until 21 Nov, 23:00 (UTC).');
    assert.match(escalation, /Retried until: Sat, 21 Nov 2026 23:00:24 \+0000 \(UTC\)/);
  });

  it('says why it is only likely', () => {
    const why = (parts: Parameters<typeof aVerdict>[0]): string =>
      explain(aVerdict({ facts, confidence: 'likely', ...parts }), someKnowledge(), texts)
        .body.map(text)
        .join('\n');
    assert.match(why({ writer: 'google' }), /the writer's own words, but they can have more than one cause/);
    assert.match(why({ writer: 'google', rule: 'general-recipient/mailbox-full' }), /many writers say it so/);
    assert.match(why({}), /many writers say it so/);
  });

  it('says what would make a guess certain', () => {
    const guess = { confidence: 'guess', general: true, rule: 'reply/550' } as const;
    const told = (facts: Parameters<typeof evidenceOf>[0]): string =>
      explain(aVerdict({ ...guess, facts }), someKnowledge(), texts)
        .body.map(text)
        .join('\n');
    assert.match(told({ 'reply-code': '550' }), /ask for the complete bounce, not only its first line/);
    assert.match(told({ 'reply-code': '550', 'diagnostic-text': '550 no' }), /name of the server/);
    assert.match(
      told({ 'reply-code': '550', 'diagnostic-text': '550 no', 'remote-mta': 'mx.example.net' }),
      /postmaster of mx\.example\.net/,
    );
  });

  it('tells of an unknown reason what is known, and invents no cause', () => {
    const outcomes: readonly Outcome[] = ['permanent-failure', 'deferral', 'delayed-notice', 'delivered'];
    for (const outcome of outcomes) {
      for (const known of [facts, {}]) {
        const answer = explain(
          aVerdict({ facts: known, reason: 'no-such-reason', rule: 'none', general: true, confidence: 'guess', finding: { outcome } }),
          someKnowledge(),
          someTexts(),
        );
        for (const told of [
          answer.title,
          inlineText(answer.meaning),
          answer.customerReply,
          answer.escalation,
          answer.summary,
          ...answer.steps.map(inlineText),
        ]) {
          assert.match(told, /\w/);
          assert.doesNotMatch(told, /[{}[\]]|undefined|not stated/, `a hole in: ${told}`);
        }
      }
    }
    const refused = explain(
      aVerdict({ facts, reason: 'no-such-reason', rule: 'none', finding: { outcome: 'permanent-failure' } }),
      someKnowledge(),
      someTexts(),
    );
    assert.match(
      inlineText(refused.meaning),
      /^mx\.example\.net refused the mail for kim@example\.com in reply to RCPT TO\..*the cause is not known/,
    );
  });

  it('falls back where every clause of a text fell away', () => {
    const hollow = someTexts({
      reasons: {
        'mailbox-full': {
          title: '[{listed-ip} is listed]',
          meaning: '[{listed-ip}]',
          steps: ['[{listed-ip}]'],
          customerReply: '[{listed-ip}]',
        },
      },
    });
    const { title, meaning, steps, customerReply } = explain(aVerdict({ facts }), someKnowledge(), hollow);
    assert.equal(title, 'Not delivered yet; the cause is not known');
    assert.match(inlineText(meaning), /^mx\.example\.net did not take the mail/);
    assert.equal(steps.length, 1);
    assert.match(customerReply, /^Your message to kim@example\.com has not been delivered yet/);
  });

  it('keeps a headline on one line by taking the words that stand for a long value', () => {
    const long = someTexts({ reasons: { 'mailbox-full': { title: 'The mailbox of {recipient|the recipient} is full' } } });
    const recipient = `${'k'.repeat(60)}@example.com`;
    assert.equal(
      explain(aVerdict({ facts: { 'final-recipient': recipient } }), someKnowledge(), long).title,
      'The mailbox of the recipient is full',
    );
    assert.equal(explain(aVerdict({ facts }), someKnowledge(), long).title, 'The mailbox of kim@example.com is full');
  });

  it('never throws for what a mail says, and lets no control character into a sentence', () => {
    const kinds = ['final-recipient', 'remote-mta', 'diagnostic-text', 'envelope-sender', 'attempted-at', 'listed-ip', 'queue-id'] as const;
    const hostile = fc.record(Object.fromEntries(kinds.map((kind) => [kind, fc.string({ unit: 'binary', maxLength: 60 })])));
    const links = [{ title: 'x', href: 'https://lists.example/{listed-ip}?q={final-recipient}' }];
    const rules = [{ id: 'google/over-quota', writer: 'google', when: {}, reason: 'mailbox-full', links }];
    fc.assert(
      fc.property(hostile, (facts) => {
        const answer = explain(aVerdict({ facts }), someKnowledge({ rules }), texts);
        const sentences = [
          answer.title,
          inlineText(answer.meaning),
          answer.summary.replaceAll('\n', ''),
          answer.escalation.replaceAll('\n', ''),
        ];
        for (const sentence of sentences) assert.doesNotMatch(sentence, /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        for (const { href } of answer.links) assert.match(href, /^https:\/\/lists\.example\/[^/?\s]*\?q=[^\s]*$/);
      }),
    );
  });
});

function firstOf(facts: Parameters<typeof evidenceOf>[0]) {
  const [first] = evidenceOf(facts);
  assert.ok(first);
  return first;
}

describe('the escalation', () => {
  it('gives the facts in the order in which postmasters look for them, and the reply verbatim', () => {
    const { escalation } = explain(aVerdict({ facts }), someKnowledge(), texts);
    assert.equal(
      escalation,
      [
        'Mail for kim@example.com waits.',
        '',
        'Time: Sat, 21 Nov 2026 22:59:08 +0000',
        'Queue id: 4F5501',
        'Message-ID: a1@example.org',
        'Reporting server: mail.example.org',
        'Remote server: mx.example.net',
        'Remote IP: 192.0.2.7',
        'Envelope sender: agent@example.org',
        'Recipient: kim@example.com',
        'Codes: 452 4.2.2',
        'In reply to: RCPT TO',
        'Retried until: Wed, 25 Nov 2026 14:00 +0100',
        '',
        'Reply:',
        '  452-4.2.2 The inbox is',
        '  452 4.2.2 out of space',
      ].join('\n'),
    );
  });

  it('says that a time has no zone, shows a null reverse-path, and tells an address once', () => {
    const { escalation } = explain(
      aVerdict({
        facts: {
          'attempted-at': 'Nov 21 10:05:50',
          'envelope-sender': '<>',
          'final-recipient': 'kim@example.com',
          'original-recipient': 'kim@example.com',
        },
      }),
      someKnowledge(),
      texts,
    );
    assert.equal(
      escalation,
      'Mail for kim@example.com waits.\n\nTime: Nov 21 10:05:50 (time zone not stated)\nEnvelope sender: <>\nRecipient: kim@example.com',
    );
  });

  it('says so of no time that has one', () => {
    for (const time of [
      '2026-11-21T22:58:58.944005+00:00',
      '2026-11-21T22:58:58Z',
      'Sat, 21 Nov 2026 22:59:08 +0000 (UTC)',
      'Sat, 21 Nov 2026 22:59:08 GMT',
    ]) {
      assert.doesNotMatch(explain(aVerdict({ facts: { 'attempted-at': time } }), someKnowledge(), texts).escalation, /zone/, time);
    }
  });
});

describe('links', () => {
  const linksFor = (href: string, captured: Parameters<typeof evidenceOf>[0]): readonly string[] => {
    const rules = [{ id: 'google/over-quota', writer: 'google', when: {}, reason: 'mailbox-full', links: [{ title: 'Look up', href }] }];
    return explain(aVerdict({ captured }), someKnowledge({ rules }), texts).links.map((link) => link.href);
  };

  it('are filled URL-encoded', () => {
    assert.deepEqual(linksFor('https://lists.example/q/{listed-ip}', { 'listed-ip': '2001:db8::1' }), [
      'https://lists.example/q/2001%3Adb8%3A%3A1',
    ]);
    assert.deepEqual(linksFor('https://lists.example/q/{listed-ip}', { 'listed-ip': '../../evil?x=#' }), [
      'https://lists.example/q/..%2F..%2Fevil%3Fx%3D%23',
    ]);
  });
  it('fall away without their evidence, and where they are not https', () => {
    assert.deepEqual(linksFor('https://lists.example/q/{listed-ip}', {}), []);
    assert.deepEqual(linksFor('http://lists.example/{listed-ip}', { 'listed-ip': '192.0.2.1' }), []);
    assert.deepEqual(linksFor('https://{listed-ip}', { 'listed-ip': 'lists.example@evil.example' }), []);
  });
});
