/** A report as a page: facts, totals, a chart over time, and one ranking at a time. Printed, it has them all. */
import type { PageTable, ReportPage } from '@bounce-lens/shared';
import { legend, standingBars } from './bars.ts';
import { type Child, element } from './element.ts';
import { renderTable } from './table.ts';

export interface ReportEvents {
  /** A row of a ranking was chosen: which ranking, and the value of the group. */
  readonly onChoose?: (tableId: string, rowId: string) => void;
  /** The reader wants to print; without it there is no button. */
  readonly onPrint?: () => void;
}

export function renderReport(document: Document, page: ReportPage, events: ReportEvents = {}): HTMLElement {
  return element(document, 'main', {
    attributes: { class: 'bl-report', lang: page.language },
    children: [
      ...header(document, page, events),
      ...(page.rankings.length === 0 ? [element(document, 'p', { children: [page.words.nothing] })] : []),
      ...(page.overTime ? [overTime(document, page, page.overTime)] : []),
      ...(page.rankings.length > 0 ? [rankings(document, page, events)] : []),
    ],
  });
}

function header(document: Document, page: ReportPage, { onPrint }: ReportEvents): readonly Child[] {
  // A name stays beside its value where the lines are short.
  const facts = page.facts.map(([name, value]) =>
    element(document, 'div', {
      children: [element(document, 'dt', { children: [name] }), element(document, 'dd', { children: [value] })],
    }),
  );
  const totals = page.totals.map(({ standing, name, count }) =>
    element(document, 'li', {
      attributes: { class: `bl-total bl-total-${standing}` },
      children: [
        element(document, 'strong', { children: [count.toLocaleString(page.language)] }),
        ' ',
        element(document, 'span', { children: [name] }),
      ],
    }),
  );
  const print = element(document, 'button', { attributes: { type: 'button', class: 'bl-print' }, children: [page.words.print] });
  print.addEventListener('click', () => onPrint?.());
  return [
    element(document, 'div', {
      attributes: { class: 'bl-head' },
      children: [element(document, 'h1', { children: [page.title] }), ...(onPrint ? [print] : [])],
    }),
    element(document, 'dl', { attributes: { class: 'bl-facts' }, children: facts }),
    element(document, 'ul', { attributes: { class: 'bl-totals' }, children: totals }),
  ];
}

function overTime(document: Document, page: ReportPage, table: PageTable): HTMLElement {
  return element(document, 'section', {
    children: [
      element(document, 'h2', { children: [table.title] }),
      legend(document, table.parts, page.standingNames),
      standingBars(document, table),
      element(document, 'details', {
        children: [
          element(document, 'summary', { children: [page.words.asTable] }),
          // Beside its chart, a table needs no bars of its own.
          renderTable(
            document,
            { ...table, parts: [], rows: table.rows.map(({ cells }) => ({ cells })) },
            { language: page.language, words: page.words, isCaptionHidden: true },
          ),
        ],
      }),
    ],
  });
}

/** The chosen ranking is shown; the others wait, and are printed too. */
function rankings(document: Document, page: ReportPage, { onChoose }: ReportEvents): HTMLElement {
  const tables = page.rankings.map((table) => {
    const drawn = renderTable(document, table, { language: page.language, words: page.words, onChoose, isCaptionHidden: true });
    drawn.id = `bl-ranking-${table.id}`;
    return drawn;
  });
  const choice = element(document, 'select', {
    attributes: { id: 'bl-group-by' },
    children: page.rankings.map(({ id, title }) => element(document, 'option', { attributes: { value: id }, children: [title] })),
  });
  const show = (): void => {
    for (const table of tables) table.hidden = table.id !== `bl-ranking-${choice.value}`;
  };
  choice.addEventListener('change', show);
  show();
  return element(document, 'section', {
    children: [
      element(document, 'div', {
        attributes: { class: 'bl-choice' },
        children: [element(document, 'label', { attributes: { for: 'bl-group-by' }, children: [page.words.groupBy] }), choice],
      }),
      ...(page.rankings[0] ? [legend(document, page.rankings[0].parts, page.standingNames)] : []),
      ...tables,
    ],
  });
}
