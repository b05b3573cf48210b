/** What Postfix refuses in words of its own, without `reject:` and `status=`. */
import assert from 'node:assert/strict';
import { firstEvidence } from '../../../shared/src/index.ts';
import { lens } from '../../knowledge.ts';

function told(daemon: string, line: string): string {
  const { verdicts } = lens.analyze({ text: `Nov 21 10:05:50 mx ${daemon}[7]: ${line}\n` });
  return verdicts
    .map(({ finding, reason }) => {
      const { evidence } = finding.event;
      const client = firstEvidence(evidence, 'client-ip')?.value ?? '-';
      return [finding.outcome, finding.direction, reason, firstEvidence(evidence, 'smtp-command')?.value ?? '-', client].join(' ');
    })
    .join('; ');
}

describe('warnings of Postfix', () => {
  it('tell refused logins', () => {
    const refused = 'permanent-failure submission auth-failed AUTH 192.0.2.7';
    assert.equal(told('postfix/smtpd', 'warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: Password:'), refused);
    assert.equal(
      told(
        'postfix/submission/smtpd',
        'warning: pc.example.org[192.0.2.7]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=kim@example.org',
      ),
      refused,
    );
    assert.equal(told('postfix-in/smtps/smtpd', 'warning: host[192.0.2.7]: SASL CRAM-MD5 authentication failed:'), refused);
    assert.match(
      told('postfix/smtpd', 'warning: host[192.0.2.7]: SASL LOGIN authentication failed: Connection lost to authentication server'),
      /^deferral submission/,
    );
  });
  it('tell addresses that cannot be, and messages too big to send', () => {
    assert.equal(
      told('postfix/smtpd', 'warning: Illegal address syntax from pc.example.org[192.0.2.7] in RCPT command: <a b>'),
      'permanent-failure inbound bad-recipient-syntax RCPT TO 192.0.2.7',
    );
    assert.equal(
      told('postfix/sendmail', 'fatal: kim@example.org(1000): message file too big'),
      'permanent-failure submission message-too-large - -',
    );
  });
  it('tell of one host of several, before the next is tried', () => {
    for (const [line, reason] of [
      ['4F5501ABCD: Cannot start TLS: handshake failure', 'tls-failed'],
      ['4F5501ABCD: TLS is required, but was not offered by host mx.b.example[203.0.113.5]', 'tls-failed'],
      ['4F5501ABCD: lost connection with mx.b.example[203.0.113.5] while sending RCPT TO', 'connection-lost'],
      ['4YxBcd2hQkz1Xv9: conversation with mx.b.example[203.0.113.5] timed out while sending message body', 'timeout'],
    ] as const)
      assert.match(told('postfix/smtp', line), new RegExp(`^deferral outbound ${reason} `), line);
  });
  it('tell a busy postscreen, which gave 421', () => {
    assert.match(told('postfix/postscreen', 'NOQUEUE: reject: CONNECT from [192.0.2.7]:5678: too many connections'), /^deferral inbound/);
    assert.match(told('postfix/postscreen', 'NOQUEUE: reject: CONNECT from [192.0.2.7]:5678: all server ports busy'), /^deferral inbound/);
  });
  it('are not what no message is behind', () => {
    for (const line of [
      'warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:350:',
      'warning: no MX host for b.example has a valid address record',
      'connect to mx.b.example[203.0.113.5]:25: Connection refused',
      'lost connection after AUTH from unknown[192.0.2.7]',
      'disconnect from unknown[192.0.2.1] helo=1 auth=0/1 quit=1 commands=2/3',
      'Verified TLS connection established to mx.b.example[203.0.113.5]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
    ])
      assert.equal(told('postfix/smtp', line), '', line);
  });
});
