import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvColumns, csvHeader, csvLine } from '../../../shared/src/triage/csv.ts';
import { recordOfNothing, toRecord } from '../../../shared/src/triage/record.ts';
import { tableRow } from '../../../shared/src/triage/table-row.ts';
import { aVerdict, someKnowledge } from '../explain/a-verdict.ts';

const place = { file: 'mail.log', line: 3, column: 17 };
const knowledge = someKnowledge({
  reasons: [
    {
      id: 'mailbox-full',
      owner: 'recipient',
      temporary: true,
      aliases: { sisimai: ['mailboxfull', 'exceedlimit'], kumomta: [], facts: [] },
      links: [],
    },
  ],
});
const facts = {
  'reply-code': '452',
  'enhanced-status': '4.2.2',
  'dsn-status': '4.2.0',
  'diagnostic-text': '452 4.2.2 full',
  'final-recipient': 'kim@example.com',
  'original-recipient': 'info@example.com',
  'remote-mta': 'mx.example.net',
  'remote-ip': '192.0.2.7',
  'reporting-mta': 'mail.example.org',
  'queue-id': '4F5501',
  'message-id': 'a1@example.org',
  'envelope-sender': 'lee@example.org',
  'attempted-at': 'Nov 21 10:05:50',
} as const;
const hostDate = { year: 2026, month: 11, day: 21, zone: '+01:00' };

describe('a record', () => {
  it('has every key of the interface', () => {
    assert.deepEqual(toRecord(aVerdict({ facts }), place, knowledge, { attempts: 2, fate: 'pending', hostDate }), {
      file: 'mail.log',
      line: 3,
      column: 17,
      dialect: 'postfix',
      direction: 'outbound',
      outcome: 'deferral',
      attempts: 2,
      fate: 'pending',
      recipient: 'kim@example.com',
      replyCode: '452',
      enhancedStatus: '4.2.2',
      dsnStatus: '4.2.0',
      diagnosticText: '452 4.2.2 full',
      remoteMta: 'mx.example.net',
      remoteIp: '192.0.2.7',
      reportingMta: 'mail.example.org',
      queueId: '4F5501',
      messageId: 'a1@example.org',
      envelopeSender: 'lee@example.org',
      attemptedAt: '2026-11-21T10:05:50+01:00',
      assumed: ['year', 'zone'],
      reason: 'mailbox-full',
      sisimaiReason: 'mailboxfull',
      owner: 'recipient',
      rule: 'google/over-quota',
      confidence: 'certain',
    });
  });

  it('has no key for an absent fact', () => {
    const record = toRecord(aVerdict({ reason: 'unknown', rule: 'none' }), place, knowledge);
    assert.deepEqual(Object.keys(record), [
      'file',
      'line',
      'column',
      'dialect',
      'direction',
      'outcome',
      'reason',
      'sisimaiReason',
      'owner',
      'rule',
      'confidence',
    ]);
    assert.equal(record.sisimaiReason, 'undefined');
    assert.deepEqual(recordOfNothing('a.eml'), { file: 'a.eml', outcome: 'none', reason: 'unknown', sisimaiReason: 'undefined' });
  });

  it('takes the original recipient and the Status of the report where there is nothing better', () => {
    const record = toRecord(aVerdict({ facts: { 'original-recipient': 'info@example.com', 'dsn-status': '5.1.1' } }), place, knowledge);
    assert.equal(record.recipient, 'info@example.com');
    assert.equal(record.enhancedStatus, '5.1.1');
    assert.equal(record.dsnStatus, '5.1.1');
  });

  it('takes an address before a local name', () => {
    const record = toRecord(aVerdict({ facts: { 'final-recipient': 'kim', 'original-recipient': 'kim@example.com' } }), place, knowledge);
    assert.equal(record.recipient, 'kim@example.com');
  });

  it('is read as a row', () => {
    assert.deepEqual(tableRow(toRecord(aVerdict({ facts }), place, knowledge, { fate: 'pending' })), {
      place: 'mail.log:3:17',
      outcome: 'deferral, pending',
      codes: '452 4.2.2',
      recipient: 'kim@example.com',
      reason: 'mailbox-full',
      owner: 'recipient',
    });
    assert.equal(tableRow(recordOfNothing('a.eml')).place, 'a.eml');
  });
});

/** RFC 4180, read back. */
function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, bare] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g))
    cells.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
  return cells;
}

describe('CSV', () => {
  it('has a column for every key of the record', () => {
    const record = toRecord(aVerdict({ facts }), place, knowledge, { attempts: 2, fate: 'pending', hostDate });
    assert.deepEqual(Object.keys(record), [...csvColumns]);
    assert.equal(csvHeader().split(',').length, cellsOf(csvLine(record)).length);
    assert.equal(cellsOf(csvLine(record))[csvColumns.indexOf('assumed')], 'year zone');
  });

  it('comes back as it was, whatever the cells hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', ' ', 'ü'), minLength: 1 }).map((text) => `x${text}`),
        (text) => {
          const cells = cellsOf(csvLine(toRecord(aVerdict({ facts: { 'diagnostic-text': text } }), place, knowledge)));
          assert.equal(cells.length, csvColumns.length);
          assert.equal(cells[csvColumns.indexOf('diagnosticText')], text);
        },
      ),
    );
  });

  it('lets no cell run as a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      const cell = cellsOf(csvLine(toRecord(aVerdict({ facts: { 'diagnostic-text': `${start}HYPERLINK("x")` } }), place, knowledge)))[
        csvColumns.indexOf('diagnosticText')
      ];
      assert.equal(cell, `'${start}HYPERLINK("x")`);
    }
  });
});
