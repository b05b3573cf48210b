/** What is looked at, what it is read as, and what stays quiet. */
import assert from 'node:assert/strict';
import { analyzeOptions, isLookedAt, tellsOfMail } from '../../extension/src/recognise.ts';
import { lens } from '../knowledge.ts';

const tells = (text: string): boolean => tellsOfMail(lens.analyze({ text }));

describe('recognising a document', () => {
  it('reads a mail as a mail and a mail log as a log, whatever they hold', () => {
    assert.deepEqual(
      [analyzeOptions('eml'), analyzeOptions('mail-log'), analyzeOptions('log'), analyzeOptions('plaintext')],
      [{ as: 'mail' }, { as: 'log' }, {}, {}],
    );
  });

  it('looks at its languages in files and new documents, not at output panels', () => {
    for (const scheme of ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'git'])
      assert.ok(isLookedAt({ languageId: 'log', uri: { scheme } }), scheme);
    assert.ok(!isLookedAt({ languageId: 'log', uri: { scheme: 'output' } }));
    assert.ok(!isLookedAt({ languageId: 'markdown', uri: { scheme: 'file' } }));
  });

  for (const text of [
    '550 Unknown User',
    '550 5.1.1 something nobody knows',
    'Customer writes: 550 5.2.2 Mailbox full',
    'Cannot Send Mail. The connection to the outgoing server “smtp.example.com” failed.',
    'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (connect to b.example[203.0.113.5]:25: Connection timed out)',
  ]) {
    it(`hears: ${text.slice(0, 60)}`, () => assert.ok(tells(text)));
  }

  for (const text of [
    '',
    'Good morning,\n\nplease find enclosed our offer of 5.1.2026, room 550, 5.1.1 km from the station.\n',
    '2026-11-21 10:05:50 INFO  http "GET /orders/550 HTTP/1.1" 550 5120 0.421\n2026-11-21 10:05:51 ERROR worker 451 failed with exit code 5.1.1 of build 2.0.0\n',
    '[2026-11-21T10:05:50] kernel: usb 5-1.1: device descriptor read/64, error -110\nversion 4.2.2 started on port 550\n',
    'TOTAL 554\nITEM 5.7.1   450.00\n',
  ]) {
    it(`is quiet at: ${JSON.stringify(text.slice(0, 60))}`, () =>
      assert.ok(!tells(text), JSON.stringify(lens.analyze({ text }).verdicts.map(({ rule }) => rule))));
  }
});
