import assert from 'node:assert/strict';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import { firstEvidence } from '../../../shared/src/model.ts';
import { bouncesIn } from '../../../shared/src/scan/bounce-text.ts';

function told(text: string, words = false): readonly (readonly (string | undefined)[])[] {
  return [...bouncesIn(rawLayer({ text }), 0, text.length, { words, trust: 'bounce' })].map((evidence) => [
    firstEvidence(evidence, 'final-recipient')?.value,
    firstEvidence(evidence, 'reply-code')?.value,
    firstEvidence(evidence, 'diagnostic-text')?.value.replace(/\s+/g, ' '),
  ]);
}

describe('bounces as prose', () => {
  it('tell of an address on its own line, and what stands below', () => {
    assert.deepEqual(
      told(
        '  kim@example.com\n    host mx.example.com [203.0.113.5]\n    SMTP error from remote mail server after RCPT TO:<kim@example.com>:\n    550 No such user\n',
      ),
      [['kim@example.com', '550', '550 No such user']],
    );
  });
  it('tell of several addresses in one paragraph', () => {
    assert.deepEqual(told('<kim@example.com>: 550 No such user\n<lee@example.com>: 552 Mailbox full\n'), [
      ['kim@example.com', '550', '550 No such user'],
      ['lee@example.com', '552', '552 Mailbox full'],
    ]);
  });
  it('tell a reply a line where the codes differ, or hosts speak', () => {
    assert.deepEqual(told('550 No such user\n552 Mailbox full'), [
      [undefined, '550', '550 No such user'],
      [undefined, '552', '552 Mailbox full'],
    ]);
    assert.deepEqual(
      told('host a.example said: 550 5.1.1 User unknown\nhost b.example said: 550 5.1.1 User unknown').map(([, code]) => code),
      ['550', '550'],
    );
  });
  it('keep the lines of one reply together', () =>
    assert.equal(told('550-5.1.1 The account\n550-5.1.1 does not\n550 5.1.1 exist').length, 1));
  it('leave out what succeeded before', () =>
    assert.deepEqual(
      told('250 Sender ok\n552 Over quota').map(([, code]) => code),
      ['552'],
    ));
  it('say nothing of words without a code, unless asked', () => {
    assert.deepEqual(told('Hello Kim,\nthanks for your mail.'), []);
    assert.equal(told('Domain has no valid mail exchangers', true).length, 1);
  });
});
