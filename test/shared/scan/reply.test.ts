import assert from 'node:assert/strict';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import { type EvidenceKind, firstEvidence } from '../../../shared/src/model.ts';
import { readOwnReply, readReply } from '../../../shared/src/scan/reply.ts';
import { smtpCommandAt } from '../../../shared/src/scan/smtp-command.ts';

function read(text: string): (kind: EvidenceKind) => string | undefined {
  const evidence = readReply(rawLayer({ text }), 0, text.length);
  for (const { value, span, kind } of evidence) {
    if (kind !== 'smtp-command') assert.equal(text.slice(span.start, span.end), value, `${kind} stands where it says`);
  }
  return (kind) => firstEvidence(evidence, kind)?.value;
}

describe('a reply in its wrapper', () => {
  it('of Postfix', () => {
    const get = read('host mx.b.example[203.0.113.5] said: 550 5.1.1 <a@b.example>: User unknown (in reply to RCPT TO command)');
    assert.equal(get('diagnostic-text'), '550 5.1.1 <a@b.example>: User unknown');
    assert.equal(get('remote-mta'), 'mx.b.example');
    assert.equal(get('remote-ip'), '203.0.113.5');
    assert.equal(get('smtp-command'), 'RCPT TO');
  });
  it('of Postfix, without a reply', () => {
    const get = read('connect to mx.b.example[203.0.113.5]:25: Connection timed out');
    assert.equal(get('remote-mta'), 'mx.b.example');
    assert.equal(get('reply-code'), undefined);
    assert.equal(get('diagnostic-text'), 'connect to mx.b.example[203.0.113.5]:25: Connection timed out');
  });
  it('of Postfix, when the line broke', () =>
    assert.equal(read('lost connection with mx.b.example[203.0.113.5] while sending RCPT TO')('smtp-command'), 'RCPT TO'));
  it('of Exim', () => {
    const get = read(
      'host mx.b.example [203.0.113.5]\n    SMTP error from remote mail server after RCPT TO:<a@b.example>:\n    550 5.1.1 No such user',
    );
    assert.equal(get('diagnostic-text'), '550 5.1.1 No such user');
    assert.equal(get('remote-ip'), '203.0.113.5');
    assert.equal(get('smtp-command'), 'RCPT TO');
  });
  it('of old Exim', () => {
    const get = read('SMTP error from remote mailer after end of data: host mx.b.example [203.0.113.5]: 554 spam');
    assert.equal(get('diagnostic-text'), '554 spam');
    assert.equal(get('remote-mta'), 'mx.b.example');
    assert.equal(get('smtp-command'), 'END-OF-DATA');
  });
  it('of an Exim that had asked the sender\u2019s server: its own words, not the answer it quotes', () => {
    const said =
      '550-Verification failed for <a@b.example>\n550-Called:   192.0.2.7\n550-Sent:     RCPT TO:<a@b.example>\n550-Response: 550 5.1.1 User unknown\n550 Sender verify failed';
    for (const text of [said, said.replace(/\n550[- ]/g, '')]) assert.equal(read(text)('diagnostic-text'), text);
  });
  it('of qmail', () => {
    const get = read('203.0.113.5 does not like recipient.\nRemote host said: 550 5.1.1 unknown\nGiving up on 203.0.113.5.');
    assert.equal(get('reply-code'), '550');
    assert.equal(get('remote-ip'), '203.0.113.5');
  });
  it('of Sendmail: the reply inside its own line', () => assert.equal(read('554 <a@b.example>... 550 Host unknown')('reply-code'), '550'));
  it('is what refused, not what greeted', () => assert.equal(read('220-mx.b.example 421 4.2.1 Service refused')('reply-code'), '421'));
  it('of nobody', () => assert.deepEqual(readReply(rawLayer({ text: '  \n ' }), 0, 4), []));
});

describe('a reply of the server that writes', () => {
  it('says nothing of whom it was heard from', () => {
    const text =
      '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked; server mx.example.com [203.0.113.5] (in reply to DATA command)';
    const kinds = (read: typeof readOwnReply): readonly string[] => read(rawLayer({ text }), 0, text.length).map(({ kind }) => kind);
    assert.deepEqual(kinds(readOwnReply), ['diagnostic-text', 'reply-code', 'enhanced-status', 'smtp-command']);
    assert.ok(kinds(readReply).includes('remote-ip'));
  });
  it('ends before the last command that it names, whatever it quotes', () => {
    const text = '550 you said (in reply to DATA command) (In reply to the RCPT TO command)';
    assert.deepEqual(
      readOwnReply(rawLayer({ text }), 0, text.length).map(({ value }) => value),
      ['550 you said (in reply to DATA command)', '550', 'RCPT TO'],
    );
  });
});
describe('the name of an SMTP command', () => {
  const words = {
    'END-OF-DATA': ['end of DATA', 'end\tof  data', 'end of message', 'message body', 'content'],
    'RCPT TO': ['RCPT TO', 'rcpt'],
    'MAIL FROM': ['MAIL FROM', 'mail'],
    EHLO: ['EHLO'],
    HELO: ['HELO'],
    STARTTLS: ['STARTTLS'],
    AUTH: ['AUTH', 'authentication'],
    DATA: ['DATA'],
    CONNECT: ['initial greeting', 'initial server connection', 'connect', 'connection', 'banner'],
    QUIT: ['quit'],
  };
  for (const [command, spoken] of Object.entries(words))
    it(`${command} is read in all its words`, () => {
      for (const word of spoken) assert.deepEqual(smtpCommandAt(`(${word} x`, 1), { command, start: 1, end: 1 + word.length });
    });
});
