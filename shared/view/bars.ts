/** Charts as SVG. Every number in them also stands in a table: a picture is never the only place of a fact. */
import type { PageTable, ReportPage, Standing } from '@bounce-lens/shared';
import { element, svgElement } from './element.ts';

const length = 100;

/** A lying bar beside a row's numbers, its parts one behind the other; as long as its share of `most`. */
export function lyingBar(
  document: Document,
  bar: readonly number[],
  { parts, most }: { readonly parts: readonly Standing[]; readonly most: number },
): SVGSVGElement {
  const scale = most === 0 ? 0 : length / most;
  let at = 0;
  const pieces = bar.map((value, index) => {
    const x = at;
    at += value * scale;
    return piece(document, parts[index], { x, y: 0, width: value * scale, height: 10 });
  });
  return svgElement(document, 'svg', {
    attributes: { class: 'bl-bar', viewBox: `0 0 ${length} 10`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    children: pieces,
  });
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
function piece(document: Document, standing: Standing | undefined, box: Box): SVGRectElement {
  const attributes = Object.fromEntries(Object.entries(box).map(([key, value]) => [key, String(Math.round(value * 100) / 100)]));
  return svgElement(document, 'rect', { attributes: { ...attributes, class: `bl-part bl-${standing ?? 'delivered'}` } });
}

const chart = { width: 600, height: 140 };

/** Standing bars side by side in the order of time; how many most of them are, and when they begin and end, as text. */
export function standingBars(document: Document, table: PageTable): HTMLElement {
  const most = Math.max(1, ...table.rows.map(({ bar = [] }) => sum(bar)));
  const width = chart.width / Math.max(1, table.rows.length);
  const bars = table.rows.map((row, index) => standingBar(document, table, { row, x: index * width, width, most }));
  const [first, last] = [table.rows[0], table.rows.at(-1)];
  const name = `${table.title}: ${first?.cells[0]?.text ?? ''} – ${last?.cells[0]?.text ?? ''}`;
  return element(document, 'div', {
    attributes: { class: 'bl-chart' },
    children: [
      element(document, 'div', { attributes: { class: 'bl-most', 'aria-hidden': 'true' }, children: [String(most)] }),
      svgElement(document, 'svg', {
        attributes: {
          class: 'bl-bars',
          viewBox: `0 0 ${chart.width} ${chart.height}`,
          preserveAspectRatio: 'none',
          role: 'img',
          'aria-label': name,
        },
        children: bars,
      }),
      element(document, 'div', {
        attributes: { class: 'bl-ends', 'aria-hidden': 'true' },
        children: [first, last].map((row) => element(document, 'span', { children: [row?.cells[0]?.text ?? ''] })),
      }),
    ],
  });
}
function standingBar(
  document: Document,
  table: PageTable,
  { row, x, width, most }: { readonly row: PageTable['rows'][number]; readonly x: number; readonly width: number; readonly most: number },
): SVGGElement {
  const gap = Math.min(2, width / 5);
  let top = chart.height;
  const pieces = (row.bar ?? []).map((value, index) => {
    const height = (value * chart.height) / most;
    top -= height;
    return piece(document, table.parts[index], { x: x + gap / 2, y: top, width: width - gap, height });
  });
  const told = row.cells.map(({ text }, index) => (index === 0 ? text : `${table.columns[index]?.title ?? ''}: ${text}`)).join('\n');
  return svgElement(document, 'g', { children: [svgElement(document, 'title', { children: [told] }), ...pieces] });
}
function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** What the colours and strokes mean. */
export function legend(document: Document, parts: readonly Standing[], names: ReportPage['standingNames']): HTMLElement {
  const entries = parts.map((standing) =>
    element(document, 'li', {
      children: [
        svgElement(document, 'svg', {
          attributes: { class: 'bl-swatch', viewBox: '0 0 10 10', 'aria-hidden': 'true', focusable: 'false' },
          children: [piece(document, standing, { x: 1, y: 1, width: 8, height: 8 })],
        }),
        names[standing],
      ],
    }),
  );
  return element(document, 'ul', { attributes: { class: 'bl-legend' }, children: entries });
}
