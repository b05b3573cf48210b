/** Tables with a header: which column is which, remembered from the header line, else the writer's standard order. */
import type { Evidence, EvidenceKind, Layer } from '../model.ts';
import type { Range } from './address.ts';
import { fieldsIn, unquoted } from './csv-line.ts';

export interface Row {
  readonly layer: Layer;
  /** The cell of the first of these columns that is there and not empty. */
  cell(...columns: readonly string[]): Range | undefined;
  text(...columns: readonly string[]): string;
  /** The cell as a fact, angle brackets and all left as written. */
  fact(kind: Exclude<EvidenceKind, 'action' | 'direction' | 'smtp-command'>, ...columns: readonly string[]): readonly Evidence[];
}

/** `Sender Address`, `sender_address` and `SenderAddress` are one name: `senderaddress`. */
export function columnNames(layer: Layer, from = 0): readonly string[] {
  return fieldsIn(layer.text.slice(from), ',').map(({ start, end }) =>
    layer.text
      .slice(from + start, from + end)
      .replace(/[^A-Za-z0-9]/g, '')
      .toLowerCase(),
  );
}

export function rowOf(line: Layer, columns: readonly string[]): Row {
  const layer = unquoted(line);
  const fields = fieldsIn(layer.text, ',');
  const cell = (...names: readonly string[]): Range | undefined =>
    names.map((name) => fields[columns.indexOf(name)]).find((range) => range !== undefined && range.start < range.end);
  const text = (...names: readonly string[]): string => {
    const range = cell(...names);
    return range ? layer.text.slice(range.start, range.end) : '';
  };
  return {
    layer,
    cell,
    text,
    fact: (kind, ...names) => {
      const range = cell(...names);
      return range ? [layer.fact(kind, layer.text.slice(range.start, range.end), range.start, range.end)] : [];
    },
  };
}

/** The parts of a cell that lists several, parted by `;`, or as told. */
export function partsOf(text: string, { start, end }: Range, sign = /;/): readonly Range[] {
  const parts: Range[] = [];
  for (let at = start; at < end; ) {
    const next = text.slice(at, end).search(sign);
    const stop = next < 0 ? end : at + next;
    if (stop > at) parts.push({ start: at, end: stop });
    at = stop + 1;
  }
  return parts;
}
