/** A rule begun by the command is a rule: the schema's keys, the reply as its sample. */
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { addRule, proposePhrase } from '../../tools/new-rule.ts';

const rule = {
  writer: 'example-mail',
  id: 'over-quota',
  reason: 'mailbox-full',
  reply: "452-4.2.2 The recipient's inbox is out of storage space. Please try later",
};

describe('npm run new:rule', () => {
  it('begins a file for a new writer', () => {
    assert.deepEqual(parse(addRule(rule)), {
      writer: { title: 'example-mail', kind: 'provider' },
      recognise: { hosts: [], says: [] },
      rules: [
        {
          id: 'over-quota',
          when: { says: ["the recipient's inbox is out of storage space"] },
          reason: 'mailbox-full',
          sources: [],
          samples: [rule.reply],
        },
      ],
    });
  });

  it('adds to the end of a file and keeps what is there', () => {
    const before = '# In the order of the list.\nwriter: { title: A, kind: provider }\nrules:\n  - id: one\n    reason: unknown\n';
    const after = addRule(rule, before);
    assert.ok(after.startsWith(before));
    assert.deepEqual(
      parse(after).rules.map(({ id }: { readonly id: string }) => id),
      ['one', 'over-quota'],
    );
  });

  it('proposes words that do not change from reply to reply', () => {
    assert.equal(proposePhrase('554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked'), 'service unavailable');
    assert.equal(
      proposePhrase('550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown'),
      'recipient address rejected: user unknown',
    );
    assert.throws(() => proposePhrase('550 5.1.1'), /give the whole reply/);
  });
});
