/** A report with its words in one language: what is drawn in a window, written as Markdown, or printed. */
import type { Texts } from '../knowledge.ts';
import { visibleText } from '../visible-text.ts';
import { type Grouping, groupings } from './group.ts';
import { groupingName, groupName, standingName, wordOf } from './names.ts';
import type { Tally, TriageReport } from './report.ts';
import { type Standing, standings } from './standing.ts';

/** A text and how it is sorted, where that is not by its text. */
export interface PageCell {
  readonly text: string;
  readonly sort?: number;
}
export interface PageRow {
  readonly cells: readonly PageCell[];
  /** What a bar is as long as, with its parts in the order of `PageTable.parts`. */
  readonly bar?: readonly number[];
  /** What a host is told when the row is chosen; absent where there is nothing behind it. */
  readonly id?: string;
}
export interface PageColumn {
  readonly title: string;
  readonly isNumber: boolean;
}
export interface PageTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly PageColumn[];
  /** What the parts of a bar stand for. */
  readonly parts: readonly Standing[];
  readonly rows: readonly PageRow[];
}
export interface PageWords {
  readonly groupBy: string;
  readonly print: string;
  readonly nothing: string;
  readonly count: string;
  readonly asTable: string;
  readonly more: string;
}
/** Plain data: it crosses to a web view or a page unchanged. All texts may hold strangers' words. */
export interface ReportPage {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** What was read, in pairs of name and value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** How many stand where: the undelivered first. */
  readonly totals: readonly { readonly standing: Standing; readonly name: string; readonly count: number }[];
  /** Absent where no time is stated. */
  readonly overTime?: PageTable;
  readonly rankings: readonly PageTable[];
  readonly words: PageWords;
  readonly standingNames: Readonly<Record<Standing, string>>;
}

/** The parts of a bar; deliveries are not what is asked about. */
const parts: readonly Standing[] = ['undelivered', 'inbound-reject', 'delivered-later'];
/** Rows of one ranking; the rest is one row. */
const rowLimit = 50;

/** `source`: what was read, by name, for the first line of facts. */
export function reportPage(report: TriageReport, texts: Texts, source: string): ReportPage {
  const { total, counts, files, span, series } = report;
  const number = (value: number): string => value.toLocaleString(texts.language);
  const fact = (key: string, value: string): readonly [string, string] => [wordOf(texts, key), value];
  return {
    language: texts.language,
    title: `${wordOf(texts, 'report-title')}: ${visibleText(source)}`,
    facts: [
      fact('report-files', number(files)),
      fact('report-records', number(total)),
      ...(span ? [fact('report-first', span.first), fact('report-last', span.last)] : []),
      ...(series && series.untimed > 0 ? [fact('report-untimed', number(series.untimed))] : []),
    ],
    totals: standings
      .filter((standing) => standing !== 'nothing' && (standing !== 'delivered' || counts.delivered > 0))
      .map((standing) => ({ standing, name: standingName(standing, texts), count: counts[standing] })),
    ...(series && { overTime: overTime(series, texts) }),
    rankings: groupings.map((by) => ranking(by, report.rankings[by], { total, texts })).filter(({ rows }) => rows.length > 0),
    words: pageWords(texts),
    standingNames: {
      undelivered: standingName('undelivered', texts),
      'inbound-reject': standingName('inbound-reject', texts),
      'delivered-later': standingName('delivered-later', texts),
      delivered: standingName('delivered', texts),
      nothing: standingName('nothing', texts),
    },
  };
}

/** The fixed words of a drawn table, for a host that draws one without a report. */
export function pageWords(texts: Texts): PageWords {
  return {
    groupBy: wordOf(texts, 'report-group-by'),
    print: wordOf(texts, 'report-print'),
    nothing: wordOf(texts, 'report-nothing'),
    count: wordOf(texts, 'report-count'),
    asTable: wordOf(texts, 'report-as-table'),
    more: wordOf(texts, 'report-more'),
  };
}

function overTime({ zone, bins }: NonNullable<TriageReport['series']>, texts: Texts): PageTable {
  const number = (value: number): PageCell => ({ text: value.toLocaleString(texts.language), sort: value });
  return {
    id: 'over-time',
    title: wordOf(texts, 'report-over-time'),
    columns: [
      { title: `${wordOf(texts, 'report-beginning')} (${zone})`, isNumber: false },
      ...parts.map((standing) => ({ title: standingName(standing, texts), isNumber: true })),
    ],
    parts,
    rows: bins.map(({ start, undelivered, inboundReject, deliveredLater }) => ({
      cells: [{ text: start }, number(undelivered), number(inboundReject), number(deliveredLater)],
      bar: [undelivered, inboundReject, deliveredLater],
    })),
  };
}

function ranking(by: Grouping, tallies: readonly Tally[], { total, texts }: { readonly total: number; readonly texts: Texts }): PageTable {
  const shown = by === 'hour' ? tallies : tallies.slice(0, rowLimit);
  const rest = tallies.slice(shown.length);
  const rowOf = (name: string, counted: readonly Tally[]): PageRow => {
    const sum = (of: (tally: Tally) => number): number => counted.reduce((all, tally) => all + of(tally), 0);
    const count = sum((tally) => tally.total);
    const bar = parts.map((standing) => sum(({ counts }) => counts[standing]));
    return { cells: cellsOf(name, [bar[0] ?? 0, count, total], texts), bar };
  };
  return {
    id: by,
    title: groupingName(by, texts),
    columns: [
      { title: groupingName(by, texts), isNumber: false },
      { title: standingName('undelivered', texts), isNumber: true },
      { title: wordOf(texts, 'report-count'), isNumber: true },
      { title: wordOf(texts, 'report-share'), isNumber: true },
    ],
    parts,
    rows: [
      ...shown.map((tally) => ({ ...rowOf(groupName(by, tally.value, texts), [tally]), id: tally.value })),
      ...(rest.length > 0 ? [rowOf(`${wordOf(texts, 'report-others')} (${rest.length.toLocaleString(texts.language)})`, rest)] : []),
    ],
  };
}
function cellsOf(name: string, [undelivered, count, total]: readonly [number, number, number], texts: Texts): readonly PageCell[] {
  const share = total === 0 ? 0 : count / total;
  const percent = share.toLocaleString(texts.language, { style: 'percent', maximumFractionDigits: 1 });
  return [
    { text: name },
    { text: undelivered.toLocaleString(texts.language), sort: undelivered },
    { text: count.toLocaleString(texts.language), sort: count },
    { text: percent, sort: share },
  ];
}
