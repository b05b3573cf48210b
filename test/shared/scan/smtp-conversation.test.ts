/** Which command a reply answered, for which recipients. */
import assert from 'node:assert/strict';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import { type Evidence, type EvidenceKind, firstEvidence } from '../../../shared/src/model.ts';
import { rememberSessions } from '../../../shared/src/scan/session-memory.ts';
import { openConversation } from '../../../shared/src/scan/smtp-conversation.ts';

/** `>` the client, `<` the server; what became of whom, to which command. What is put off has no action: its code tells. */
function told(...lines: readonly string[]): readonly string[] {
  const conversation = openConversation();
  const events: (readonly Evidence[])[] = [];
  for (const line of lines) {
    const layer = rawLayer({ text: line });
    const range = { start: 2, end: line.length };
    if (line.startsWith('>')) conversation.command(layer, range);
    else events.push(...conversation.reply(layer, range, { direction: 'inbound', facts: [] }));
  }
  const value = (event: readonly Evidence[], kind: EvidenceKind): string => firstEvidence(event, kind)?.value ?? '-';
  return events.map(
    (event) => `${value(event, 'action')} ${value(event, 'final-recipient')} ${value(event, 'smtp-command')} ${value(event, 'direction')}`,
  );
}

describe('an SMTP session told line by line', () => {
  const start = ['< 220 mx', '> EHLO a', '< 250 mx', '> MAIL FROM:<a@b.example>', '< 250 Ok'];
  it('a refused recipient', () =>
    assert.deepEqual(told(...start, '> RCPT TO:<kim@example.com>', '< 550 No'), ['failed kim@example.com RCPT TO inbound']));
  it('pipelined commands get their replies in turn', () =>
    assert.deepEqual(
      told(
        ...start,
        '> RCPT TO:<kim@example.com>',
        '> RCPT TO:<lou@example.com>',
        '> DATA',
        '< 250 Ok',
        '< 450 Later',
        '< 354 Go',
        '< 250 Ok',
      ),
      ['- lou@example.com RCPT TO inbound', 'delivered kim@example.com END-OF-DATA inbound'],
    ));
  it('DATA that fails because all recipients did says nothing new', () =>
    assert.deepEqual(told(...start, '> RCPT TO:<kim@example.com>', '> DATA', '< 550 No', '< 503 Need RCPT'), [
      'failed kim@example.com RCPT TO inbound',
    ]));
  it('the end of data is that of every accepted recipient', () =>
    assert.deepEqual(
      told(
        ...start,
        '> RCPT TO:<kim@example.com>',
        '< 250 Ok',
        '> RCPT TO:<lou@example.com>',
        '< 250 Ok',
        '> DATA',
        '< 354 Go',
        '> .',
        '< 554 Spam',
      ),
      ['failed kim@example.com END-OF-DATA inbound', 'failed lou@example.com END-OF-DATA inbound'],
    ));
  it('LMTP answers for each', () =>
    assert.deepEqual(
      told(
        '> LHLO a',
        '< 250 mx',
        '> MAIL FROM:<a@b.example>',
        '< 250 Ok',
        '> RCPT TO:<kim@example.com>',
        '< 250 Ok',
        '> RCPT TO:<lou@example.com>',
        '< 250 Ok',
        '> DATA',
        '< 354 Go',
        '> .',
        '< 552 Full',
        '< 250 Ok',
      ),
      ['failed kim@example.com END-OF-DATA inbound', 'delivered lou@example.com END-OF-DATA inbound'],
    ));
  it('a login that fails is a submission, its secrets are no commands', () =>
    assert.deepEqual(
      told(
        '< 220 mx',
        '> EHLO a',
        '< 250 mx',
        '> AUTH LOGIN',
        '< 334 VXNlcm5hbWU6',
        '> RCPT',
        '< 334 UGFzc3dvcmQ6',
        '> c2VjcmV0',
        '< 535 No',
      ),
      ['failed - AUTH submission'],
    ));
  it('a greeting that refuses', () => assert.deepEqual(told('< 554 Not you'), ['failed - CONNECT inbound']));
  it('the lines of a reply are one', () =>
    assert.deepEqual(told(...start, '> RCPT TO:<kim@example.com>', '< 550-No', '< 550 such user'), [
      'failed kim@example.com RCPT TO inbound',
    ]));
  it('a session joined in its middle tells less, nothing wrong', () =>
    assert.deepEqual(told('< 550 No such user', '> QUIT', '< 221 Bye'), ['failed - - inbound']));
});

describe('what is kept of sessions', () => {
  it('is bounded: the first opened is forgotten first', () => {
    const memory = rememberSessions(() => ({ opened: true }), 2);
    const first = memory.of('a');
    assert.equal(memory.of('a'), first);
    memory.of('b');
    memory.of('c');
    assert.notEqual(memory.of('a'), first);
  });
});
