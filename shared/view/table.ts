/** A table that is sorted by its headings and shown a page at a time. */
import type { PageRow, PageTable, PageWords } from '@bounce-lens/shared';
import { lyingBar } from './bars.ts';
import { element } from './element.ts';

export interface TableOptions {
  readonly language: string;
  readonly words: Pick<PageWords, 'more'>;
  /** A row was chosen by its first cell; without it no row can be chosen. */
  readonly onChoose?: ((tableId: string, rowId: string) => void) | undefined;
  /** Rows that are shown at first, and added by each press of the button; 100 where it is not given. */
  readonly pageLength?: number;
  /** The caption, where something else already says it; read out all the same. */
  readonly isCaptionHidden?: boolean;
}

export function renderTable(document: Document, table: PageTable, options: TableOptions): HTMLElement {
  const { pageLength = 100, words, isCaptionHidden = false } = options;
  const most = table.rows.reduce((longest, { bar = [] }) => Math.max(longest, sum(bar)), 0);
  const body = element(document, 'tbody');
  const more = element(document, 'button', { attributes: { type: 'button', class: 'bl-more' } });
  let rows = table.rows;
  let shown = 0;
  const showMore = (): void => {
    const next = rows.slice(shown, shown + pageLength);
    body.append(...next.map((row) => renderRow(document, row, { table, options, most })));
    shown += next.length;
    more.hidden = shown >= rows.length;
    more.textContent = `${words.more} (${(rows.length - shown).toLocaleString(options.language)})`;
  };
  const showSorted = (sorted: readonly PageRow[]): void => {
    rows = sorted;
    shown = 0;
    body.replaceChildren();
    showMore();
  };
  more.addEventListener('click', showMore);
  showMore();
  const caption = element(document, 'caption', { attributes: isCaptionHidden ? { class: 'bl-heard' } : {}, children: [table.title] });
  const head = element(document, 'thead', { children: [headings(document, table, { language: options.language, showSorted })] });
  return element(document, 'div', {
    attributes: { class: 'bl-table' },
    children: [element(document, 'table', { children: [caption, head, body] }), more],
  });
}
function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Each heading is a button; the heading that was pressed last tells the order. */
function headings(
  document: Document,
  table: PageTable,
  { language, showSorted }: { readonly language: string; readonly showSorted: (rows: readonly PageRow[]) => void },
): HTMLElement {
  const cells = table.columns.map(({ title, isNumber }, index) => {
    const button = element(document, 'button', { attributes: { type: 'button' }, children: [title] });
    const cell = element(document, 'th', { attributes: { scope: 'col', ...(isNumber && { class: 'bl-number' }) }, children: [button] });
    button.addEventListener('click', () => {
      const before = cell.getAttribute('aria-sort');
      const isAscending = before === null ? !isNumber : before === 'descending';
      for (const other of cells) other.removeAttribute('aria-sort');
      cell.setAttribute('aria-sort', isAscending ? 'ascending' : 'descending');
      showSorted(sortedBy(table.rows, index, { language, isAscending }));
    });
    return cell;
  });
  const bar = table.parts.length > 0 ? [element(document, 'td', { attributes: { class: 'bl-bar-cell', 'aria-hidden': 'true' } })] : [];
  return element(document, 'tr', { children: [...cells, ...bar] });
}
function sortedBy(
  rows: readonly PageRow[],
  column: number,
  { language, isAscending }: { readonly language: string; readonly isAscending: boolean },
): readonly PageRow[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = isAscending ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a.cells[column], b.cells[column]];
    if (left?.sort !== undefined && right?.sort !== undefined) return sign * (left.sort - right.sort);
    return sign * collator.compare(left?.text ?? '', right?.text ?? '');
  });
}

interface RowParts {
  readonly table: PageTable;
  readonly options: TableOptions;
  readonly most: number;
}
function renderRow(document: Document, row: PageRow, { table, options, most }: RowParts): HTMLElement {
  const cells = row.cells.map(({ text }, index) => {
    if (index > 0)
      return element(document, 'td', { attributes: table.columns[index]?.isNumber ? { class: 'bl-number' } : {}, children: [text] });
    return element(document, 'th', { attributes: { scope: 'row' }, children: [rowName(document, row, { table, options })] });
  });
  const bar = row.bar
    ? [
        element(document, 'td', {
          attributes: { class: 'bl-bar-cell', 'aria-hidden': 'true' },
          children: [lyingBar(document, row.bar, { parts: table.parts, most })],
        }),
      ]
    : [];
  return element(document, 'tr', { children: [...cells, ...bar] });
}
function rowName(document: Document, row: PageRow, { table, options }: Omit<RowParts, 'most'>): Node | string {
  const name = row.cells[0]?.text ?? '';
  const { id } = row;
  const { onChoose } = options;
  if (id === undefined || onChoose === undefined) return name;
  const button = element(document, 'button', { attributes: { type: 'button', class: 'bl-choose' }, children: [name] });
  button.addEventListener('click', () => onChoose(table.id, id));
  return button;
}
