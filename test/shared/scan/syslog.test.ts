/** What stands before a log line's own words, whoever put it there. */
import assert from 'node:assert/strict';
import { logHead } from '../../../shared/src/scan/syslog.ts';

interface Read {
  readonly line: string;
  readonly time: string | undefined;
  readonly program: string | undefined;
  readonly body: string;
}
const lines: Readonly<Record<string, Read>> = {
  'RFC 3164': {
    line: 'Nov  1 10:05:50 mx postfix/smtp[5501]: 4F5501: x',
    time: 'Nov  1 10:05:50',
    program: 'postfix/smtp',
    body: '4F5501: x',
  },
  'RFC 3164 with its priority': { line: '<22>Nov 21 10:05:50 mx sm-mta[5501]: x', time: 'Nov 21 10:05:50', program: 'sm-mta', body: 'x' },
  'BSD, with facility and level': {
    line: 'Nov 21 10:05:50 <mail.info> mx sm-mta[5501]: x',
    time: 'Nov 21 10:05:50',
    program: 'sm-mta',
    body: 'x',
  },
  'RFC 5424': {
    line: '<22>1 2026-11-21T10:05:50.123Z mx dovecot 812 - - lmtp(kim): x',
    time: '2026-11-21T10:05:50.123Z',
    program: 'dovecot',
    body: 'lmtp(kim): x',
  },
  'RFC 5424 with structured data': {
    line: '<22>1 2026-11-21T10:05:50Z mx smtpd 8 ID47 [a b="550"] x',
    time: '2026-11-21T10:05:50Z',
    program: 'smtpd',
    body: 'x',
  },
  rsyslog: {
    line: '2026-11-21T10:05:50.123456+01:00 mail smtpd[102]: x',
    time: '2026-11-21T10:05:50.123456+01:00',
    program: 'smtpd',
    body: 'x',
  },
  'journald, short-full': {
    line: 'Sat 2026-11-21 10:05:50 CET mx dovecot[5501]: x',
    time: '2026-11-21 10:05:50',
    program: 'dovecot',
    body: 'x',
  },
  'docker compose': { line: 'mail-1  | Nov 21 10:05:50 mx dovecot: x', time: 'Nov 21 10:05:50', program: 'dovecot', body: 'x' },
  'docker with time stamps: the stamp with a year': {
    line: '2026-11-21T10:05:50.1Z Nov 21 10:05:50 mx dovecot: x',
    time: '2026-11-21T10:05:50.1Z',
    program: 'dovecot',
    body: 'x',
  },
  Kubernetes: { line: '2026-11-21T10:05:50.1Z stderr F x 550 y', time: '2026-11-21T10:05:50.1Z', program: undefined, body: 'x 550 y' },
  grep: { line: '/var/log/mail.log.1:550:Nov 21 10:05:50 mx dovecot: x', time: 'Nov 21 10:05:50', program: 'dovecot', body: 'x' },
  multilog: {
    line: '@400000006560a1b20cd5e3ac delivery 550: x',
    time: '2023-11-24T13:14:16.000Z',
    program: undefined,
    body: 'delivery 550: x',
  },
  'a file of its own': {
    line: '2026-11-21 22:13:08 1xUtKW-00002J-0q ** x',
    time: '2026-11-21 22:13:08',
    program: undefined,
    body: '1xUtKW-00002J-0q ** x',
  },
  'no stamp, no prefix': { line: 'mx dovecot: x', time: undefined, program: undefined, body: 'mx dovecot: x' },
};

describe('the head of a log line', () => {
  for (const [name, { line, time, program, body }] of Object.entries(lines)) {
    it(name, () => {
      const head = logHead(line);
      assert.deepEqual({ time: head.time?.time, program: head.program?.value, body: line.slice(head.body) }, { time, program, body });
      if (head.program) assert.equal(line.slice(head.program.start, head.program.end), program);
      if (head.time && !line.startsWith('@')) assert.equal(line.slice(head.time.start, head.time.end), time);
    });
  }
});
