import assert from 'node:assert/strict';
import german from '../../../shared/src/generated/texts/de.json' with { type: 'json' };
import type { Texts } from '../../../shared/src/index.ts';
import { recordsMarkdown, reportMarkdown } from '../../../shared/src/triage/markdown.ts';
import { withRecipients } from '../../../shared/src/triage/one-reply.ts';
import { makeReport } from '../../../shared/src/triage/report.ts';
import { reportPage } from '../../../shared/src/triage/report-page.ts';
import { texts } from '../../knowledge.ts';
import { aVerdict } from '../explain/a-verdict.ts';
import { aRecord, manyRecords } from './some-records.ts';

const inGerman: Texts = german;

describe('a report', () => {
  const records = [
    aRecord({ attemptedAt: '2026-11-21T10:05:00+01:00' }),
    aRecord({ attemptedAt: '2026-11-21T10:06:30+01:00', file: 'other.log' }),
    aRecord({ attemptedAt: '2026-11-21T11:05:00+01:00', outcome: 'deferral', fate: 'delivered-later', reason: 'greylisted' }),
    aRecord({ direction: 'inbound', reason: 'relay-denied' }),
  ];
  const report = makeReport(records);

  it('counts what was read, and when', () => {
    assert.deepEqual(
      [report.total, report.files, report.span],
      [4, 2, { first: '2026-11-21 10:05 +01:00', last: '2026-11-21 11:05 +01:00' }],
    );
    assert.deepEqual(report.counts, { undelivered: 2, 'inbound-reject': 1, 'delivered-later': 1, delivered: 0, nothing: 0 });
  });
  it('ranks what there is most of', () =>
    assert.deepEqual(
      report.rankings.reason.map(({ value, total }) => `${value} ${total}`),
      ['user-unknown 2', 'greylisted 1', 'relay-denied 1'],
    ));
  it('has bins without gaps that fit the time, and tells what states none', () => {
    assert.equal(report.series?.binMinutes, 5);
    assert.equal(report.series?.bins.length, 13);
    assert.deepEqual(report.series?.bins[0], { start: '2026-11-21 10:05', undelivered: 2, inboundReject: 0, deliveredLater: 0 });
    assert.equal(report.series?.bins.at(-1)?.deliveredLater, 1);
    assert.equal(report.series?.untimed, 1);
  });
  it('has at most 60 bins, be it an hour or a century', () => {
    for (const last of ['2026-11-21T10:06:00+01:00', '2026-12-21T10:05:00+01:00', '2126-11-21T10:05:00+01:00']) {
      const { series } = makeReport([aRecord({ attemptedAt: '2026-11-21T10:05:00+01:00' }), aRecord({ attemptedAt: last })]);
      assert.ok(series && series.bins.length <= 60, last);
      assert.equal(
        series.bins.reduce((sum, { undelivered }) => sum + undelivered, 0),
        2,
        last,
      );
    }
  });
  it('of nothing has nothing', () => {
    assert.deepEqual([makeReport([]).total, makeReport([]).series], [0, undefined]);
    assert.equal(reportPage(makeReport([]), texts, 'x').rankings.length, 0);
  });
  it('of 50,000 records is made in a moment', () => {
    const many = manyRecords(50_000);
    const began = performance.now();
    reportPage(makeReport(many), texts, 'mail.log');
    assert.ok(performance.now() - began < 4_000, `${performance.now() - began} ms`);
  });

  it('speaks the language of its texts, and has a row for all that is left over', () => {
    const page = reportPage(makeReport(manyRecords(5_000)), inGerman, 'mail.log');
    assert.equal(page.title, 'Bericht über Unzustellbares: mail.log');
    const domains = page.rankings.find(({ id }) => id === 'recipient-domain');
    assert.equal(domains?.rows.length, 51);
    assert.deepEqual(
      domains?.rows.at(-1)?.cells.map(({ text }) => text),
      ['alle übrigen (950)', '3.916', '4.750', '95\u00A0%'],
    );
    assert.equal(domains?.rows.at(-1)?.id, undefined);
  });
});

describe('Markdown', () => {
  const hostile = aRecord({ recipient: '[x](https://evil.example)|<img>`', diagnosticText: 'a\n# b\u202Ec' });
  it('takes every text literally, on its line', () => {
    const markdown = recordsMarkdown([hostile], texts);
    const row = markdown.split('\n')[2] ?? '';
    assert.ok(row.includes('\\[x\\]\\(https\\:\\/\\/evil\\.example\\)\\|\\<img\\>\\`'), row);
    assert.equal(markdown.trimEnd().split('\n').length, 3);
    assert.ok(!markdown.includes('\u202E'));
  });
  it('has the facts, the totals and a table for each ranking', () => {
    const markdown = reportMarkdown(reportPage(makeReport([aRecord()]), texts, 'mail.log'));
    assert.match(markdown, /^# Bounce report\\: mail\\\.log\n/);
    assert.match(markdown, /\n- not delivered: 1\n/);
    assert.match(markdown, /\n\| The recipient\\'s address does not exist there \| 1 \| 1 \| 100\\% \|\n/);
  });
});

describe('one answer for several', () => {
  const verdict = aVerdict({ facts: { 'final-recipient': 'kim@example.com', 'reply-code': '550' } });
  const told = (recipients: readonly string[]): unknown =>
    withRecipients(verdict, recipients).finding.event.evidence.find(({ kind }) => kind === 'final-recipient')?.value;
  it('names the first and counts the others', () => {
    assert.equal(told(['a@example.com', 'b@example.com', 'a@example.com']), 'a@example.com, b@example.com');
    assert.equal(told(['1', '2', '3', '4', '5', '6', '7']), '1, 2, 3, 4, 5 (+2)');
  });
  it('of one is its own', () => assert.equal(withRecipients(verdict, ['kim@example.com']), verdict));
});
