/** No code is without an answer, and what is written in the tables is reached. */
import assert from 'node:assert/strict';
import { answerByCode } from '../shared/src/match/code-answer.ts';
import { authored, book } from './knowledge.ts';

describe('registry', () => {
  it('answers every reply code, registered or not', () => {
    for (let code = 200; code <= 599; code++) {
      const answer = answerByCode(book, undefined, String(code));
      const own = authored.replyCodes.find((entry) => entry.code === String(code));
      assert.equal(answer?.entry.code, own ? String(code) : `${String(code).charAt(0)}yz`);
    }
  });
  it('answers every enhanced status code, registered or not', () => {
    for (const cls of ['2', '4', '5']) {
      for (let subject = 0; subject <= 9; subject++) {
        for (const detail of [0, 1, 9, 30, 100, 999]) {
          const code = `${cls}.${subject}.${detail}`;
          assert.ok(answerByCode(book, code, undefined), `${code} has no answer`);
        }
      }
    }
  });
  it('names a code once', () => {
    const codes = [...authored.replyCodes, ...authored.enhancedCodes].map((entry) => entry.code);
    assert.deepEqual(
      codes.filter((code, i) => codes.indexOf(code) !== i),
      [],
    );
  });
  it('knows a bare 571 as a matter of policy, and says that it is a guess', () => {
    const answer = answerByCode(book, undefined, '571');
    assert.deepEqual([answer?.entry.reason, answer?.rule, answer?.confidence], ['policy', 'reply/571', 'guess']);
  });
  it('lets the reply code tell where the enhanced status code tells nothing', () => {
    assert.equal(answerByCode(book, '5.0.0', '552')?.entry.reason, 'mailbox-full');
    assert.equal(answerByCode(book, '5.5.0', '503')?.entry.reason, 'protocol-error');
    assert.equal(answerByCode(book, '5.1.1', '554')?.entry.reason, 'user-unknown');
  });
});
