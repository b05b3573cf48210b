/** Reports and records as Markdown (GitHub's tables). Every text in it is taken literally: none becomes a link, an image or HTML. */
import type { Texts } from '../knowledge.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { groupName, standingName, wordOf } from './names.ts';
import type { TriageRecord } from './record.ts';
import type { PageTable, ReportPage } from './report-page.ts';
import { standingOf } from './standing.ts';
import { tableRow } from './table-row.ts';

/** A ranking is no table of hundreds of rows. */
const rowLimit = 20;

export function reportMarkdown(page: ReportPage): string {
  const named = [
    ...page.facts,
    ...page.totals.map(({ name, count }): readonly [string, string] => [name, count.toLocaleString(page.language)]),
  ];
  const facts = named.map(([name, value]) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`);
  return [
    `# ${escapeMarkdown(page.title)}`,
    facts.join('\n'),
    ...(page.overTime ? [tableMarkdown(page.overTime, page.overTime.rows.length)] : []),
    ...page.rankings.map((table) => tableMarkdown(table, rowLimit)),
    '',
  ].join('\n\n');
}
function tableMarkdown({ title, columns, rows }: PageTable, limit: number): string {
  return [
    `## ${escapeMarkdown(title)}`,
    '',
    rowMarkdown(columns.map((column) => column.title)),
    `|${columns.map(({ isNumber }) => (isNumber ? ' ---: ' : ' --- ')).join('|')}|`,
    ...rows.slice(0, limit).map(({ cells }) => rowMarkdown(cells.map(({ text }) => text))),
  ].join('\n');
}
function rowMarkdown(texts: readonly string[]): string {
  return `| ${texts.map(escapeMarkdown).join(' | ')} |`;
}

/** Each record a row: where it stands, codes, recipient, reason, whose move, place, reply. */
export function recordsMarkdown(records: Iterable<TriageRecord>, texts: Texts): string {
  const titles = [
    'grouping-outcome',
    'report-code',
    'fact-final-recipient',
    'grouping-reason',
    'grouping-owner',
    'report-place',
    'report-reply',
  ];
  const rows: string[] = [rowMarkdown(titles.map((key) => wordOf(texts, key))), `|${' --- |'.repeat(titles.length)}`];
  for (const record of records) {
    const { codes, recipient, place } = tableRow(record);
    rows.push(
      rowMarkdown([
        standingName(standingOf(record), texts),
        codes,
        recipient,
        groupName('reason', record.reason, texts),
        record.owner === undefined ? '' : groupName('owner', record.owner, texts),
        place,
        record.diagnosticText ?? '',
      ]),
    );
  }
  return `${rows.join('\n')}\n`;
}
