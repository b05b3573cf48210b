/** The usual head of a line is read faster, and never otherwise than any head is. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyHead, usualHead } from '../../../shared/src/scan/syslog.ts';

const stamp = fc.constantFrom(
  ...[
    'Nov 21 10:05:50',
    'Nov  1 10:05:50',
    'Nov 1 10:05:50',
    'Nov 21 2026 10:05:50',
    'Nov 21 10:05:50.123',
    'Nov 2110:05:50',
    'nov 21 10:05:50',
  ],
  ...[
    '2026-11-21T10:05:50Z',
    '2026-11-21T10:05:50.123456+01:00',
    '2026-11-21T10:05:50+0100',
    '2026-11-21T10:05:50',
    '2026-11-21 10:05:50 +0100',
  ],
  ...['<22>Nov 21 10:05:50', '@400000006560a1b20cd5e3ac', '21', ''],
);
const word = fc.constantFrom(
  ...[
    'mx',
    'mx1.example.com',
    'MX',
    'UTC',
    'MAIL',
    'MAILS',
    'stdout',
    'Mon',
    'Nov',
    '2026-11-21',
    '10:05:50',
    '4',
    '-',
    '_',
    '2001:db8::5',
    'mail-1',
  ],
  ...[
    'F',
    'P',
    'postfix/smtp[5501]:',
    'postfix/smtp:',
    'exim[1]:',
    'sm-mta(q)[5501]:',
    'dovecot',
    '812',
    '-',
    'x',
    '[5501]:',
    'a'.repeat(70),
  ],
  ...[
    '<mail.info>',
    'mail:info',
    '|',
    'Ä',
    'x\u00a0y',
    ':',
    '4F5501:',
    '[a b="550"]',
    '1',
    '/usr/lib/x[7]:',
    `${'x'.repeat(140)}:`,
    'p[12345678901]:',
  ],
);
const blank = fc.constantFrom(' ', ' ', ' ', ' ', '  ', '', '\t', '\n', '| ');
const line = fc
  .tuple(fc.constantFrom('', '', '', '', ' ', 'mail.log:'), stamp, fc.array(fc.tuple(blank, word), { maxLength: 6 }))
  .map(([before, time, words]) => before + time + words.flat().join('') + (words.length % 2 === 0 ? ' and more' : ''));
/** Mostly as it should be. */
const stamped = fc.constantFrom('Nov 21 10:05:50', 'Nov  1 10:05:50', '2026-11-21T10:05:50Z', '2026-11-21T10:05:50.123456+01:00');
const usualLine = fc
  .record({
    time: fc.oneof({ weight: 4, arbitrary: stamped }, stamp),
    host: word,
    between: fc.constantFrom('', '', '', 'F ', 'P ', '<a> ', 'mx ', '| '),
    name: fc.oneof({ weight: 2, arbitrary: fc.constantFrom('postfix/smtp', 'exim', 'F', '_x', 'smtpd') }, word),
    behind: fc.constantFrom('[1]: ', ': ', ' ', '] '),
  })
  .map(({ time, host, between, name, behind }) => `${time} ${host} ${between}${name}${behind}4F5501: to=<kim@example.com>`);

describe('the usual head of a line', () => {
  it('is what is read of any head', () => {
    let usual = 0;
    fc.assert(
      fc.property(fc.oneof(line, usualLine, usualLine), (text) => {
        const found = usualHead(text);
        if (found === undefined) return;
        usual++;
        assert.deepEqual(found, anyHead(text));
      }),
      { numRuns: 20_000 },
    );
    assert.ok(usual > 500, `only ${usual} were usual`);
  });
  for (const text of ['Nov  1 10:05:50 mx postfix/smtp[5501]: x', '2026-11-21T10:05:50.123456+01:00 mail smtpd: x'])
    it(`is read of ${text}`, () => assert.deepEqual(usualHead(text), anyHead(text)));
  it('is not where a zone may stand', () => assert.equal(usualHead('Nov 21 10:05:50 UTC postfix/smtp[5501]: x'), undefined));
});
