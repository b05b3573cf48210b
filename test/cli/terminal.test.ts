import assert from 'node:assert/strict';
import { recordOfNothing, type TriageRecord } from '@bounce-lens/shared';
import fc from 'fast-check';
import type { Output } from '../../cli/src/output.ts';
import { openTable } from '../../cli/src/table.ts';
import { columnsOf, fitEnd, fitStart, visibleLine, visibleLines, wrapped } from '../../cli/src/terminal-text.ts';

describe('text on a terminal', () => {
  it('shows what would not be seen, or would move something, as its escape', () => {
    assert.equal(visibleLine('a\x1b[31m\r\n\tb\u202ec\u009b'), 'a\\x1b[31m\\r\\n\\tb\\u202ec\\x9b');
    assert.equal(visibleLine('half \ud800 pair 😀'), 'half \\ud800 pair 😀');
    assert.equal(visibleLines('a\n\x07b'), 'a\n\\x07b');
  });

  it('has no control character left, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.doesNotMatch(visibleLine(text), /[\p{Cc}\p{Cf}\p{Cs}]/u)));
  });

  it('counts the columns that it takes', () => {
    assert.deepEqual(['mail', '郵便', 'e\u0301', '😀'].map(columnsOf), [4, 4, 1, 2]);
  });

  it('is made to fit exactly, cut where it matters least', () => {
    assert.equal(fitEnd('kim', 5), 'kim  ');
    assert.equal(fitEnd('kim@example.com', 5), 'kim@…');
    assert.equal(fitStart('mail.log:1:2', 6), '…g:1:2');
    assert.equal(fitEnd('郵便局', 4), '郵… ');
    const words = fc.string({ unit: fc.constantFrom('a', '郵', 'e\u0301', '😀') });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 12 }), (text, columns) => {
        for (const cut of [fitEnd, fitStart]) assert.equal(columnsOf(cut(text, columns)), columns, cut(text, columns));
      }),
    );
  });

  it('is broken at blanks', () => {
    assert.equal(wrapped('one two three', 7, '  '), 'one two\n  three');
    assert.equal(wrapped('unbreakable one', 4, ''), 'unbreakable\none');
  });
});

describe('the table', () => {
  const failure: TriageRecord = {
    ...recordOfNothing('a/very/long/path/to/some/mail.log'),
    line: 12,
    column: 34,
    outcome: 'permanent-failure',
    replyCode: '550',
    enhancedStatus: '5.1.1',
    recipient: `${'k'.repeat(40)}@example.com`,
    reason: 'user-unknown',
    owner: 'sender',
  };
  const tableOf = async (records: readonly TriageRecord[], terminal: Pick<Output, 'columns' | 'colour'>): Promise<readonly string[]> => {
    const printed: string[] = [];
    const table = openTable({ ...terminal, print: async (more) => void printed.push(String(more)), complain: () => {} });
    for (const record of records) await table.add(record);
    await table.end();
    return printed.join('').split('\n');
  };

  it('fits a narrow terminal, keeping outcome, codes, and line and column', async () => {
    const lines = await tableOf([failure], { columns: 100, colour: false });
    for (const line of lines) assert.ok(columnsOf(line) <= 100, line);
    assert.match(lines[1] ?? '', /^permanent-failure {2}550 5\.1\.1 {2}sender {2}user-unknown {2}k+… {2}….*mail\.log:12:34$/);
  });

  it('cuts nothing where the output is no terminal', async () => {
    const [, row = ''] = await tableOf([failure], { columns: undefined, colour: false });
    assert.ok(row.includes(failure.recipient ?? '-') && row.endsWith(`${failure.file}:12:34`), row);
  });

  it('says the outcome in words beside the colour', async () => {
    const [, row = ''] = await tableOf([failure], { columns: 120, colour: true });
    assert.ok(row.startsWith('\x1b[31mpermanent-failure\x1b[0m  '), row);
  });

  it('prints all rows of a long list, and counts them', async () => {
    const lines = await tableOf(
      Array.from({ length: 450 }, (_, index) => ({ ...failure, line: index + 1 })),
      { columns: undefined, colour: false },
    );
    assert.equal(lines.filter((line) => line.startsWith('permanent-failure')).length, 450);
    assert.match(lines[449 + 1] ?? '', /:450:34$/);
    assert.equal(lines.at(-2), '450 permanent-failure');
  });
});
