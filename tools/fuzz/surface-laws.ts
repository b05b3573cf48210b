/** The laws of what is shown: no surface lets a text of the mail become more than text. */
import { renderAnswer as renderTerminal } from '../../cli/src/render-answer.ts';
import { renderAnswer as renderHover } from '../../extension/src/render-markdown.ts';
import {
  csvColumns,
  csvLine,
  type Diagnosis,
  type Knowledge,
  type Lens,
  type Texts,
  tableRow,
  toRecord,
  type Verdict,
} from '../../shared/src/index.ts';
import { lawful } from './laws.ts';

export interface Surfaces {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  readonly texts: Texts;
  /** A team wrote some of the answers; they are shown as it wrote them. */
  readonly isTeams?: true;
}

export function obeysSurfaceLaws({ lens, knowledge, texts, isTeams }: Surfaces, verdict: Verdict): void {
  const diagnosis = lens.explain(verdict);
  if (!isTeams) obeysAnswerLaws(diagnosis);
  obeysHoverLaws(renderHover(diagnosis, { uri: 'file:///x.eml', offset: 0 }, (message) => message));
  obeysTerminalLaws(renderTerminal(diagnosis, texts, 80));
  obeysRecordLaws(verdict, knowledge);
}

/** What is copied: every part is there, and nothing in it is unseen or turns the direction of writing. */
function obeysAnswerLaws({ title, steps, customerReply, escalation, summary, links }: Diagnosis): void {
  lawful(
    title !== '' && customerReply !== '' && escalation !== '' && summary !== '' && steps.length > 0,
    () => 'a part of the answer is missing',
  );
  for (const text of [title, customerReply, escalation, summary])
    lawful(!unseen.test(text), () => `an unseen character is copied: ${JSON.stringify(unseen.exec(text)?.[0])} in ${JSON.stringify(text)}`);
  for (const { href } of links) lawful(/^https:\/\/[^\s<>"]+$/.test(href), () => `a link that is no https address: ${href}`);
}
/** But tab, line end, and the joiners that Persian and Indic words and emoji are written with. */
const unseen = /(?![\t\n\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Every mark of Markdown that comes from the mail is escaped: what is left are our own links, and code spans. */
export function obeysHoverLaws(markdown: string): void {
  const open = withoutCode(markdown).replace(/\\[!-/:-@[-`{-~]/g, '');
  lawful(!/[<>]/.test(open.replace(/^> /gm, '')), () => `markup in a hover: ${markdown}`);
  for (const [, target = ''] of open.matchAll(/\]\(([^)]*)\)/g))
    lawful(
      /^https:\/\/[!-~]+$/.test(target) || /^command:bounceLens\.[a-zA-Z]+\?[\w%.~-]+$/.test(target),
      () => `a foreign link in a hover: ${target}`,
    );
  lawful(!/!\[|^\[[^\]]*\]:/m.test(open), () => `an image or a reference in a hover: ${markdown}`);
  lawful(
    !/(?:https?|command|javascript|data|file|vscode):/.test(open.replace(/\]\([^)]*\)/g, ']')),
    () => `an address that links itself in a hover: ${markdown}`,
  );
  lawful(!/(?![\n\u200c\u200d])[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(markdown), () => 'an unseen character in a hover');
}
/** Code spans by CommonMark §6.1: a run of backticks, closed by the next run as long. */
function withoutCode(markdown: string): string {
  return markdown.replace(/(?<![\\`])(`+)(?!`)([\s\S]*?)(?<!`)\1(?!`)/g, '');
}

export function obeysTerminalLaws(text: string): void {
  lawful(!/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text), () => `a control character on the terminal: ${JSON.stringify(text)}`);
}

/** A line of NDJSON, a line of CSV, a row of the table. */
function obeysRecordLaws(verdict: Verdict, knowledge: Knowledge): void {
  const record = toRecord(verdict, { file: 'x', line: 1, column: 1 }, knowledge);
  const json = JSON.stringify(record);
  lawful(!/[\r\n]/.test(json) && JSON.stringify(JSON.parse(json)) === json, () => `not a line of JSON: ${json}`);
  const cells = cellsOf(csvLine(record));
  lawful(cells.length === csvColumns.length, () => `${cells.length} cells of ${csvColumns.length} in ${csvLine(record)}`);
  const formula = cells.find((cell) => /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell));
  lawful(formula === undefined, () => `a spreadsheet runs ${JSON.stringify(formula)}`);
  lawful(
    Object.values(tableRow(record)).every((cell) => typeof cell === 'string'),
    () => 'a cell that is no text',
  );
}
/** RFC 4180, as a spreadsheet reads it. */
export function cellsOf(line: string): readonly string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
  return cells.map(([, quoted, plain = '']) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')));
}
