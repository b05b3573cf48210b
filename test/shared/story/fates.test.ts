/** A deferral that was delivered later, is pending, or expired says so, in every log whose lines bear ids. */
import assert from 'node:assert/strict';
import { attemptOf, tellStories } from '../../../shared/src/index.ts';
import { lens } from '../../knowledge.ts';

interface Lines {
  readonly later: readonly string[];
  readonly delivered: readonly string[];
  readonly expired?: readonly string[];
}
const syslog = (program: string, line: string): string => `Nov 21 10:05:50 mx ${program}[7]: ${line}`;
const kumo = (type: string, code: number): string =>
  `{"type":"${type}","id":"1d98076abbbc11ed940250ebf67f9355","sender":"ann@example.org","recipient":"kim@example.com","queue":"example.com","response":{"code":${code},"enhanced_code":null,"content":"said","command":null},"peer_address":null,"timestamp":1795255550}`;
const tracking = (event: string, status: string): string =>
  `2026-11-21T10:05:50.100Z,192.0.2.1,EX01,203.0.113.5,mx.example.com,,To Internet,SMTP,${event},55015520,<563@example.org>,4f55014f-5501-4f55-014f-55014f550160,kim@example.com,${status},5501,1,,,Order,ann@example.org,ann@example.org,,Originating,,,,`;
const smtpd = (result: string, stat: string): string =>
  syslog(
    'smtpd',
    `30be748ecabe4ef0 mta delivery evpid=8f746b28cfc0d5b9 from=<ann@example.org> to=<kim@example.com> rcpt=<-> source="192.0.2.1" relay="203.0.113.5 (mx.example.com)" delay=0s result="${result}" stat="${stat}"`,
  );
const courier = (rest: string): string =>
  syslog('courieresmtp', `id=0000000000550156.4F550156.00005502,from=<ann@example.org>,addr=<kim@example.com>${rest}`);
const sendmail = (rest: string): string =>
  syslog(
    'sm-mta',
    `6ALMDFuo000607: to=<kim@example.com>, ctladdr=<ann@example.org> (1000/1000), delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=120371, relay=mx.example.com. [203.0.113.5], ${rest}`,
  );

const logs: Readonly<Record<string, Lines>> = {
  postfix: {
    later: [
      syslog('postfix/smtp', '4F5501ABCD: to=<kim@example.com>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect: timed out)'),
    ],
    delivered: [
      syslog(
        'postfix/smtp',
        '4F5501ABCD: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=9, dsn=2.0.0, status=sent (250 Ok)',
      ),
    ],
    expired: [syslog('postfix/qmgr', '4F5501ABCD: from=<ann@example.org>, status=expired, returned to sender')],
  },
  exim: {
    later: ['2026-11-21 10:05:50 1xUtKW-00002J-0q == kim@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out'],
    delivered: [
      '2026-11-21 10:15:50 1xUtKW-00002J-0q => kim@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.5] C="250 Ok"',
    ],
    expired: ['2026-11-25 10:15:50 1xUtKW-00002J-0q ** kim@example.com: retry timeout exceeded'],
  },
  sendmail: {
    later: [sendmail('dsn=4.2.0, stat=Deferred: 450 4.2.0 Greylisted')],
    delivered: [sendmail('dsn=2.0.0, stat=Sent (Ok)')],
    expired: [syslog('sm-mta', '6ALMDFuo000607: 6ALMEH2V001064: DSN: Cannot send message for 5 days')],
  },
  opensmtpd: {
    later: [smtpd('TempFail', '450 4.2.0 Greylisted')],
    delivered: [smtpd('Ok', '250 Ok')],
    expired: [smtpd('Expired', 'Envelope expired')],
  },
  qmail: {
    later: [
      'starting delivery 55: msg 93869 to remote kim@example.com',
      'delivery 55: deferral: Connected_to_203.0.113.5_but_connection_died./',
    ],
    delivered: ['starting delivery 56: msg 93869 to remote kim@example.com', 'delivery 56: success: 203.0.113.5_accepted_message./'],
  },
  courier: {
    later: [courier(': Connection timed out'), courier(',status: deferred')],
    delivered: [courier(',success: delivered: mx.example.com [203.0.113.5]')],
  },
  kumomta: { later: [kumo('TransientFailure', 451)], delivered: [kumo('Delivery', 250)], expired: [kumo('Expiration', 551)] },
  'exchange-tracking': { later: [tracking('DEFER', '451 4.7.0 later')], delivered: [tracking('SEND', '250 2.1.5 Ok')] },
  sendgrid: {
    later: ['{"email":"kim@example.com","timestamp":1795255550,"event":"deferred","sg_message_id":"a1","response":"451 4.7.1 later"}'],
    delivered: ['{"email":"kim@example.com","timestamp":1795255850,"event":"delivered","sg_message_id":"a1","response":"250 OK"}'],
  },
  postmark: {
    later: ['{"RecordType":"Bounce","Type":"Transient","MessageID":"a1","Details":"smtp;451 4.3.0 later","Email":"kim@example.com"}'],
    delivered: ['{"RecordType":"Delivery","MessageID":"a1","Recipient":"kim@example.com","Details":"smtp;250 Ok"}'],
  },
};

function fatesOf(lines: readonly string[]): readonly (string | undefined)[] {
  const { verdicts } = lens.analyze({ text: `${lines.join('\n')}\n` }, { as: 'log' });
  const told = tellStories(verdicts.map(attemptOf));
  return verdicts.flatMap(({ finding }, index) => (finding.outcome === 'deferral' ? [told[index]?.fate] : []));
}

describe('the fate of a deferral', () => {
  for (const [dialect, { later, delivered, expired }] of Object.entries(logs)) {
    it(`is told in the log of ${dialect}`, () => {
      assert.deepEqual(fatesOf(later), ['pending'], 'by the end of the log');
      assert.deepEqual(fatesOf([...later, ...delivered]), ['delivered-later']);
      assert.deepEqual(fatesOf([...later, ...later, ...delivered]), ['delivered-later', 'delivered-later']);
      if (expired) assert.deepEqual(fatesOf([...later, ...expired]), ['expired']);
    });
  }
});
