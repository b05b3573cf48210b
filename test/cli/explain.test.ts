import assert from 'node:assert/strict';
import { dsnFor } from './some-mails.ts';
import { bounceLens, objectIn } from './the-program.ts';

describe('bounce-lens explain', () => {
  const text = '550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown';

  it('gives the record with the answer, best first', async () => {
    const { status, stdout } = await bounceLens(['explain', '--format', 'json', text]);
    assert.equal(status, 0);
    const answers: unknown = JSON.parse(stdout);
    assert.ok(Array.isArray(answers));
    const first = objectIn(JSON.stringify(answers[0]));
    assert.equal(first['file'], '-');
    assert.equal(first['reason'], 'user-unknown');
    assert.equal(first['enhancedStatus'], '5.1.1');
    for (const key of ['title', 'meaning', 'customerReply', 'escalation']) assert.match(String(first[key]), /\w \w/);
    assert.ok(Array.isArray(first['steps']) && first['steps'].length > 0 && first['steps'].every((step) => typeof step === 'string'));
    for (const key of ['links', 'because', 'alternatives']) assert.ok(Array.isArray(first[key]), key);
  });

  it('explains a whole mail that is piped in, and words given without quotes', async () => {
    const piped = await bounceLens(['explain', '-'], { input: dsnFor('kim@example.com') });
    assert.match(piped.stdout, /^The recipient's mailbox is full\n/);
    assert.match(piped.stdout, /\nDo this:\n {2}1\. /);
    assert.match(piped.stdout, /552 5\.2\.2 user is over quota/);
    const bare = await bounceLens(['explain', ...text.split(' ')]);
    assert.match(bare.stdout, /permanent failure · 550 5\.1\.1/);
  });

  it('shows control characters escaped', async () => {
    const { stdout } = await bounceLens(['explain', '-'], {
      input: '550 5.1.1 <kim@example.com>: User unknown \x1b]0;owned\x07 \u202etxt',
    });
    assert.match(stdout, /550/);
    assert.equal(/(?!\n)[\p{Cc}\p{Cf}]/u.test(stdout), false);
  });

  it('says so where there is nothing to explain', async () => {
    const { status, stdout } = await bounceLens(['explain', 'Shall we meet for lunch?']);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: 'No bounce, reply or code was found in this text.\n' });
    assert.equal((await bounceLens(['explain', '--format', 'json', '-'])).stdout, '[]\n');
  });
});
