import assert from 'node:assert/strict';
import { codesIn, type Trust } from '../../../shared/src/scan/codes.ts';

/** Lines with carets under the codes that must be found, and no others. */
function check(trust: Trust, text: string, carets: string): void {
  const found = Array.from({ length: text.length }, () => ' ');
  for (const { start, end } of codesIn(text, 0, text.length, trust)) found.fill('^', start, end);
  assert.equal(`${text}\n${found.join('').trimEnd()}`, `${text}\n${carets.trimEnd()}`);
}

describe('codes in a reply', () => {
  it('stand at its beginning', () => {
    check('page', '550 5.1.1 User unknown', '^^^ ^^^^^');
    check('page', '550 User unknown', '^^^');
    check('page', '5.7.1 Message rejected', '^^^^^');
    check('page', '550-5.1.1 The account 550-5.1.1 does not 550 5.1.1 exist', '^^^ ^^^^^             ^^^ ^^^^^          ^^^ ^^^^^');
  });
  it('stand in mid-text where their company says so', () => {
    check('page', 'sorry, no mailbox here by that name (#5.1.1)', '                                      ^^^^^');
    check('page', 'SMTP error 550: no such user', '           ^^^');
    check('page', 'the server said "552 mailbox full"', '                 ^^^');
    check('page', 'ERROR_CODE :550, ERROR_CODE :5.1.1 <a@b.example>', '            ^^^              ^^^^^');
    check('page', '<kim@example.com>: 550 No such user', '                   ^^^');
  });
  it('are not ports, versions, addresses, times, sizes, years or counts', () => {
    for (const text of [
      'connect to mx.example.com[203.0.113.5]:587: Connection refused',
      'Exim 4.96.1 and OpenSSL 5.0.1',
      'host 5.1.1.7 and 192.0.2.5.1.1',
      'We had 550 people, 450 of them in 2026.',
      'Call 0800 550 554 between 4.5.1 and 5.2.2',
      'message 550MB of 554 GB, 5501 files, 550.5 seconds, page 554',
      'id=5.1.1@host and x5.1.1 and 5.1.1x',
      'see RFC 552 line 450',
    ]) {
      check('page', text, '');
    }
  });
  it('are not numbers of somebody\u2019s own, wherever they stand', () => {
    for (const trust of ['page', 'bounce'] as const) {
      check(trust, 'DnsError (256): no MX', '');
      check(trust, 'failed: 299 things', '');
      check(trust, 'status (250 OK)', '        ^^^');
    }
  });
  it('may stand behind any colon of a bounce, not of a page', () => {
    check('bounce', 'Server failed: 550 no such user', '               ^^^');
    check('page', 'Guests today: 550 of them young', '');
    check('bounce', 'RCPT TO not accepted: 5.7.1 This system', '                      ^^^^^');
    check('bounce', '<<< 421', '    ^^^');
  });
  it('begin the next lines of a reply that was joined into one', () => {
    check(
      'page',
      '550-Requested action not taken 550-For explanation visit 550 https://example.com/550',
      '^^^                            ^^^                       ^^^',
    );
    check('page', '550 Limit is 550 messages', '^^^');
  });
  it('are success codes too', () => check('page', '250 2.0.0 Ok: queued as 4F5501', '^^^ ^^^^^'));
});
