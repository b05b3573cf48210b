/** Which texts an answer is made of, beyond those of its reason and rule. */
import assert from 'node:assert/strict';
import { lens, texts } from '../../knowledge.ts';

function titleOf(text: string): string {
  const [verdict] = lens.analyze({ text }).verdicts;
  assert.ok(verdict, text);
  assert.equal(verdict.reason, 'delayed');
  return lens.explain(verdict).title;
}

describe('a delay', () => {
  it('is told as one while it lasts', () =>
    assert.equal(titleOf('Action: delayed\nStatus: 4.4.7\nFinal-Recipient: rfc822; kim@example.com\n'), texts.reasons['delayed']?.title));
  it('is not told as one once the mail has come back', () =>
    assert.equal(titleOf('delivery temporarily suspended: unknown'), texts.reasons['expired']?.title));
});
